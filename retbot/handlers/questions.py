"""Answers to questions of the bot: only from the person asked, and only when it is clear which question is meant."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from retbot.domain.errors import Refusal
from retbot.handlers.arguments import take_code
from retbot.handlers.request import Request
from retbot.ports import Vraag

YES = frozenset({"ja", "j", "akkoord", "klopt"})
NO = frozenset({"nee", "n", "neen"})

Answer = Callable[[Request, Vraag, str], Awaitable[None]]
"""Takes the typed answer to the question; closes the question itself, or asks the next. Raises Refusal."""


@dataclass(frozen=True, slots=True)
class Answers:
    kinds: Mapping[str, Answer]

    async def take(self, request: Request, text: str, *, addressed: bool) -> bool:
        """Whether `text` was an answer. `addressed`: it was said to the bot (`!ret ja`), so what is no clear answer
        is refused; otherwise people may be talking among themselves, and the bot keeps silent."""
        open_questions = await request.work.questions(request.person.matrix_id)
        if not open_questions:
            return False
        typed = take_code(text)
        if typed.code:
            meant = [v for v in open_questions if v.code == typed.code]
        else:
            meant = open_questions
        here = [v for v in meant if addressed or v.room_id == request.message.room_id]
        if not here or not _looks_like_answer(typed.rest, addressed=addressed):
            return False
        if len(meant) > 1:
            raise Refusal("welke_vraag")
        vraag = here[0]
        request.code, request.written = vraag.code, typed.code is not None
        try:
            await self.kinds[vraag.kind](request, vraag, typed.rest)
        except Refusal as refusal:
            if refusal.reason == "antwoord_onbegrepen" and not addressed and not _in_its_thread(request, vraag):
                return False
            raise
        await request.audit(f"antwoord {vraag.kind}")
        return True


def _looks_like_answer(text: str, *, addressed: bool) -> bool:
    """Short, as an answer is; a longer sentence in the room is people talking."""
    return bool(text) and (addressed or len(text.split()) <= 12)


def _in_its_thread(request: Request, vraag: Vraag) -> bool:
    return vraag.thread is not None and vraag.thread == request.message.thread


def day_of(vraag: Vraag) -> date:
    """The day of the fact that the question is about."""
    day = vraag.stand["op"]
    if not isinstance(day, date):
        raise TypeError("this question holds a day")
    return day
