"""Informs the beheerder, once, that something has been down for longer than the settings allow, and when it works
again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.ports import Channel, Post, UnitOfWork
from retbot.ports.vitals import Pulse, Vital

BEHEERDER = "beheerder"
_BY_MAIL = frozenset({Vital.HOMESERVER, Vital.ROOM, Vital.LIMIT})
"""What keeps a message from reaching a room, or makes it late, is mailed too."""


async def down_since(work: UnitOfWork, vital: Vital) -> datetime | None:
    """Since when it has been down, also when an earlier process noticed it."""
    since = await work.notes.get(_note(vital))
    return datetime.fromisoformat(since) if since else None


def _note(vital: Vital) -> str:
    return f"storing:{vital}"


async def tell_outages(work: UnitOfWork, team: Team, pulse: Pulse, after: timedelta) -> bool:
    """Returns whether there was anything to report."""
    return any([await _one(work, team, pulse, vital, after) for vital in Vital])


async def _one(work: UnitOfWork, team: Team, pulse: Pulse, vital: Vital, after: timedelta) -> bool:
    known, failing = await down_since(work, vital), pulse.failing.get(vital)
    if failing and known is None and pulse.at - failing >= after:
        await work.notes.set(_note(vital), failing.isoformat())
        # While the homeserver is down, no message about it can reach a room.
        rooms = [] if vital is Vital.HOMESERVER else _people(team)
        await _post(work, team, rooms, "storing", vital, pulse.at, sinds=failing)
        return True
    if known and failing is None and vital in pulse.worked:
        await work.notes.set(_note(vital), None)
        await _post(work, team, _people(team), "storing_voorbij", vital, pulse.at, sinds=known, tot=pulse.worked[vital])
        return True
    return False


def _people(team: Team) -> list[str]:
    return team.with_right(Right.BEHEERDER) or team.with_right(Right.VOORZITTER)


async def _post(
    work: UnitOfWork,
    team: Team,
    people: Iterable[str],
    sentence: str,
    vital: Vital,
    now: datetime,
    **instants: datetime,
) -> None:
    args: dict[str, Arg] = {"deel": str(vital), **instants}
    key = f"{sentence}:{vital}:{instants['sinds'].isoformat()}"
    for person in people:
        await work.outbox.put(Post(f"{key}:{person}", Channel.ROOM, sentence, args, direct=person), now)
    if vital in _BY_MAIL and team.beheerder_mail:
        await work.outbox.put(Post(f"{key}:mail", Channel.MAIL, sentence, args, to=BEHEERDER), now)
