"""Only one bot may use a database: the holder of its lease may change it, every other process is refused."""

import asyncio
import fcntl
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from retbot.storage.database.engine import is_linked, sqlite_path

log = structlog.get_logger()

_TRY_AGAIN = 0.25
_HEARTBEAT = 5.0
_ANSWER = 10.0
_NUMBER = int.from_bytes(b"retbot")
"""Id of the advisory lock; the server keeps separate ids for each database."""
_KEEPALIVE = {"tcp_keepalives_idle": 5, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 3}
"""Seconds and number of tries: the server drops a dead machine after 20 seconds instead of two hours."""


class DatabaseInUse(Exception):
    """Another process holds the lease."""


class DatabaseLinked(Exception):
    """The database file has a second name (`is_linked`)."""


class LeaseLost(Exception):
    """The lease was lost, so another process may have it now."""


class Lease:
    """`loss` is set as soon as it is known that the lease is lost."""

    def __init__(self) -> None:
        self.loss = asyncio.Event()

    async def end(self) -> None:
        """Waits until the lease is lost. Always raises LeaseLost."""
        await self.loss.wait()
        raise LeaseLost


@asynccontextmanager
async def lease(url: URL, patience: float = 0) -> AsyncIterator[Lease]:
    """Changes nothing in the database. Raises DatabaseInUse when another process keeps the lease for longer than
    `patience` seconds, and DatabaseLinked."""
    taken = _of_file(sqlite_path(url), patience) if url.get_backend_name() == "sqlite" else _of_server(url, patience)
    async with taken as held:
        yield held


@asynccontextmanager
async def _of_file(database: Path, patience: float) -> AsyncIterator[Lease]:
    """The operating system releases the lease when the process is killed."""
    descriptor = _lease_file(database)
    try:
        await _insist(lambda: _lock(descriptor), patience)
        yield Lease()
    finally:
        os.close(descriptor)


def _lease_file(database: Path) -> int:
    """A file next to the database, because SQLite has its own locks on the database file; it is the same file for every
    name under which the database is given."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = database.resolve()
    if is_linked(whole):
        raise DatabaseLinked
    return os.open(whole.with_name(f"{whole.name}-lease"), os.O_RDWR | os.O_CREAT, 0o600)


async def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@asynccontextmanager
async def _of_server(url: URL, patience: float) -> AsyncIterator[Lease]:
    """The lock belongs to a session: it ends with the connection, which is used for nothing else."""
    engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for name, value in _KEEPALIVE.items():
            await connection.execute(text(f"SET {name} = {value}"))
        await _insist(lambda: _advise(connection), patience)
        held = Lease()
        watching = asyncio.create_task(_watch(connection, held))
        try:
            yield held
        finally:
            watching.cancel()
            await asyncio.wait([watching])


async def _advise(connection: AsyncConnection) -> bool:
    return bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": _NUMBER}))


async def _watch(connection: AsyncConnection, held: Lease) -> None:
    """The driver reports a closed connection at once; a dead one is noticed by sending a query."""
    session: Any = (await connection.get_raw_connection()).driver_connection
    closed = asyncio.Event()
    session.add_termination_listener(lambda _: closed.set())
    try:
        while not await _within(closed.wait(), _HEARTBEAT):
            await asyncio.wait_for(connection.scalar(text("SELECT 1")), _ANSWER)
    except (SQLAlchemyError, OSError) as error:
        log.warning("lease_lost", error=type(error).__name__)
    finally:
        held.loss.set()


async def _within(what: Awaitable[Any], seconds: float) -> bool:
    try:
        await asyncio.wait_for(what, seconds)
    except TimeoutError:
        return False
    return True


async def _insist(take: Callable[[], Awaitable[bool]], patience: float) -> None:
    until = time.monotonic() + patience
    while not await take():
        if time.monotonic() >= until:
            raise DatabaseInUse
        await asyncio.sleep(_TRY_AGAIN)
