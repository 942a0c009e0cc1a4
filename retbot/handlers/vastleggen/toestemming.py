"""noteer toestemming: consent counts only after what the covenant wants told, from whom the age says."""

from datetime import date

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import (
    CONSENT,
    DEELNAME,
    FORM,
    MONITOR,
    asked_apart,
    consent_asks,
    consents,
    give,
    stands,
)
from retbot.domain.casus.withdrawal import withdrawable
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.handlers.chat.questions import NO, YES, Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.handlers.vastleggen import intrekken
from retbot.handlers.vastleggen.noteren import keep_and_answer
from retbot.ports import Question
from retbot.wording.replies.vastleggen import toestemming as say


def is_asked(request: Request, casus: Casus) -> bool:
    return bool(consent_asks(request.convenant(casus)))


async def ask(request: Request, casus: Casus, day: date) -> None:
    """`noteer CODE toestemming`, `noteer CODE toestemming monitor`: whether everything was told beforehand, and whether
    it was given by whom it must be given at this age. A day that cannot be is refused before it is asked."""
    convenant = request.convenant(casus.must_be_open())
    what = _take_what(request, convenant)
    give(casus, what, day, request.today)
    regel, whose = convenant.regels["anoniem"], consents(casus, convenant)
    await request.ask(
        CONSENT,
        {"op": day, "wat": what},
        say.vraag_toestemming,
        punten=[] if what == MONITOR else consent_asks(convenant),
        artikel=_article(what, convenant),
        wie=list(whose.who) if whose else [],
        wie_artikel=whose.artikel if whose else "",
        schriftelijk=bool(regel.opties.get("schriftelijk")),
        monitor=what == MONITOR,
        staat=stands(what, casus),
    )


def _take_what(request: Request, convenant: Convenant) -> str:
    """The consent that `rest` names, which loses it, where the covenant asks for it apart."""
    apart = "|".join(asked_apart(convenant))
    request.form = f"noteer CODE toestemming [{apart}] [op DATUM]" if apart else "noteer CODE toestemming [op DATUM]"
    return request.take_rest().lower() if request.rest.lower() in asked_apart(convenant) else FORM


def _article(what: str, convenant: Convenant) -> str:
    duty = next((p for p in convenant.plichten if p.actief and p.vervuld == CONSENT), None)
    regel = convenant.regels["monitor" if what == MONITOR else "anoniem"]
    return duty.artikel if duty and what != MONITOR else regel.artikel


async def answer(request: Request, question: Question, text: str) -> None:
    """`nee` takes back what stood until then: it is the last word."""
    if text.lower() not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    casus, what = await request.casus(), str(question.state.get("wat", FORM))
    if text.lower() in YES:
        given = give(casus, what, day_of(question), request.today)
        await keep_and_answer(request, given, CONSENT, day_of(question), MONITOR if what == MONITOR else "")
        await anonymity.tell_change(request, casus, given)
    elif stands(what, casus):
        known = withdrawable(casus, request.convenant(casus))
        await intrekken.take_back(request, casus, what if what in known else DEELNAME, request.today)
    else:
        await request.answer(say.toestemming_geldt_nog_niet, monitor=what == MONITOR)


QUESTIONS: dict[str, Answer] = {CONSENT: answer}
