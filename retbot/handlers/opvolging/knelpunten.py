"""knelpunt, knelpunten and knelpunt behandeld: what prevents solutions, and in how many cases."""

from datetime import date

from retbot.domain.casus import knelpunten as domain
from retbot.domain.casus.casus import Feit
from retbot.domain.convenant.convenant import Keuze
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.reading.moments import DAY
from retbot.reading.opvolging.knelpunten import KNELPUNT
from retbot.wording.replies.chat import team_rows
from retbot.wording.replies.opvolging import knelpunten as say

COMMANDS = Commands("opvolging")


@COMMANDS.declare(
    "knelpunt",
    KNELPUNT,
    DAY,
    help="Legt vast wat een oplossing in de weg staat, uit de lijst van het ~convenant.",
    rights=EDITORS,
    effect=Effect.RECORD,
    regel=domain.KNELPUNT,
)
async def knelpunt(request: Request, found: Keuze, day: date) -> None:
    casus = await request.casus()
    await request.keep(domain.record_knelpunt(casus, found.naam, day, request.today))
    state = await _state(request, found)
    regel = domain.rule(request.team.convenant)
    await request.answer(
        say.knelpunt_vast,
        naam=found.naam,
        tekst=found.tekst,
        casussen=state.casussen,
        nodig=state.nodig,
        artikel=regel.artikel,
        leidt=request.team.convenant.voorzitter,
    )


@COMMANDS.declare(
    "knelpunten",
    help="Welke knelpunten in hoeveel casussen spelen, en wat op de agenda van de stuurgroep hoort.",
    rights=READERS,
    effect=Effect.LOOK,
    subject="overzicht",
    code=Code.NONE,
    regel=domain.KNELPUNT,
)
async def knelpunten(request: Request) -> None:
    convenant = request.team.convenant
    standen = domain.states(
        await request.work.cases.find(open_only=False), await request.work.team_feiten.all(), convenant
    )
    await request.reply(
        say.knelpunten_alle,
        regels=[team_rows.knelpunt_row(one) for one in standen if one.casussen],
        namen=[one.naam for one in convenant.knelpunten],
        artikel=domain.rule(convenant).artikel,
    )


@COMMANDS.declare(
    "knelpunt behandeld",
    KNELPUNT,
    DAY,
    help="De stuurgroep heeft een knelpunt besproken; daarna tel ik opnieuw.",
    rights=EDITORS,
    effect=Effect.RECORD,
    code=Code.NONE,
    regel=domain.KNELPUNT,
)
async def behandeld(request: Request, found: Keuze, day: date) -> None:
    """The stuurgroep discussed it: the count of cases starts again at zero."""
    if day > request.today:
        raise Refusal("in_de_toekomst")
    await request.keep_teamfeit(Feit(domain.KNELPUNT, day, subject=found.naam))
    regel = domain.rule(request.team.convenant)
    await request.reply(say.knelpunt_behandeld, naam=found.naam, op=day, artikel=regel.artikel)


async def _state(request: Request, found: Keuze) -> domain.KnelpuntState:
    cases = await request.work.cases.find(open_only=False)
    return domain.state_of(found, cases, await request.work.team_feiten.all(), request.team.convenant)
