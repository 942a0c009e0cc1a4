"""afspraak: makes one for a partij, and records its result."""

from datetime import date

from retbot.domain.casus.casus import MISLUKT, Afspraak, Casus, Feit
from retbot.domain.casus.recording import (
    add_afspraak,
    find_alternative,
    finish_afspraak,
    next_step,
    record,
    reopen_afspraak,
)
from retbot.domain.casus.safe_text import SafeText
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.escalation import as_typed, chain_of_afspraak
from retbot.handlers.chat.command import EDITORS, READERS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.reading.grammar import optional
from retbot.reading.moments import COMING_DAY, DAY
from retbot.reading.opvolging.afspraken import AFSPRAAK_TYPE, INSTEAD, PARTIJ_OF_AFSPRAAK, number_before
from retbot.reading.texts import DESCRIPTION
from retbot.wording.citing import cited_article
from retbot.wording.forms import KEPT, Ending
from retbot.wording.replies.opvolging import afspraken as say
from retbot.wording.replies.vastleggen.noteren import also_due

COMMANDS = Commands("advies")


def _can_fail(convenant: Convenant) -> bool:
    return convenant.kent(MISLUKT)


@COMMANDS.declare(
    "afspraak",
    PARTIJ_OF_AFSPRAAK,
    AFSPRAAK_TYPE,
    COMING_DAY,
    optional(DESCRIPTION),
    optional(INSTEAD),
    form="afspraak CODE {partij} {dag} intake",
    help="Legt een afspraak met een partij vast, desgewenst met `: ` en een omschrijving, of `in plaats van 1`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    ends=(Ending("afspraak", "{partij} {dag} intake"),),
)
async def afspraak(
    request: Request, partij: str, soort: str, day: date, omschrijving: SafeText | None, instead: int | None
) -> None:
    casus, new = add_afspraak(await request.casus(), partij, day, soort, omschrijving, request.today)
    if instead:
        old = casus.afspraak(instead)
        casus = find_alternative(casus, old, f"afspraak {new.nummer}", request.today, request.today)
    await request.keep(casus)
    await request.answer(
        say.afspraak_vast,
        nummer=new.nummer,
        partij=partij,
        op=day,
        soort=soort,
        today=request.today,
        omschrijving=bool(omschrijving),
        vervangt=instead or 0,
    )


@COMMANDS.declare(
    "afspraak",
    number_before("klaar"),
    DAY,
    help="Een afspraak is nagekomen.",
    rights=READERS,
    effect=Effect.RECORD,
    ends=(Ending(KEPT, "{over} klaar"),),
)
async def klaar(request: Request, nummer: int, day: date) -> None:
    casus, found = await _theirs(request, nummer)
    await _keep_mark(request, finish_afspraak(casus, nummer, day, request.today), found, done=True)


@COMMANDS.declare(
    "afspraak",
    number_before("open"),
    help="Een afspraak is toch nog niet nagekomen.",
    rights=READERS,
    effect=Effect.RECORD,
)
async def weer_open(request: Request, nummer: int) -> None:
    casus, found = await _theirs(request, nummer)
    await _keep_mark(request, reopen_afspraak(casus, nummer), found, done=False)


@COMMANDS.declare(
    "afspraak",
    number_before("mislukt"),
    DAY,
    help="Een afspraak lukt niet; dan wordt een alternatief gezocht.",
    rights=EDITORS,
    effect=Effect.RECORD,
    knows=_can_fail,
)
async def mislukt(request: Request, nummer: int, day: date) -> None:
    """Art. 7 of model-2024: then the team looks for an alternative that the responsible parties support."""
    casus = await request.casus()
    convenant, found = request.convenant(casus), casus.afspraak(nummer)
    casus = record(casus, Feit(MISLUKT, day, found.ronde, str(nummer)), request.today)
    await request.keep(casus)
    step = next_step(casus, convenant, chain_of_afspraak(nummer, casus, convenant))
    await request.answer(
        say.afspraak_mislukt,
        nummer=nummer,
        partij=found.partij,
        gevolgen=also_due(convenant, MISLUKT, casus.code, casus),
        opschalen=f"{step.wat} ({cited_article(step.artikel)})" if step else "",
        typen=as_typed(step, convenant) if step else "",
    )


async def _theirs(request: Request, nummer: int) -> tuple[Casus, Afspraak]:
    """The case and its afspraak. People who do not lead the case may mark only afspraken of their own partij. Raises
    Refusal."""
    casus = await request.casus()
    found = casus.afspraak(nummer)
    own = request.person.deelnemer.partij if request.person.deelnemer else None
    if not request.may(*EDITORS) and found.partij != own:
        raise Refusal("niet_uw_termijn", wie=found.partij)
    return casus, found


async def _keep_mark(request: Request, changed: Casus, found: Afspraak, *, done: bool) -> None:
    await request.keep(changed)
    await request.answer(
        say.afspraak_gemerkt,
        nummer=found.nummer,
        partij=found.partij,
        soort=found.soort,
        klaar=done,
        nog_open=len(changed.open_afspraken()),
    )
