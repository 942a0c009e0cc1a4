"""When the clock has jumped ahead, deletions wait until people have had time to check the date."""

from datetime import date, datetime, timedelta

from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork

SEEN = "laatste_opruiming"
"""The note with the day of the last check for data to delete."""
JUMP = "laatste_sprong"
_FAR = timedelta(days=14)
"""When the bot was off for longer than this it counts as a jump too, because the two look the same."""
_WAIT = timedelta(days=14)


async def waits_until(work: UnitOfWork, now: datetime) -> date | None:
    """Until which day nothing is deleted because of a jump; None when there was none."""
    today, seen, jump = local_day(now), await last_seen(work), _day(await work.notes.get(JUMP))
    if seen and today - seen > _FAR:
        return today + _WAIT
    return jump + _WAIT if jump and jump <= today < jump + _WAIT else None


async def look(work: UnitOfWork, team: Team, now: datetime) -> None:
    """Records a jump once and informs the beheerder; removes the record when the clock was set back."""
    today, seen, jump = local_day(now), await last_seen(work), _day(await work.notes.get(JUMP))
    if jump and today < jump:
        await work.notes.set(JUMP, None)
    if seen is None or today - seen <= _FAR:
        return
    await work.notes.set(JUMP, today.isoformat())
    await mark_seen(work, now - timedelta(days=1))
    args: dict[str, Arg] = {"van": seen, "naar": today, "tot": today + _WAIT}
    for person in team.with_right(Right.BEHEERDER) or team.with_right(Right.VOORZITTER):
        key = f"klok_sprong:{seen}:{today}:{person}"
        await work.outbox.put(Post(key, Channel.ROOM, "klok_sprong", args, direct=person), now)


async def last_seen(work: UnitOfWork) -> date | None:
    return _day(await work.notes.get(SEEN))


async def mark_seen(work: UnitOfWork, now: datetime) -> None:
    await work.notes.set(SEEN, local_day(now).isoformat())


def _day(note: str | None) -> date | None:
    return date.fromisoformat(note) if note else None
