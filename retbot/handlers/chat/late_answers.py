"""An answer to a question that somebody else has already answered: says who did, and how to correct what was
recorded."""

from dataclasses import replace

from retbot.domain.casus.consent import CONSENT, DEELNAME, FORM, MONITOR, stands
from retbot.domain.casus.question_ends import ANSWERED
from retbot.domain.casus.withdrawal import withdrawable
from retbot.handlers.chat.questions import Answer, asked_anew
from retbot.handlers.chat.request import Request
from retbot.ports import Question
from retbot.wording.replies.chat import general as say


async def answer(request: Request, question: Question, _: str) -> None:
    """Replies once; records nothing."""
    ended = replace(question, type=str(question.state["soort"]))
    door, antwoord = str(question.state["door"]), str(question.state["antwoord"])
    if ended.type == CONSENT:
        await _about_consent(request, ended, door, antwoord)
    else:
        await request.reply(say.al_beantwoord, door=door, antwoord=antwoord, weer=asked_anew(ended))


async def _about_consent(request: Request, ended: Question, door: str, antwoord: str) -> None:
    casus, what = await request.casus(), str(ended.state.get("wat", FORM))
    is_given = stands(what, casus)
    if is_given:
        named = what if what in withdrawable(casus, request.convenant(casus)) else DEELNAME
        again = f"toestemming CODE intrekken {named}"
    else:
        again = asked_anew(ended) + (f" {MONITOR}" if what == MONITOR else "")
    await request.reply(say.toestemming_al_beantwoord, door=door, antwoord=antwoord, weer=again, staat=is_given)


QUESTIONS: dict[str, Answer] = {ANSWERED: answer}
