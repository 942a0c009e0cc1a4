"""Answers to questions of the bot: only from the person asked, and only when it is clear which question is meant."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from retbot.domain.casecode import Casecode
from retbot.domain.errors import Refusal
from retbot.handlers.arguments import Typed, take_code
from retbot.handlers.request import Request
from retbot.ports import Vraag

YES = frozenset({"ja", "j", "akkoord", "klopt"})
NO = frozenset({"nee", "n", "neen"})
_BEGINS_AS_ANSWER = re.compile(r"(?:ja|nee|akkoord|klopt|iedereen|niemand|\d{1,2})\b", re.IGNORECASE)

GIVE_WAY = frozenset({"nagaan"})
"""What is merely looked into, and may be left unanswered: no rival to a question that something waits for."""

Answer = Callable[[Request, Vraag, str], Awaitable[None]]
"""Takes the typed answer to the question; closes the question itself, or asks the next. Raises Refusal."""


@dataclass(frozen=True, slots=True)
class Answers:
    kinds: Mapping[str, Answer]

    async def take(self, request: Request, text: str, *, addressed: bool) -> bool:
        """Whether `text` was an answer. `addressed`: it was said to the bot (`!ret ja`), so what is no clear answer
        is refused; otherwise people may be talking among themselves, and the bot keeps silent."""
        typed = _typed(text, addressed=addressed)
        meant = await self._meant(request, typed.code) if typed else []
        here = [v for v in meant if addressed or v.room_id == request.message.room_id]
        if not typed or not here or not _looks_like_answer(typed.rest, addressed=addressed):
            return False
        if len(meant) > 1:
            if addressed or _is_short(typed.rest):
                raise Refusal("welke_vraag")
            return False
        vraag = here[0]
        request.code, request.written = vraag.code, typed.code is not None
        try:
            await self.kinds[vraag.kind](request, vraag, typed.rest)
        except Refusal as refusal:
            if refusal.reason == "antwoord_onbegrepen" and not addressed and not _is_try(request, vraag, typed.rest):
                return False
            raise
        await request.audit(f"antwoord {vraag.kind}")
        return True

    async def _meant(self, request: Request, code: Casecode | None) -> list[Vraag]:
        """With a code the question that was asked last about that case; without one any may be meant. A question about
        no case has no code to write: it is meant by what is said in its thread."""
        open_questions = await request.work.questions(request.person.matrix_id)
        if code:
            return [v for v in open_questions if v.code == code][-1:]
        of_no_case = [v for v in open_questions if v.code is None and _in_its_thread(request, v)]
        return of_no_case or [v for v in open_questions if v.kind not in GIVE_WAY] or open_questions


def _typed(text: str, *, addressed: bool) -> Typed | None:
    """None for what people write among themselves with something like a code in it. Raises Refusal."""
    try:
        return take_code(text)
    except Refusal:
        if addressed:
            raise
        return None


def _looks_like_answer(text: str, *, addressed: bool) -> bool:
    """Short, as an answer is; a longer sentence in the room is people talking."""
    return bool(text) and (addressed or len(text.split()) <= 12)


def _is_short(text: str) -> bool:
    return bool(_BEGINS_AS_ANSWER.match(text)) or len(text.split()) <= 2


def _is_try(request: Request, vraag: Vraag, text: str) -> bool:
    """An answer that went wrong, in the thread where it was asked."""
    return _in_its_thread(request, vraag) and _is_short(text)


def _in_its_thread(request: Request, vraag: Vraag) -> bool:
    return vraag.thread is not None and vraag.thread == request.message.thread


def day_of(vraag: Vraag) -> date:
    """The day of the fact that the question is about."""
    day = vraag.stand["op"]
    if not isinstance(day, date):
        raise TypeError("this question holds a day")
    return day
