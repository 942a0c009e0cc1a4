"""knelpunt, knelpunten and knelpunt behandeld: what stands in the way of solutions, and of how many."""

from retbot.domain.casus import knelpunten as domain
from retbot.domain.casus.casus import Feit
from retbot.domain.convenant.convenant import Keuze
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, READERS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.reading.choices import pick
from retbot.wording.replies.chat import team_rows
from retbot.wording.replies.opvolging import knelpunten as say


async def knelpunt(request: Request) -> None:
    """`knelpunt CODE wachttijd op 4 mei`"""
    casus = await request.casus()
    day, found = request.take_day(), _pick(request)
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


async def knelpunten(request: Request) -> None:
    convenant = request.team.convenant
    standen = domain.states(await request.work.casussen(open_only=False), await request.work.team_feiten(), convenant)
    await request.reply(
        say.knelpunten_alle,
        regels=[team_rows.knelpunt_row(one) for one in standen if one.casussen],
        namen=[one.naam for one in convenant.knelpunten],
        artikel=domain.rule(convenant).artikel,
    )


async def behandeld(request: Request) -> None:
    """The stuurgroep looked at it: from now on cases count anew."""
    day, found = request.take_day(), _pick(request)
    if day > request.today:
        raise Refusal("in_de_toekomst")
    await request.work.add_team_feit(Feit(domain.KNELPUNT, day, subject=found.naam))
    regel = domain.rule(request.team.convenant)
    await request.reply(say.knelpunt_behandeld, naam=found.naam, op=day, artikel=regel.artikel)


def _pick(request: Request) -> Keuze:
    known = request.team.convenant.knelpunten
    naam = pick([one.naam for one in known], request.take_rest())
    return next(one for one in known if one.naam == naam)


async def _state(request: Request, found: Keuze) -> domain.KnelpuntState:
    cases = await request.work.casussen(open_only=False)
    return domain.state_of(found, cases, await request.work.team_feiten(), request.team.convenant)


COMMANDS = (
    Command(
        "knelpunt",
        "knelpunt CODE NAAM [op DATUM]",
        "Legt vast wat een oplossing in de weg staat, uit de lijst van het convenant.",
        "opvolging",
        EDITORS,
        knelpunt,
        regel=domain.KNELPUNT,
    ),
    Command(
        "knelpunten",
        "knelpunten",
        "Welke knelpunten in hoeveel casussen spelen, en wat op de agenda van de stuurgroep hoort.",
        "overzicht",
        READERS,
        knelpunten,
        Code.NONE,
        effect=Effect.LOOK,
        regel=domain.KNELPUNT,
    ),
    Command(
        "knelpunt behandeld",
        "knelpunt behandeld NAAM [op DATUM]",
        "De stuurgroep heeft een knelpunt besproken; daarna tel ik opnieuw.",
        "opvolging",
        EDITORS,
        behandeld,
        Code.NONE,
        regel=domain.KNELPUNT,
    ),
)
