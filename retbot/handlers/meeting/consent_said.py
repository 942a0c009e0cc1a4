"""Consent that was said in a guided task counts when it is confirmed with the symbols of the case."""

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consenting import confirm_given, consents_to_confirm
from retbot.domain.casus.question_ends import CONFIRM_CONSENT
from retbot.domain.errors import Refusal
from retbot.handlers.chat.questions import Answer
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.ports import Question
from retbot.reading.answers import NO, YES
from retbot.wording.replies.vastleggen import toestemming as say


async def ask_to_confirm(request: Request, casus: Casus) -> None:
    """At the end of the task, where it ends; nothing when no consent waits."""
    if scopes := _waiting(request, casus):
        await request.expect(CONFIRM_CONSENT, {}, say.vraag_bevestigen, wat=scopes)
        await request.reply(say.vraag_bevestigen, wat=scopes)


async def answer(request: Request, question: Question, text: str) -> None:  # noqa: ARG001
    if text.lower() not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    casus = await request.casus()
    scopes = _waiting(request, casus)
    if text.lower() in NO:
        await request.reply(say.niet_bevestigd, wat=scopes)
        return
    request.confirm(say.vraag_bevestigen, wat=scopes)
    confirmed = confirm_given(casus.must_be_open())
    await request.keep(confirmed)
    await request.answer(say.bevestigd, wat=scopes)
    await anonymity.tell_change(request, casus, confirmed)


def _waiting(request: Request, casus: Casus) -> list[str]:
    return [scope.value for scope in consents_to_confirm(casus, request.convenant(casus))]


QUESTIONS: dict[str, Answer] = {CONFIRM_CONSENT: answer}
