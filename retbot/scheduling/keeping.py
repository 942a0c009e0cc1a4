"""Keeping no longer than needed: what is announced, what is taken away, and what lies still."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from retbot import inviting
from retbot.domain.bewaartermijnen import (
    ABSENCE,
    ANSWERS,
    AUDIT,
    COPIES,
    EVENTS,
    GUESTS,
    NOTITIES,
    OVERLEGGEN,
    POSTS,
    UNFINISHED,
)
from retbot.domain.bewaren import announced_on, carried_out_on, lies_still, still_to_come, wistermijn, without_meeting
from retbot.domain.casecode import Casecode
from retbot.domain.casus import Bespreking, Casus
from retbot.domain.casustermijnen import Termijn
from retbot.domain.errors import Arg, Refusal
from retbot.domain.herinneren import at_morning
from retbot.domain.meeting import of_bespreking
from retbot.domain.team import Team
from retbot.domain.tellingen import tellingen
from retbot.ports import Channel, Clock, OwnMessage, Post, PostRow, PostState, Storage, UnitOfWork
from retbot.ports.keeping import CLEARED
from retbot.taal import local_day

LAST = "laatste_opruiming"
TERM_OVER = "bewaartermijn voorbij"
DECIDED = "besluit van de gemeente"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


async def announce(work: UnitOfWork, team: Team, now: datetime) -> None:
    """Tells the voorzitter, once, that a case will be deleted; and each month of an open case that lies still."""
    today = local_day(now)
    for casus in await work.casussen(open_only=False):
        if casus.gesloten is None:
            await _still(work, casus, now)
            continue
        termijn = _term(casus, team)
        if termijn is None or announced_on(termijn.day, team.kalender) > today:
            continue
        if await _told(work, casus, termijn) is None:
            args: dict[str, Arg] = {"dag": termijn.day, "op": carried_out_on(termijn.day, today)}
            key = f"verwijdering:{casus.code}:{termijn.day}:{today}"
            post = Post(key, Channel.ROOM, "verwijdering", args, casus.code, termijn.key, rings=("voorzitter",))
            await work.put(post, now)


async def due(work: UnitOfWork, team: Team, now: datetime) -> list[Casus]:
    """The cases whose day has come, and whose deletion the room was told of."""
    found = []
    for casus in await work.casussen(open_only=False):
        termijn = _term(casus, team)
        told = await _told(work, casus, termijn) if termijn else None
        if told and told.state is PostState.SENT and day_of(told.post) <= local_day(now):
            found.append(casus)
    return found


def day_of(announcement: Post) -> date:
    """The day on which what it announces is carried out."""
    op = announcement.args["op"]
    if not isinstance(op, date):
        raise TypeError("the announcement holds a day")
    return op


async def take_away(work: UnitOfWork, team: Team, casus: Casus, why: str, now: datetime) -> bool:
    """False as long as a calendar entry must be cancelled first; asked again it goes on when that mail has left."""
    meeting = still_to_come(casus, now)
    if meeting:
        await _cancel(work, team, casus, meeting, now)
        return False
    if await _mail_waits(work, casus.code):
        return False
    for message in await work.purge(casus.code, tellingen(casus), why, now):
        await work.put(_redaction(message), now)
    return True


@dataclass(frozen=True, slots=True)
class Keeper:
    """Deletes what is due, each day from the morning on, also on a free day: a term in years ends on its own date."""

    storage: Storage
    clock: Clock
    team: Callable[[], Team]

    async def run(self) -> bool:
        """Whether there was anything."""
        now = self.clock.now()
        async with self.storage.begin() as work:
            waiting = await self._waiting(work, now)
            cleared = await work.forget_redactions()
        gone = [code for code, why in waiting if await self._one(code, why)]
        if gone or cleared:
            await self.storage.leave_nothing_behind()
        return bool(gone)

    async def _waiting(self, work: UnitOfWork, now: datetime) -> list[tuple[Casecode, str]]:
        decided = [(code, DECIDED) for code in await work.to_be_wiped()]
        if decided or await work.note(LAST) == local_day(now).isoformat():
            return decided
        if now < at_morning(local_day(now), self.team().morning):
            return []
        found = [(casus.code, TERM_OVER) for casus in await due(work, self.team(), now)]
        if not found:
            await self._tidy(work, now)
            await work.set_note(LAST, local_day(now).isoformat())
        return found

    async def _tidy(self, work: UnitOfWork, now: datetime) -> None:
        """What is about no case has a time of its own as well."""
        await tidy(work, now)
        self.storage.expire_copies(now - COPIES)

    async def _one(self, code: Casecode, why: str) -> bool:
        async with self.storage.begin() as work:
            casus = await work.casus(code)
            gone = casus is not None and await take_away(work, self.team(), casus, why, self.clock.now())
            if gone and why == DECIDED:
                now = self.clock.now()
                await work.put(Post(f"gewist:{now.isoformat()}", Channel.ROOM, "gewist"), now)
        return gone


def _term(casus: Casus, team: Team) -> Termijn | None:
    """None as well when the covenant under which it came in is gone: `retbot check` tells of that."""
    try:
        return wistermijn(casus, team) if casus.gesloten else None
    except Refusal:
        return None


async def _told(work: UnitOfWork, casus: Casus, termijn: Termijn) -> PostRow | None:
    """The announcement of this term that was sent or will be; one that could not be sent counts for nothing."""
    rows = await work.posts(code=casus.code, kind="verwijdering")
    alive = (row for row in rows if row.state in {PostState.OPEN, PostState.SENT})
    return next((row for row in alive if row.post.args["dag"] == termijn.day), None)


async def _still(work: UnitOfWork, casus: Casus, now: datetime) -> None:
    today = local_day(now)
    if lies_still(casus, today):
        key = f"ligt_stil:{casus.code}:{today:%Y-%m}"
        post = Post(key, Channel.ROOM, "ligt_stil", {}, casus.code, in_case=True, rings=("voorzitter",))
        await work.put(post, now)


async def _cancel(work: UnitOfWork, team: Team, casus: Casus, meeting: Bespreking, now: datetime) -> None:
    off = without_meeting(casus, meeting)
    await work.save(off, team.termijnen(off), team.herinneringen(off), now)
    cancelled = off.in_ronde(meeting.ronde)
    if cancelled:
        await inviting.update(work, of_bespreking(off, cancelled), team.convenant_of(off), now)


async def _mail_waits(work: UnitOfWork, code: Casecode) -> bool:
    rows = await work.posts(code=code)
    return any(row.post.channel is Channel.MAIL and row.state is PostState.OPEN for row in rows)


def _redaction(message: OwnMessage) -> Post:
    return Post(
        f"{CLEARED}{message.event_id}",
        Channel.REDACTION,
        "bericht",
        room_id=message.room_id,
        direct=message.direct,
        target=message.event_id,
    )


async def tidy(work: UnitOfWork, now: datetime) -> None:
    """Away with whatever is about no case and has lain its time."""
    for begin, kept in ((one.begin, one.na) for one in NOTITIES if one.na):
        for name, value in (await work.notes(begin)).items():
            if _noted(value) < local_day(now) - kept:
                await work.set_note(name, None)
    await work.forget_questions(now - UNFINISHED)
    await work.forget_posts(now - ANSWERS, answers=True)
    await work.forget_posts(now - POSTS, answers=False)
    await work.forget_events(now - EVENTS)
    await work.forget_guests(now - GUESTS)
    await work.forget_overleggen(now - OVERLEGGEN)
    for absence in await work.afwezigheden():
        if absence.periode.tot < local_day(now - ABSENCE):
            await work.remove_afwezigheid(absence.id or 0)
    await work.purge_audit_before(now - AUDIT, TERM_OVER, now)


def _noted(value: str) -> date:
    """The day that stands in a note; long ago when none does."""
    found = _DAY.search(value)
    return date.fromisoformat(found[0]) if found else date.min
