"""A clock that jumped ahead: what would be deleted by it waits until people had time to see whether it is right."""

from datetime import date, datetime, timedelta

from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork

SEEN = "laatste_opruiming"
"""The note with the last day on which was looked what is to be deleted."""
JUMP = "laatste_sprong"
_FAR = timedelta(days=14)
"""A standstill of the bot that is longer is taken for a jump as well: it can not tell the one from the other."""
_WAIT = timedelta(days=14)


async def waits_until(work: UnitOfWork, now: datetime) -> date | None:
    """The day until which nothing is deleted by this clock; None when it runs on steadily."""
    today, seen, jump = local_day(now), await last_seen(work), _day(await work.note(JUMP))
    if seen and today - seen > _FAR:
        return today + _WAIT
    return jump + _WAIT if jump and jump <= today < jump + _WAIT else None


async def look(work: UnitOfWork, team: Team, now: datetime) -> None:
    """Notes a jump, once, and tells the beheerder; forgets one from which the clock was put back."""
    today, seen, jump = local_day(now), await last_seen(work), _day(await work.note(JUMP))
    if jump and today < jump:
        await work.set_note(JUMP, None)
    if seen is None or today - seen <= _FAR:
        return
    await work.set_note(JUMP, today.isoformat())
    await mark_seen(work, now - timedelta(days=1))
    args: dict[str, Arg] = {"van": seen, "naar": today, "tot": today + _WAIT}
    for person in team.with_right(Right.BEHEERDER) or team.with_right(Right.VOORZITTER):
        key = f"klok_sprong:{seen}:{today}:{person}"
        await work.put(Post(key, Channel.ROOM, "klok_sprong", args, direct=person), now)


async def last_seen(work: UnitOfWork) -> date | None:
    return _day(await work.note(SEEN))


async def mark_seen(work: UnitOfWork, now: datetime) -> None:
    await work.set_note(SEEN, local_day(now).isoformat())


def _day(note: str | None) -> date | None:
    return date.fromisoformat(note) if note else None
