"""Answers to questions of the bot: only from the person asked, and only when it is clear which question is meant."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from retbot.domain.casecode import Casecode
from retbot.domain.errors import Refusal
from retbot.handlers.arguments import Typed, take_code
from retbot.handlers.replies import general as say
from retbot.handlers.request import Request
from retbot.ports import Vraag

HELP = frozenset({"help", "hulp", "?", "??", "wat kan ik doen", "wat moet ik doen", "wat bedoel je", "wat bedoelt u"})
STOP = frozenset({"stop", "stoppen", "later"})
YES = frozenset({"ja", "j", "akkoord", "klopt"})
NO = frozenset({"nee", "n", "neen"})
_BEGINS_AS_ANSWER = re.compile(r"(?:ja|nee|akkoord|klopt|iedereen|niemand|\d{1,2})\b", re.IGNORECASE)

GIVE_WAY = frozenset({"nagaan"})
"""What is merely looked into, and may be left unanswered: no rival to a question that something waits for."""

_STOPS_ITSELF = frozenset({"aanmelding"})
"""Keeps what was answered so far."""
_ASKED_BY = {
    "aanwezig": "bespreking gehouden",
    "consensus": "bespreking gehouden",
    "verslag": "bespreking gehouden",
    "voorwaarde": "bespreking gehouden",
    "nagaan": "nagaan",
    "opgelost": "sluit CODE opgelost",
    "tijdvak": "plan",
    "toestemming": "noteer CODE toestemming",
    "triage": "triage",
    "uitkomst": "gedaan",
}
"""The kind of a question → the command that asks it."""

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
                raise Refusal("welke_vraag", codes=[v.code for v in meant if v.code])
            return False
        vraag = here[0]
        if not addressed and _is_aside(vraag, typed.rest) and vraag.thread != request.message.thread:
            return False
        request.code, request.written = vraag.code, typed.code is not None
        try:
            await self._taken(request, vraag, typed.rest)
        except Refusal as refusal:
            if refusal.reason == "antwoord_onbegrepen" and not addressed and not _is_try(request, vraag, typed.rest):
                return False
            raise
        await request.audit(f"antwoord {vraag.kind}")
        return True

    async def _taken(self, request: Request, vraag: Vraag, text: str) -> None:
        """The answer; or what was asked, once more; or no answer for now."""
        if text.lower() in HELP:
            await explain(request, vraag)
        elif text.lower() in STOP and vraag.kind not in _STOPS_ITSELF:
            await request.work.close_question(vraag)
            await request.reply(say.vraag_blijft_liggen, weer=_again(vraag))
        else:
            await self.kinds[vraag.kind](request, vraag, text)

    async def _meant(self, request: Request, code: Casecode | None) -> list[Vraag]:
        """With a code the question that was asked last about that case; without one any may be meant. A question about
        no case has no code to write: it is meant by what is said in its thread."""
        open_questions = await request.work.questions(request.person.matrix_id)
        if code:
            return [v for v in open_questions if v.code == code][-1:]
        of_no_case = [v for v in open_questions if v.code is None and _in_its_thread(request, v)]
        return of_no_case or [v for v in open_questions if v.kind not in GIVE_WAY] or open_questions


async def explain(request: Request, vraag: Vraag) -> None:
    """What is asked, with its choices, and how to leave it; the question stays."""
    await request.reply(say.dit_vraag_ik)
    if vraag.zin:
        await request.say_again(vraag.zin, vraag.args)
    await request.reply(say.zo_antwoordt_u, terug=vraag.kind in _STOPS_ITSELF)


def _is_aside(vraag: Vraag, text: str) -> bool:
    """No answer, but a word about the question: elsewhere people may say it among themselves."""
    return text.lower() in HELP or (text.lower() in STOP and vraag.kind not in _STOPS_ITSELF)


def _again(vraag: Vraag) -> str:
    """What asks it anew."""
    name = str(vraag.stand.get("event", "")).replace("_", " ") or _ASKED_BY.get(vraag.kind, "")
    written = name if "CODE" in name or not name else f"{name} CODE"
    return f"{written} {vraag.stand['plicht']}" if "plicht" in vraag.stand else written


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
