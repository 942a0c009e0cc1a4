"""Posts the last link of the audit log in the room every week. Somebody who keeps it can show later whether rows were
removed from the end."""

from datetime import datetime

from retbot.domain.errors import Arg
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork


async def post_audit_head(work: UnitOfWork, now: datetime) -> None:
    """On the first morning of a week on which the bot runs."""
    head = await work.audit_head()
    if head is None:
        return
    year, week, _ = local_day(now).isocalendar()
    args: dict[str, Arg] = {"week": week, "rij": head.id, "kop": head.head}
    await work.put(Post(f"auditkop:{year}:{week}", Channel.ROOM, "auditkop", args), now)
