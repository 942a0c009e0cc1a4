"""Keeps nothing longer than needed: announces deletions, deletes, and reports cases that are idle."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.errors import Arg, Refusal
from retbot.domain.invitations.meeting import of_bespreking
from retbot.domain.keeping_terms import (
    announced_on,
    deleted_on,
    erasure_term,
    lies_still,
    still_to_come,
    without_meeting,
)
from retbot.domain.privacy.counters import counters
from retbot.domain.privacy.retention import (
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
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.reminders import at_morning
from retbot.domain.tijd import local_day
from retbot.meetings import invitations
from retbot.ports import Channel, Clock, OwnMessage, Post, Storage, UnitOfWork
from retbot.ports.storage.privacy import CLEARED
from retbot.scheduling import clock_jump
from retbot.scheduling.fates import Fate, announcement, candidates, fates, mail_waits

_BATCH = 20
"""Cases per transaction; small, so that a command never waits long."""
TERM_OVER = "bewaartermijn voorbij"
DECIDED = "besluit van de gemeente"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


async def announce(work: UnitOfWork, team: Team, now: datetime) -> None:
    """Tells the voorzitter, once, that a case will be deleted; and every month that an open case is idle."""
    today = local_day(now)
    for casus in await work.cases.find(open_only=False):
        await asyncio.sleep(0)
        if casus.gesloten is None:
            await _still(work, casus, now)
            continue
        termijn = _term(casus, team)
        if termijn is None or today < announced_on(termijn.day, team.kalender):
            continue
        if today >= deleted_on(casus, termijn.day, None):
            continue
        if await announcement(work, casus, termijn) is None:
            args: dict[str, Arg] = {"dag": termijn.day}
            key = f"verwijdering:{casus.code}:{termijn.day}:{today}"
            post = Post(key, Channel.ROOM, "verwijdering", args, casus.code, termijn.key, rings=("voorzitter",))
            await work.outbox.put(post, now)


async def take_away(
    work: UnitOfWork, team: Team, casus: Casus, why: str, now: datetime, *, force: bool = False
) -> bool:
    """Deletes the case. Returns False while a calendar entry must be cancelled first: call it again once that mail was
    sent. `force` waits for no mail."""
    meeting = still_to_come(casus, now)
    if meeting and not force:
        await _cancel(work, team, casus, meeting, now)
        return False
    if not force and await mail_waits(work, casus.code):
        return False
    for message in await work.purge.case(casus.code, counters(casus), why, now):
        await work.outbox.put(_redaction(message), now)
    return True


async def _nothing() -> None:
    """Runs between two steps when nobody waits."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Deletes what is due, every day from the morning on, also on free days: a term in years ends on its own date.

    Each case has its own transaction; `between` two of them waiting messages are sent first.
    """

    storage: Storage
    clock: Clock
    team: Callable[[], Team]
    between: Callable[[], Awaitable[object]] = _nothing

    async def run(self) -> bool:
        """Returns whether there was anything to do."""
        now = self.clock.now()
        async with self.storage.begin() as work:
            decided, cleared = await work.gdpr.to_be_wiped(), await work.outbox.forget_redactions()
            whole = await self._is_due(work, now)
            codes = await candidates(work) if whole else decided
        come = [fate for fate in await self._judge(codes) if fate.has_come]
        if whole and not come:
            await self._done_for_today(now)
        return bool(await self._delete(come, tidied=cleared))

    async def now(self, *, force: bool = False) -> int:
        """At any hour: deletes the cases that can be deleted now (see `fates`) and expired data that is not about a
        case. Returns the number of cases."""
        now = self.clock.now()
        async with self.storage.begin() as work:
            codes = await candidates(work)
            if force or not await clock_jump.waits_until(work, now):
                await self._tidy(work, now)
        found = await self._judge(codes, force=force)
        return await self._delete([fate for fate in found if fate.waits is None], force=force, tidied=True)

    async def _is_due(self, work: UnitOfWork, now: datetime) -> bool:
        today = local_day(now)
        if await clock_jump.last_seen(work) == today or now < at_morning(today, self.team().morning):
            return False
        await clock_jump.look(work, self.team(), now)
        return True

    async def _judge(self, codes: Sequence[Casecode], *, force: bool = False) -> list[Fate]:
        found: list[Fate] = []
        for begin in range(0, len(codes), _BATCH):
            some = codes[begin : begin + _BATCH]
            async with self.storage.begin() as work:
                found += await fates(work, self.team(), some, self.clock.now(), force=force)
            await self.between()
        return found

    async def _delete(self, waiting: Sequence[Fate], *, force: bool = False, tidied: bool) -> int:
        gone = 0
        try:
            for fate in waiting:
                gone += await self._one(fate, force=force)
                await self.between()
        finally:
            if gone or tidied:
                await self.storage.leave_nothing_behind()
        return gone

    async def _done_for_today(self, now: datetime) -> None:
        async with self.storage.begin() as work:
            if not await clock_jump.waits_until(work, now):
                await self._tidy(work, now)
            await clock_jump.mark_seen(work, now)

    async def _tidy(self, work: UnitOfWork, now: datetime) -> None:
        """Data that is not about a case has its own retention period."""
        await tidy(work, now)
        self.storage.expire_copies(now - COPIES)

    async def _one(self, fate: Fate, *, force: bool = False) -> bool:
        now = self.clock.now()
        why = DECIDED if fate.decided else TERM_OVER
        async with self.storage.begin() as work:
            casus = await work.cases.get(fate.code)
            gone = casus is not None and await take_away(work, self.team(), casus, why, now, force=force)
            if gone and fate.decided:
                await work.outbox.put(Post(f"gewist:{now.isoformat()}", Channel.ROOM, "gewist"), now)
            elif gone and not fate.announced:
                await work.outbox.put(Post(f"gewist_ongemeld:{local_day(now)}", Channel.ROOM, "gewist_ongemeld"), now)
        return gone


def _term(casus: Casus, team: Team) -> Termijn | None:
    """None also when the covenant version of the case is gone; `retbot check` reports that."""
    try:
        return erasure_term(casus, team) if casus.gesloten else None
    except Refusal:
        return None


async def _still(work: UnitOfWork, casus: Casus, now: datetime) -> None:
    today = local_day(now)
    if lies_still(casus, today):
        key = f"ligt_stil:{casus.code}:{today:%Y-%m}"
        post = Post(key, Channel.ROOM, "ligt_stil", {}, casus.code, in_case=True, rings=("voorzitter",))
        await work.outbox.put(post, now)


async def _cancel(work: UnitOfWork, team: Team, casus: Casus, meeting: Bespreking, now: datetime) -> None:
    off = without_meeting(casus, meeting)
    await work.cases.save(off, team.termijnen(off), team.reminders(off), now)
    cancelled = off.in_ronde(meeting.ronde)
    if cancelled:
        await invitations.update(work, of_bespreking(off, cancelled), team.convenant_of(off), now)


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
    """Deletes expired data that is not about a case."""
    for begin, kept in ((one.begin, one.na) for one in NOTITIES if one.na):
        for name, value in (await work.notes.starting_with(begin)).items():
            if _day_of_note(value) < local_day(now) - kept:
                await work.notes.set(name, None)
    await work.questions.forget(now - UNFINISHED)
    await work.outbox.forget(now - ANSWERS, answers=True)
    await work.outbox.forget(now - POSTS, answers=False)
    await work.events.forget(now - EVENTS)
    await work.overleggen.forget_guests(now - GUESTS)
    await work.overleggen.forget(now - OVERLEGGEN)
    for absence in await work.people.absences():
        if absence.periode.tot < local_day(now - ABSENCE):
            await work.people.remove_absence(absence.id or 0)
    await work.audit.purge_before(now - AUDIT, TERM_OVER, now)


def _day_of_note(value: str) -> date:
    """The date in a note; a day long ago when it has none."""
    found = _DAY.search(value)
    return date.fromisoformat(found[0]) if found else date.min
