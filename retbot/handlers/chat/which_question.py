"""Finds out which question is meant when an answer is typed at a place without a question."""

from collections.abc import Sequence
from dataclasses import replace

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.question_ends import ANSWERED
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.request import Request
from retbot.ports import Question
from retbot.wording.replies import render
from retbot.wording.replies.chat import open_questions as say

WHICH = "welke_vraag"
MOST = 5
"""How many are listed, the newest first."""


async def asked_elsewhere(request: Request, code: Casecode | None) -> bool:
    """For a clear answer, typed to the bot at a place where nothing was asked (about the case `code`, when typed): asks
    the open questions from elsewhere here, and records nothing. Raises Refusal when there are none."""
    found = await _elsewhere(request, code)
    if not found:
        raise Refusal("geen_vraag")
    if len(found) == 1:
        await ask_here(request, found[0])
    else:
        await _ask_which(request, found)
    return True


async def is_any_open(request: Request) -> bool:
    """Whether a question is open to this person at any place, or to anybody at this one."""
    message = request.message
    asked = await request.work.questions.in_place(message.room_id, message.thread)
    asked = [*asked, *await request.work.questions.of_person(request.person.matrix_id)]
    waiting = [v for v in asked if v.type != ANSWERED]
    return await open_questions.newest(request.work, waiting, request.team, request.now) is not None


async def is_certain(request: Request, question: Question, *, written: bool) -> bool:
    """Whether an answer typed here is meant for this question, which was asked here. False when it was asked on another
    day or, without a typed code, when somebody else was asked something later in the main timeline."""
    if question.type in {"aanmelding", ANSWERED}:
        return True
    if local_day(question.gesteld) != request.today:
        return False
    return written or request.message.thread is not None or await _is_newest_here(request, question)


async def _is_newest_here(request: Request, question: Question) -> bool:
    asked = [v for v in await request.work.questions.in_place(request.message.room_id, None) if v.type != ANSWERED]
    last = await open_questions.newest(request.work, asked, request.team, request.now)
    alike = await open_questions.same(request.work, question)
    return last is None or last.person == question.person or last in alike


async def _elsewhere(request: Request, code: Casecode | None) -> list[Question]:
    """The newest first. None when a code was typed."""
    asked = await request.work.questions.of_person(request.person.matrix_id) if code is None else []
    seen = [v for v in asked if v.type not in {WHICH, ANSWERED}]
    return await open_questions.open_ones(request.work, seen, request.team, request.now, MOST)


async def ask_here(request: Request, question: Question) -> None:
    """Asks it again; from now on it belongs to this place."""
    message = request.message
    here = replace(question, id=None, room_id=message.room_id, thread=message.thread, gesteld=request.now)
    await request.work.questions.ask(here)
    asked = request.about_case(question.code)
    await asked.reply(say.dit_vroeg_ik, casus=question.code or "")
    await asked.say_again(question.zin, question.args)


async def _ask_which(request: Request, found: Sequence[Question]) -> None:
    ids = [question.id for question in found if question.id]
    codes = [str(question.code) for question in found if question.code]
    listed = [_line_of(question) for question in found]
    await request.expect(WHICH, {"vragen": ids, "codes": codes}, say.welke_vraag, vragen=listed)
    await request.reply(say.welke_vraag, vragen=listed)


def _line_of(question: Question) -> str:
    """The example day in it is filled in later, when the whole message is made."""
    asked = render(question.zin, question.args, question.code, "EENDAG")
    return " · ".join([*([question.code] if question.code else []), asked.replace("\n", " ")])


async def answer_which(request: Request, question: Question, text: str) -> None:
    """The number of the question, which is then asked here."""
    ids = question.state["vragen"]
    if not isinstance(ids, Sequence) or not text.isdigit() or not 1 <= int(text) <= len(ids):
        numbers = [str(number) for number in range(1, len(ids) + 1)] if isinstance(ids, Sequence) else []
        raise Refusal("antwoord_onbegrepen", keuzes=numbers)
    asked = await request.work.questions.of_person(request.person.matrix_id)
    chosen = [one for one in asked if one.id == ids[int(text) - 1]]
    found = await open_questions.newest(request.work, chosen, request.team, request.now)
    if found is None:
        raise Refusal("vraag_voorbij")
    await ask_here(request, found)


QUESTIONS = {WHICH: answer_which}
