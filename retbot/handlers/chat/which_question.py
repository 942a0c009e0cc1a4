"""Which question an answer is meant for, when it is typed where nothing was asked."""

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
from retbot.wording.replies.chat import general as say

WHICH = "welke_vraag"
MOST = 5
"""How many are listed, the newest first."""


async def asked_elsewhere(request: Request, code: Casecode | None, *, addressed: bool) -> bool:
    """What is plainly an answer, where nothing was asked (about the case `code` when that was written): what is open
    elsewhere is asked here, and nothing is recorded. In the thread of another case people are talking. Whether there
    was anything. Raises Refusal when it was said to the bot, and there is nothing."""
    if not addressed and request.message.thread:
        return False
    found = await _elsewhere(request, code, addressed=addressed)
    if not found and addressed:
        raise Refusal("geen_vraag")
    if len(found) == 1:
        await ask_here(request, found[0])
    elif found:
        await _ask_which(request, found)
    return bool(found)


async def is_certain(request: Request, question: Question, *, written: bool) -> bool:
    """Whether an answer that is typed here is meant for this question, which was asked here: not when it was asked on
    another day, nor, without a written code, when somebody else was asked something after it in the main line."""
    if question.type in {"aanmelding", ANSWERED}:
        return True
    if local_day(question.gesteld) != request.today:
        return False
    return written or request.message.thread is not None or await _is_newest_here(request, question)


async def _is_newest_here(request: Request, question: Question) -> bool:
    asked = [v for v in await request.work.questions_in(request.message.room_id, None) if v.type != ANSWERED]
    last = await open_questions.newest(request.work, asked, request.team, request.now)
    alike = await open_questions.same(request.work, question)
    return last is None or last.person == question.person or last in alike


async def _elsewhere(request: Request, code: Casecode | None, *, addressed: bool) -> list[Question]:
    """The newest first; of this room alone unless it was said to the bot. None about another case than was written."""
    asked = await request.work.questions(request.person.matrix_id) if code is None else []
    seen = [v for v in asked if v.type not in {WHICH, ANSWERED} and (addressed or v.room_id == request.message.room_id)]
    return await open_questions.open_ones(request.work, seen, request.team, request.now, MOST)


async def ask_here(request: Request, question: Question) -> None:
    """Once more; from now on its place is here."""
    message = request.message
    here = replace(question, id=None, room_id=message.room_id, thread=message.thread, gesteld=request.now)
    await request.work.ask(here)
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
    """The day that it gives as an example is filled in when all of it is worded."""
    asked = render(question.zin, question.args, question.code, "EENDAG")
    return " · ".join([*([question.code] if question.code else []), asked.replace("\n", " ")])


async def answer_which(request: Request, question: Question, text: str) -> None:
    """The number of the question, which is then asked here."""
    ids = question.state["vragen"]
    if not isinstance(ids, Sequence) or not text.isdigit() or not 1 <= int(text) <= len(ids):
        numbers = [str(number) for number in range(1, len(ids) + 1)] if isinstance(ids, Sequence) else []
        raise Refusal("antwoord_onbegrepen", keuzes=numbers)
    asked = await request.work.questions(request.person.matrix_id)
    chosen = [one for one in asked if one.id == ids[int(text) - 1]]
    found = await open_questions.newest(request.work, chosen, request.team, request.now)
    if found is None:
        raise Refusal("vraag_voorbij")
    await ask_here(request, found)


QUESTIONS = {WHICH: answer_which}
