"""A Storage in memory; the tests of each part run on it and on the real ones."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from retbot.ports import AuditEntry, Channel, PostState, UnitOfWork
from retbot.ports.storage.addresses import Addresses, LeftAddresses
from retbot.ports.storage.audit import AuditLog
from retbot.ports.storage.cases import Cases, Reminders, TeamFeiten
from retbot.ports.storage.invitations import Ledger, MeetingInvitations, Rsvps
from retbot.ports.storage.meetings import Overleggen, StoredPolls
from retbot.ports.storage.outbox import Outbox
from retbot.ports.storage.people import People
from retbot.ports.storage.privacy import Datalekken, GdprDecisions, Purge
from retbot.ports.storage.questions import Questions
from retbot.ports.storage.unit_of_work import Notes, ReceivedEvents
from retbot.ports.vitals import Backlog
from tests.contract.fake_addresses import FakeAddresses, FakeLeftAddresses
from tests.contract.fake_audit import FakeAudit
from tests.contract.fake_cases import FakeCases, FakeReminders, FakeTeamFeiten
from tests.contract.fake_invitations import FakeInvitations, FakeLedger, FakeRsvps
from tests.contract.fake_meetings import FakeOverleggen, FakePolls
from tests.contract.fake_outbox import FakeOutbox
from tests.contract.fake_people import FakePeople
from tests.contract.fake_privacy import FakeDatalekken, FakeGdprDecisions, FakePurge
from tests.contract.fake_questions import FakeQuestions
from tests.contract.storage_memory import Memory, rank


class FakeStorage:
    """`audits` and `memory` show what is committed."""

    def __init__(self) -> None:
        self.memory = Memory()
        self._lock = asyncio.Lock()
        self._owner: asyncio.Task[object] | None = None

    @property
    def audits(self) -> list[AuditEntry]:
        return self.memory.audits

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        if self._owner is not None and self._owner is asyncio.current_task():
            raise RuntimeError("a transaction within a transaction")
        async with self._lock:
            self._owner = asyncio.current_task()
            try:
                work = FakeUnitOfWork(self.memory.copy())
                yield work
                work.memory.check()
                self.memory = work.memory
            finally:
                self._owner = None

    async def leave_nothing_behind(self) -> None:
        """Nothing to do: a dictionary leaves no traces."""

    def expire_copies(self, before: datetime) -> None:
        """Nothing to do: there are no copies."""


@dataclass
class FakeNotes:
    memory: Memory

    async def get(self, name: str) -> str | None:
        return self.memory.notes.get(name)

    async def set(self, name: str, value: str | None) -> None:
        self.memory.notes.pop(name, None)
        if value is not None:
            self.memory.notes[name] = value

    async def starting_with(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self.memory.notes.items() if name.startswith(prefix)}


@dataclass
class FakeEvents:
    memory: Memory

    async def first_time(self, event_id: str, now: datetime) -> bool:
        known = event_id in self.memory.seen
        self.memory.seen.setdefault(event_id, now)
        return not known

    async def forget(self, before: datetime) -> None:
        self.memory.seen = {event: at for event, at in self.memory.seen.items() if at >= before}


class FakeUnitOfWork:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.cases: Cases = FakeCases(memory)
        self.reminders: Reminders = FakeReminders(memory)
        self.team_feiten: TeamFeiten = FakeTeamFeiten(memory)
        self.people: People = FakePeople(memory)
        self.addresses: Addresses = FakeAddresses(memory)
        self.left_addresses: LeftAddresses = FakeLeftAddresses(memory)
        self.questions: Questions = FakeQuestions(memory)
        self.outbox: Outbox = FakeOutbox(memory)
        self.overleggen: Overleggen = FakeOverleggen(memory)
        self.polls: StoredPolls = FakePolls(memory)
        self.invitations: MeetingInvitations = FakeInvitations(memory)
        self.ledger: Ledger = FakeLedger(memory)
        self.rsvps: Rsvps = FakeRsvps(memory)
        self.gdpr: GdprDecisions = FakeGdprDecisions(memory)
        self.datalekken: Datalekken = FakeDatalekken(memory)
        self.purge: Purge = FakePurge(memory)
        self.audit: AuditLog = FakeAudit(memory)
        self.events: ReceivedEvents = FakeEvents(memory)
        self.notes: Notes = FakeNotes(memory)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        earlier = self.memory.copy()
        try:
            yield
        except BaseException:
            self.memory.restore(earlier)
            raise

    async def next_moment(self) -> datetime | None:
        moments = [r.moment for r in self.memory.waiting_reminders()]
        return min([*moments, *self.memory.turns()], default=None)

    async def backlog(self, now: datetime) -> Backlog:
        waiting = [row for row in self.memory.outbox.values() if row.state is PostState.OPEN and row.first_due <= now]
        rooms = [row for row in self.memory.due_posts(now) if row.post.channel is not Channel.MAIL]
        head = min(rooms, key=lambda row: (rank(row.post), row.id), default=None)
        mail = sum(row.post.channel is Channel.MAIL for row in waiting)
        ends = list(self.memory.ends.values())
        return Backlog(
            len(waiting) - mail,
            mail,
            min((row.first_due for row in waiting), default=None),
            (head.id, head.attempts) if head else None,
            len(ends),
            sum(end < now for end in ends),
        )
