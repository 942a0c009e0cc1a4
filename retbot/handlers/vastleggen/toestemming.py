"""noteer toestemming and noteer weigering: consent counts only after the information that the covenant requires, and
from the people whose it is at this age."""

from datetime import date

from retbot.domain.casus.consent import CONSENT, REFUSAL, VERSLAG_ANSWER, Consent, allows, consent
from retbot.domain.casus.consent_rules import ConsentType, consent_asks, known_consents, rule_of, type_of
from retbot.domain.casus.consenting import give, refuse
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
from retbot.reading.vastleggen.toestemmingen import GIVEN, WITHDRAWN, main_type
from retbot.wording.replies.bespreking.gehouden import vraag_verslag
from retbot.wording.replies.vastleggen import toestemming as say

COMMANDS = Commands("opvolging")


def _asks(convenant: Convenant) -> bool:
    return bool(known_consents(convenant))


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
async def gegeven(request: Request, scope: ConsentType, day: date) -> None:
    """Asks whether all information was given beforehand, and whether the right people for this age gave consent. An
    impossible day is refused before the question."""
    casus = (await request.casus()).must_be_open()
    convenant = request.convenant(casus)
    give(casus, convenant, scope, day, request.today)
    known, told = consent(scope, casus, convenant), consent_asks(convenant)
    if scope is ConsentType.VERSLAG:
        if casus.feit("bespreking", casus.ronde) is None:
            raise Refusal("nog_niet", eerst="bespreking")
        await request.ask(VERSLAG_ANSWER, {"op": day, "los": True}, vraag_verslag, artikel=known.artikel)
        return
    identifying, regel = convenant.regels.get("anoniem"), rule_of(scope, convenant)
    await request.ask(
        CONSENT,
        {"op": day, "wat": scope.value},
        say.vraag_toestemming,
        punten=told if scope is main_type(convenant) else [],
        artikel=_article(known, convenant),
        wie=list(known.whose.who) if known.whose else [],
        wie_artikel=known.whose.artikel if known.whose else "",
        schriftelijk=bool(identifying and identifying.opties.get("schriftelijk")),
        monitor=scope is ConsentType.MONITOR,
        staat=known.allows,
        vraag=regel.vraag or "" if regel and type_of(regel) else "",
    )


@COMMANDS.declare(
    "noteer",
    GIVEN,
    DAY,
    begins="weigering",
    form="noteer CODE weigering {apart} [op DATUM]",
    help="Toestemming is gevraagd en geweigerd.",
    rights=EDITORS,
    effect=Effect.ACT,
    knows=_asks,
)
async def note_refusal(request: Request, scope: ConsentType, day: date) -> None:
    """Of a consent that stands it is a withdrawal."""
    casus = await request.casus()
    convenant = request.convenant(casus)
    if allows(scope, casus, convenant):
        await intrekken.take_back(request, casus, scope, day)
        return
    refused = refuse(casus, convenant, scope, day, request.today)
    await keep_and_answer(request, refused, REFUSAL, day, scope.value)
    await anonymity.tell_change(request, casus, refused)


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
async def ingetrokken(request: Request, scope: ConsentType | None, day: date) -> None:
    await intrekken.take_back(request, await request.casus(), scope, day)


def _article(known: Consent, convenant: Convenant) -> str:
    """That of the duty to ask for it, else of the rule about it."""
    duty = next((p for p in convenant.plichten if p.actief and p.vervuld == CONSENT), None)
    return duty.artikel if duty and known.scope is main_type(convenant) else known.artikel


async def answer(request: Request, question: Question, text: str) -> None:
    """`nee` ends a consent that was given earlier, because the latest answer counts."""
    if text.lower() not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    casus = await request.casus()
    convenant = request.convenant(casus)
    asked = ConsentType(str(question.state.get("wat", ConsentType.FORM)))
    scope = asked if asked in known_consents(convenant) else main_type(convenant)
    if text.lower() in YES:
        day = day_of(question)
        given = give(casus, convenant, scope, day, request.today)
        what = "" if scope is main_type(convenant) else scope.value
        request.confirm(say.ga_toestemming_vastleggen, op=day, today=request.today, wat=what)
        await keep_and_answer(request, given, CONSENT, day, what)
        await anonymity.tell_change(request, casus, given)
    elif allows(scope, casus, convenant):
        await intrekken.take_back(request, casus, scope, request.today)
    else:
        await request.answer(say.toestemming_geldt_nog_niet, monitor=scope is ConsentType.MONITOR)


QUESTIONS: dict[str, Answer] = {CONSENT: answer}
