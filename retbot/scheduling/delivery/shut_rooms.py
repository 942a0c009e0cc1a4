"""Rooms that take nothing from the bot for now: when each is tried again, how long a post waits, who hears of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from retbot.backoff import FIRST_WAIT, next_try
from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, PostRow, PostState, UnitOfWork

_MOST = 3
"""How often the wait grows, to 40 seconds: people who let the bot in again expect it."""
_QUIET = timedelta(hours=1)
"""A room that opens again within this is nobody's business."""
_REACTIONS = timedelta(days=1)
_OTHERS = timedelta(days=30)


_JOINS = timedelta(days=7)
"""How long a person has to accept an invitation to a direct room."""


def joins_until(row: PostRow, now: datetime) -> datetime | None:
    """When to look again whether the person is there, the less often the longer it lasts; None when that has an end."""
    waited = now - row.first_due
    return None if waited >= _JOINS else now + min(max(FIRST_WAIT, waited / 4), timedelta(minutes=1))


async def tell_of_absent(work: UnitOfWork, post: Post, now: datetime) -> None:
    """Once a day for each person."""
    key, args = f"niet_in_gesprek:{post.direct}:{local_day(now)}", {"wie": post.direct or ""}
    await work.put(Post(key, Channel.ROOM, "niet_in_gesprek", args, rings=("secretaris",)), now)


def lasts(post: Post, waited: timedelta) -> bool:
    """Whether it still waits for its room: as long as its case is there, else thirty days; a reaction for one."""
    if post.channel is Channel.REACTION:
        return waited < _REACTIONS
    return post.code is not None or waited < _OTHERS


@dataclass(frozen=True, slots=True)
class Closure:
    since: datetime
    until: datetime
    """When it is tried again."""
    tries: int = 0


@dataclass(slots=True)
class ShutRooms:
    """By room, or person of a direct room, and channel: who may not react may still speak. One post knocks for all that
    wait there, so that a homeserver hears one request at a time."""

    random: Callable[[], float]
    _shut: dict[tuple[str, Channel], Closure] = field(default_factory=dict)

    def until(self, row: PostRow, place: str, now: datetime) -> datetime | None:
        """When the room is tried again; None when this post may try now. An answer may at once: who asked is there, and
        perhaps just opened the room."""
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
    """When it lasts: puts what is said in the room once it opens, and what the beheerder hears meanwhile. Once, also
    after a restart."""
    waiting = await work.posts(sentence="weer_bereikbaar", state=PostState.OPEN) if now - shut.since > _QUIET else None
    if waiting is None or any(row.post.room_id == room_id for row in waiting):
        return
    key, args = f"weer_bereikbaar:{room_id}:{shut.since.isoformat()}", {"sinds": shut.since}
    back = Post(key, Channel.ROOM, "weer_bereikbaar", args, room_id=room_id, is_answer=True)
    await work.put(back, now, shut.until)
    for person in team.with_right(Right.BEHEERDER) or team.with_right(Right.VOORZITTER):
        post = Post(f"kamer_dicht:{key}:{person}", Channel.ROOM, "kamer_dicht", args, about=key, direct=person)
        await work.put(post, now)
