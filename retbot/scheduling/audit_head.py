"""Gives the last link of the audit log to the beheerder every week, in the direct room. Somebody who keeps it can show
later whether rows were removed from the end."""

from datetime import datetime

from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork


async def post_audit_head(work: UnitOfWork, team: Team, now: datetime) -> None:
    """On the first morning of a week on which the bot runs. Without a beheerder the voorzitter gets it."""
    head = await work.audit.head()
    if head is None:
        return
    year, week, _ = local_day(now).isocalendar()
    args: dict[str, Arg] = {"week": week, "rij": head.id, "kop": head.head}
    for person in team.with_right(Right.BEHEERDER) or team.with_right(Right.VOORZITTER):
        key = f"auditkop:{year}:{week}:{person}"
        await work.outbox.put(Post(key, Channel.ROOM, "auditkop", args, direct=person), now)
