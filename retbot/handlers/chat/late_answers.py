"""An answer to a question that somebody else has already answered: says who did, and how to correct what was
recorded."""

from dataclasses import replace

from retbot.domain.casus.consent import CONSENT, allows
from retbot.domain.casus.consent_rules import ConsentType
from retbot.domain.casus.question_ends import ANSWERED
from retbot.handlers.chat.questions import Answer, asked_anew
from retbot.handlers.chat.request import Request
from retbot.ports import Question
from retbot.wording.replies.chat import open_questions as say


async def answer(request: Request, question: Question, _: str) -> None:
    """Replies once; records nothing."""
    ended = replace(question, type=str(question.state["soort"]))
    door, antwoord = str(question.state["door"]), str(question.state["antwoord"])
    if ended.type == CONSENT:
        await _about_consent(request, ended, door, antwoord)
    else:
        await request.reply(say.al_beantwoord, door=door, antwoord=antwoord, weer=asked_anew(ended))


async def _about_consent(request: Request, ended: Question, door: str, antwoord: str) -> None:
    casus = await request.casus()
    scope, convenant = ConsentType(str(ended.state.get("wat", ConsentType.FORM))), request.convenant(casus)
    is_given = allows(scope, casus, convenant)
    if is_given:
        again = f"toestemming CODE intrekken {scope}"
    else:
        again = asked_anew(ended) + (f" {scope}" if scope is ConsentType.MONITOR else "")
    await request.reply(say.toestemming_al_beantwoord, door=door, antwoord=antwoord, weer=again, staat=is_given)


QUESTIONS: dict[str, Answer] = {ANSWERED: answer}
