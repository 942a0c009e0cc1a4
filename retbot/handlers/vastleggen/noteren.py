"""Commands that record one fact: compleet, formulier gedeeld, voorgesprek, advies vastgesteld, terugkoppeling,
opgevolgd, opvolging."""

from collections.abc import Sequence
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import must_allow_form
from retbot.domain.casus.recording import record
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.duties_without_date import check_some_begun
from retbot.handlers.chat.command import EDITORS, READERS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.vastleggen import nagaan
from retbot.reading.grammar import optional
from retbot.reading.moments import DAY, ONLY_DAY
from retbot.reading.opvolging.follow_up import FOLLOW_UP, FollowUp
from retbot.reading.people import PARTIJ
from retbot.wording.forms import Ending
from retbot.wording.replies.vastleggen import noteren as say

COMMANDS = Commands("opvolging")


@COMMANDS.declare(
    "compleet",
    ONLY_DAY,
    help="Het aanmeldformulier is compleet.",
    rights=EDITORS,
    effect=Effect.RECORD,
    subject="aanmelding",
    event="compleet",
)
async def compleet(request: Request, day: date) -> None:
    await _note(request, "compleet", day, ronde=0)


@COMMANDS.declare(
    "formulier gedeeld",
    ONLY_DAY,
    help="Het formulier is met de ~experts gedeeld.",
    rights=EDITORS,
    effect=Effect.RECORD,
    subject="bespreking",
    event="formulier_gedeeld",
)
async def formulier_gedeeld(request: Request, day: date) -> None:
    casus = await request.casus()
    must_allow_form(casus, request.convenant(casus))
    await _note(request, "formulier_gedeeld", day)


@COMMANDS.declare(
    "voorgesprek gehouden",
    ONLY_DAY,
    help="Het voorgesprek is gehouden.",
    rights=EDITORS,
    effect=Effect.RECORD,
    subject="bespreking",
    event="voorgesprek",
)
async def voorgesprek_gehouden(request: Request, day: date) -> None:
    await _note(request, "voorgesprek", day)


@COMMANDS.declare(
    "advies vastgesteld",
    ONLY_DAY,
    help="Het ~advies is vastgesteld.",
    rights=EDITORS,
    effect=Effect.RECORD,
    subject="advies",
    event="advies_vastgesteld",
)
async def advies_vastgesteld(request: Request, day: date) -> None:
    await _note(request, "advies_vastgesteld", day)


@COMMANDS.declare(
    "terugkoppeling",
    optional(PARTIJ),
    DAY,
    help="Een partij heeft de afspraken teruggekoppeld.",
    rights=READERS,
    effect=Effect.RECORD,
    event="terugkoppeling",
    ends=(Ending("terugkoppeling", "{over}"),),
)
async def terugkoppeling(request: Request, partij: str | None, day: date) -> None:
    casus = await request.casus()
    await _per_partij(request, casus, "terugkoppeling", casus.ronde, partij, day)


@COMMANDS.declare(
    "opgevolgd",
    optional(PARTIJ),
    DAY,
    help="Een partij is begonnen met het ~advies.",
    rights=READERS,
    effect=Effect.RECORD,
    event="advies_opgevolgd",
    ends=(Ending("advies_opgevolgd", "{over}"),),
)
async def opgevolgd(request: Request, partij: str | None, day: date) -> None:
    casus = await request.casus()
    sent = casus.feit("advies_verzonden")
    await _per_partij(request, casus, "advies_opgevolgd", sent.ronde if sent else casus.ronde, partij, day)


@COMMANDS.declare(
    "opvolging",
    FOLLOW_UP,
    DAY,
    help="De eerste of tweede opvolging is gedaan, met het antwoord op elke vraag ervan.",
    rights=EDITORS,
    effect=Effect.RECORD,
    event="opvolging_1",
    ends=(Ending("opvolging_1", "1 {vragen}"), Ending("opvolging_2", "2 {vragen}")),
)
async def opvolging(request: Request, follow_up: FollowUp, day: date) -> None:
    """The questions are those of the duty."""
    casus, event = await request.casus(), f"opvolging_{follow_up.number}"
    sent = casus.feit("oplossing_verzonden") or casus.feit("advies_verzonden")
    feit = Feit(event, day, sent.ronde if sent else casus.ronde, value=follow_up.answers)
    casus = record(casus, feit, request.today)
    await keep_and_answer(request, casus, event, day)
    await nagaan.ask(request, casus, event)


async def _note(request: Request, event: str, day: date, ronde: int | None = None) -> None:
    casus = await request.casus()
    casus = record(casus, Feit(event, day, casus.ronde if ronde is None else ronde), request.today)
    await keep_and_answer(request, casus, event, day)


async def _per_partij(request: Request, casus: Casus, event: str, ronde: int, partij: str | None, day: date) -> None:
    """Without a partij it is recorded for all with an open afspraak; experts may do so only for their own."""
    check_some_begun(event, casus, request.convenant(casus))
    whom: list[str | None] = [*_parties(request, casus, ronde, partij, event)]
    if partij is None:
        whom = [one for one in whom if casus.feit(event, ronde, one) is None] or whom
    for one in whom or [None]:
        casus = record(casus, Feit(event, day, ronde, one), request.today)
    await keep_and_answer(request, casus, event, day)


def _parties(request: Request, casus: Casus, ronde: int, partij: str | None, event: str) -> list[str]:
    """Those with an afspraak, or somebody who has to report without one (art. 9.5 of model-2024)."""
    duties = [p for p in request.convenant(casus).plichten if p.actief and p.vervuld == event and p.per is None]
    known = casus.partijen(ronde)
    if partij in {role for plicht in duties for role in plicht.wie}:
        known = [*known, str(partij)]
    if partij:
        if partij not in known:
            raise Refusal("partij_zonder_afspraak", partij=partij, partijen=known)
        known = [partij]
    own = request.person.deelnemer.partij if request.person.deelnemer else None
    if not request.may(*EDITORS):
        if partij and known != [own]:
            raise Refusal("niet_uw_termijn", wie=known[0])
        known = [p for p in known if p == own]
        if not known:
            raise Refusal("niet_uw_termijn", wie="een partij met een afspraak")
    return known


async def keep_and_answer(
    request: Request, casus: Casus, event: str, day: date, uitkomst: str = "", first: Sequence[str] = ()
) -> None:
    """Saves the case and says what follows, after the lines that come `first`."""
    await request.keep(casus)
    team = request.team
    await request.answer(
        say.genoteerd,
        event=event,
        uitkomst=uitkomst,
        op=day,
        today=request.today,
        gevolgen=[
            *first,
            *say.started_by(team.termijnen(casus), event, request.today, team.kalender),
            *say.also_due(request.convenant(casus), event, casus.code, casus),
        ],
        stap=say.step_of(casus, team.termijnen(casus), request.convenant(casus), request.now),
    )
