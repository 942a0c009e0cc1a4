"""The knelpunten on the agenda of the stuurgroep because they occur in several cases; repeated every month."""

from datetime import datetime

from retbot.domain.casus.knelpunten import KnelpuntState, states
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork


async def tell_agenda(work: UnitOfWork, team: Team, now: datetime) -> None:
    for one in await on_agenda(work, team):
        key = f"stuurgroep:{one.knelpunt.naam}:{local_day(now):%Y-%m}"
        args = {"knelpunt": one.knelpunt.naam}
        await work.outbox.put(Post(key, Channel.ROOM, "stuurgroep_agenda", args, rings=("voorzitter",)), now)


async def on_agenda(work: UnitOfWork, team: Team) -> list[KnelpuntState]:
    """Empty for a covenant without such an agenda."""
    if "knelpunt" not in team.convenant.regels:
        return []
    found = states(await work.cases.find(open_only=False), await work.team_feiten.all(), team.convenant)
    return [one for one in found if one.on_agenda_of_stuurgroep]
