"""The database store: one transaction at a time."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from retbot.domain.casus.casus import Casus
from retbot.domain.privacy.counters import counters
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.reminders import Reminder
from retbot.ports import StoreFailed, UnknownCase
from retbot.storage.backlog import SqlBacklog
from retbot.storage.database.schema import COPY
from retbot.storage.database.vacuum import vacuum
from retbot.storage.meetings.left_addresses import SqlLeftAddresses
from retbot.storage.meetings.overleggen import SqlOverleggen
from retbot.storage.meetings.polls import SqlPolls
from retbot.storage.outbox import Outbox
from retbot.storage.people import People
from retbot.storage.purge import SqlPurge
from retbot.storage.questions import Questions
from retbot.storage.records import Records
from retbot.storage.reminders import Reminders
from retbot.storage.vault.sealing import Vault

RETURNED = "teruggezet na het wissen"
"""The reason in the audit log for deleting a case that had been deleted before."""


class SqlUnitOfWork(
    SqlPurge, Reminders, People, Questions, Outbox, Records, SqlLeftAddresses, SqlOverleggen, SqlPolls, SqlBacklog
):
    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        async with self._connection.begin_nested():
            yield

    def destroys_what_is_left(self) -> None:
        """For keys that an earlier process left; they are destroyed once this transaction is committed."""
        self._destroys = True

    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        await self._save_casus(casus)
        await self._merge(casus.code, termijnen, reminders, now)

    async def next_moment(self) -> datetime | None:
        moments = await self._next_reminder(), await self._next_post()
        return min((moment for moment in moments if moment), default=None)

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
        if self._destroys:
            await self._destroy()
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
                await work.purge(casus.code, counters(casus), RETURNED, now)
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
