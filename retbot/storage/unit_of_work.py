"""The database store: one transaction at a time."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from retbot.domain.casus.casus import Casus
from retbot.domain.privacy.counters import counters
from retbot.ports import StoreFailed, UnknownCase
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
from retbot.storage.audit.log import SqlAudit
from retbot.storage.backlog import SqlBacklog
from retbot.storage.cases import SqlCases
from retbot.storage.database.base import Transaction
from retbot.storage.database.schema import COPY
from retbot.storage.database.tables import casus
from retbot.storage.database.vacuum import vacuum
from retbot.storage.meetings.ledger import SqlLedger
from retbot.storage.meetings.left_addresses import SqlLeftAddresses
from retbot.storage.meetings.overleggen import SqlOverleggen
from retbot.storage.meetings.polls import SqlPolls
from retbot.storage.meetings.rsvps import SqlInvitations, SqlRsvps
from retbot.storage.outbox import SqlOutbox
from retbot.storage.people import SqlAddresses, SqlPeople
from retbot.storage.purge import SqlPurge
from retbot.storage.questions import SqlQuestions
from retbot.storage.rechten import SqlDatalekken, SqlGdprDecisions
from retbot.storage.records import SqlEvents, SqlNotes, SqlTeamFeiten
from retbot.storage.reminders import SqlReminders
from retbot.storage.vault.sealing import Vault

RETURNED = "teruggezet na het wissen"
"""The reason in the audit log for deleting a case that had been deleted before."""


class SqlUnitOfWork:
    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        shared = Transaction(connection, vault)
        reminders, outbox, audit, ledger = SqlReminders(shared), SqlOutbox(shared), SqlAudit(shared), SqlLedger(shared)
        invitations = SqlInvitations(shared)
        self._transaction = shared
        self._connection = connection
        self._moments = reminders, outbox
        self._backlog = SqlBacklog(shared)
        self.cases: Cases = SqlCases(shared, reminders)
        self.reminders: Reminders = reminders
        self.team_feiten: TeamFeiten = SqlTeamFeiten(shared)
        self.people: People = SqlPeople(shared)
        self.addresses: Addresses = SqlAddresses(shared)
        self.left_addresses: LeftAddresses = SqlLeftAddresses(shared, invitations)
        self.questions: Questions = SqlQuestions(shared)
        self.outbox: Outbox = outbox
        self.overleggen: Overleggen = SqlOverleggen(shared)
        self.polls: StoredPolls = SqlPolls(shared)
        self.invitations: MeetingInvitations = invitations
        self.ledger: Ledger = ledger
        self.rsvps: Rsvps = SqlRsvps(shared, ledger)
        self.gdpr: GdprDecisions = SqlGdprDecisions(shared)
        self.datalekken: Datalekken = SqlDatalekken(shared)
        self.purge: Purge = SqlPurge(shared, audit)
        self.audit: AuditLog = audit
        self.events: ReceivedEvents = SqlEvents(shared)
        self.notes: Notes = SqlNotes(shared)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        async with self._connection.begin_nested():
            yield

    async def next_moment(self) -> datetime | None:
        moments = [await part.next_moment() for part in self._moments]
        return min((moment for moment in moments if moment), default=None)

    async def backlog(self, now: datetime) -> Backlog:
        return await self._backlog.count(now)

    def destroys_what_is_left(self) -> None:
        """For keys that an earlier process left; they are destroyed once this transaction is committed."""
        self._transaction.may_destroy = True

    async def returned_cases(self) -> list[Casus]:
        """Cases that were deleted earlier and returned with a restored copy of the database."""
        rows = await self._connection.execute(select(casus.c.code, casus.c.merk))
        gone = self._transaction.vault.deletions.marks()
        codes = {row.code for row in rows if row.merk in gone}
        return [one for one in await self.cases.find(open_only=False) if one.code in codes] if codes else []

    async def commit(self) -> None:
        """Raises UnknownCase. Keys are destroyed last: if the commit fails, the addresses can still be read."""
        try:
            await self._connection.commit()
        except (DBAPIError, StoreFailed) as error:
            # SQLAlchemy considers it finished, but after a failed COMMIT the transaction is still open.
            await self._connection.run_sync(lambda connection: connection.connection.rollback())
            if isinstance(error, IntegrityError):
                raise UnknownCase from None
            raise
        if self._transaction.may_destroy:
            await self._transaction.destroy_keys()
            await self._connection.commit()


class SqlStorage:
    """The Storage of one process, on a database that `migrate` has upgraded."""

    def __init__(self, engine: AsyncEngine, vault: Vault, copies: Path | None = None) -> None:
        """`copies` is the directory in which `migrate` stores its copies."""
        self._engine = engine
        self._vault = vault
        self._copies = copies
        self._lock = asyncio.Lock()
        self._owner: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlUnitOfWork]:
        if self._owner is not None and self._owner is asyncio.current_task():
            raise RuntimeError("a transaction within a transaction")
        async with self._lock:
            self._owner = asyncio.current_task()
            try:
                async with self._engine.connect() as connection:
                    work = SqlUnitOfWork(connection, self._vault)
                    yield work
                    await work.commit()
            finally:
                self._owner = None

    async def recover(self, now: datetime) -> int:
        """Runs at the start, before anything is read. Destroys the keys that were left after a crash, and deletes again
        the cases that returned with a restored copy of the database; they are counted again, because the restored
        counters date from before their deletion. Returns how many cases."""
        async with self.begin() as work:
            work.destroys_what_is_left()
            returned = await work.returned_cases()
            for casus in returned:
                await work.purge.case(casus.code, counters(casus), RETURNED, now)
        if returned:
            await self.leave_nothing_behind()
        return len(returned)

    async def leave_nothing_behind(self) -> None:
        async with self._lock:
            await vacuum(self._engine)
        for copy in self._all_copies():
            copy.unlink()

    def expire_copies(self, before: datetime) -> None:
        for copy in self._all_copies():
            if copy.stat().st_mtime < before.timestamp():
                copy.unlink()

    def _all_copies(self) -> Iterator[Path]:
        return self._copies.glob(COPY) if self._copies else iter(())
