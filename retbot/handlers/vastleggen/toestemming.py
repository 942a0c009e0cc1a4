"""noteer toestemming: consent counts only after the information that the covenant requires, and from the people whom it
requires at this age."""

from datetime import date

from retbot.domain.casus.consent import (
    CONSENT,
    DEELNAME,
    FORM,
    MONITOR,
    consent_asks,
    consents,
    give,
    stands,
)
from retbot.domain.casus.withdrawal import withdrawable
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.handlers.vastleggen import intrekken
from retbot.handlers.vastleggen.noteren import keep_and_answer
from retbot.ports import Question
from retbot.reading.answers import NO, YES
from retbot.reading.grammar import optional
from retbot.reading.moments import DAY
from retbot.reading.vastleggen.toestemmingen import GIVEN, WITHDRAWN
from retbot.wording.replies.vastleggen import toestemming as say

COMMANDS = Commands("opvolging")


def _asks(convenant: Convenant) -> bool:
    return bool(consent_asks(convenant))


@COMMANDS.declare(
    "noteer",
    GIVEN,
    DAY,
    begins="toestemming",
    form="noteer CODE toestemming {apart} [op DATUM]",
    help="Toestemming is gegeven; ik vraag of vooraf alles verteld is.",
    rights=EDITORS,
    effect=Effect.ACT,
    knows=_asks,
    asks={CONSENT: ""},
)
async def gegeven(request: Request, what: str, day: date) -> None:
    """Asks whether all information was given beforehand, and whether the right people for this age gave consent. An
    impossible day is refused before the question."""
    casus = (await request.casus()).must_be_open()
    convenant = request.convenant(casus)
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


@COMMANDS.declare(
    "noteer",
    optional(WITHDRAWN),
    DAY,
    begins="intrekking",
    help="Toestemming is ingetrokken; zonder meer alles.",
    rights=EDITORS,
    effect=Effect.ACT,
    knows=_asks,
)
async def ingetrokken(request: Request, what: str | None, day: date) -> None:
    await intrekken.take_back(request, await request.casus(), what, day)


def _article(what: str, convenant: Convenant) -> str:
    duty = next((p for p in convenant.plichten if p.actief and p.vervuld == CONSENT), None)
    regel = convenant.regels["monitor" if what == MONITOR else "anoniem"]
    return duty.artikel if duty and what != MONITOR else regel.artikel


async def answer(request: Request, question: Question, text: str) -> None:
    """`nee` ends a consent that was given earlier, because the latest answer counts."""
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
