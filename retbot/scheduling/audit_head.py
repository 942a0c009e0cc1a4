"""The end of the audit, told in the room each week: whoever keeps the room can tell later whether rows were cut off."""

from datetime import datetime

from retbot.domain.errors import Arg
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork


async def post_audit_head(work: UnitOfWork, now: datetime) -> None:
    """On the first morning of a week that the bot is up."""
    head = await work.audit_head()
    if head is None:
        return
    year, week, _ = local_day(now).isocalendar()
    args: dict[str, Arg] = {"week": week, "rij": head.id, "kop": head.head}
    await work.put(Post(f"auditkop:{year}:{week}", Channel.ROOM, "auditkop", args), now)
