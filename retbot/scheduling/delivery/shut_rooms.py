"""Rooms that accept nothing from the bot for now: when to try again, how long a post waits, who is informed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from retbot.backoff import FIRST_WAIT, next_try
from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, PostRow, PostState, UnitOfWork

_MOST = 3
"""How many times the wait grows, up to 40 seconds: people who give the bot access again expect it to react."""
_QUIET = timedelta(hours=1)
"""A room that opens again within this time is not reported."""
_REACTIONS = timedelta(days=1)
_OTHERS = timedelta(days=30)


_JOINS = timedelta(days=7)
"""How long a person has to accept an invitation to a direct room."""


def joins_until(row: PostRow, now: datetime) -> datetime | None:
    """When to check again whether the person has joined, less often as time passes; None when the time is up."""
    waited = now - row.first_due
    return None if waited >= _JOINS else now + min(max(FIRST_WAIT, waited / 4), timedelta(minutes=1))


async def tell_of_absent(work: UnitOfWork, post: Post, now: datetime) -> None:
    """Once a day for each person."""
    key, args = f"niet_in_gesprek:{post.direct}:{local_day(now)}", {"wie": post.direct or ""}
    await work.outbox.put(Post(key, Channel.ROOM, "niet_in_gesprek", args, rings=("secretaris",)), now)


def lasts(post: Post, waited: timedelta) -> bool:
    """Whether it still waits for its room: while its case exists, without a case for thirty days, a reaction for one
    day."""
    if post.channel is Channel.REACTION:
        return waited < _REACTIONS
    return post.code is not None or waited < _OTHERS


@dataclass(frozen=True, slots=True)
class Closure:
    since: datetime
    until: datetime
    """When to try again."""
    tries: int = 0


@dataclass(slots=True)
class ShutRooms:
    """Per room (or person of a direct room) and channel, because a bot that may not react may still write. One post
    tries on behalf of all that wait there, so that the homeserver gets one request at a time."""

    random: Callable[[], float]
    _shut: dict[tuple[str, Channel], Closure] = field(default_factory=dict)

    def until(self, row: PostRow, place: str, now: datetime) -> datetime | None:
        """When to try the room again; None when this post may try now. An answer may try at once: the person who asked
        is there, and may just have opened the room."""
        shut = self._shut.get((place, row.post.channel))
        is_new = row.post.is_answer and row.due == row.first_due
        return shut.until if shut and shut.until > now and not is_new else None

    def note_refusal(self, post: Post, place: str, now: datetime) -> Closure:
        earlier = self._shut.get((place, post.channel))
        tries = min(earlier.tries + 1, _MOST) if earlier else 0
        shut = Closure(earlier.since if earlier else now, next_try(tries, now, self.random), tries)
        self._shut[place, post.channel] = shut
        return shut

    def note_success(self, post: Post, place: str) -> None:
        self._shut.pop((place, post.channel), None)


async def announce(work: UnitOfWork, team: Team, room_id: str, shut: Closure, now: datetime) -> None:
    """Once the room has been shut for long: puts the message for the room when it opens, and one for the beheerder
    meanwhile. Only once, also after a restart."""
    waiting = (
        await work.outbox.posts(sentence="weer_bereikbaar", state=PostState.OPEN) if now - shut.since > _QUIET else None
    )
    if waiting is None or any(row.post.room_id == room_id for row in waiting):
        return
    key, args = f"weer_bereikbaar:{room_id}:{shut.since.isoformat()}", {"sinds": shut.since}
    back = Post(key, Channel.ROOM, "weer_bereikbaar", args, room_id=room_id, is_answer=True)
    await work.outbox.put(back, now, shut.until)
    for person in team.with_right(Right.BEHEERDER) or team.with_right(Right.VOORZITTER):
        post = Post(f"kamer_dicht:{key}:{person}", Channel.ROOM, "kamer_dicht", args, about=key, direct=person)
        await work.outbox.put(post, now)
