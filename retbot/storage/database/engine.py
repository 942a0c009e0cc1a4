"""The database connection, and all differences between SQLite and PostgreSQL."""

import sqlite3
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from retbot.ports import StoreDamaged, StoreFailed

Insert: TypeAlias = sqlite.Insert | postgresql.Insert

_PRAGMAS = (
    "busy_timeout = 10000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_OF_THE_STATEMENT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


def sqlite_url(path: Path) -> URL:
    return URL.create("sqlite+aiosqlite", database=str(path))


def make_engine(url: str | URL) -> AsyncEngine:
    """For `sqlite+aiosqlite` (creates the file, readable by its owner only) or `postgresql+asyncpg`."""
    url = make_url(url)
    if url.get_backend_name() != "sqlite":
        engine = create_async_engine(url, hide_parameters=True, echo=False)
        event.listen(engine.sync_engine, "handle_error", _store_failure)
        return engine
    _make_private(sqlite_path(url))
    engine = create_async_engine(url, hide_parameters=True, echo=False)
    event.listen(engine.sync_engine, "handle_error", _store_failure)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def on_damage(engine: AsyncEngine, call: Callable[[], None]) -> None:
    """Calls `call` whenever the database turns out to be damaged, also when the code that met it just retries."""
    event.listen(engine.sync_engine, "handle_error", lambda met: call() if _is_damage(met.original_exception) else None)


def sqlite_path(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise ValueError("the store needs a file")
    return Path(url.database)


def is_linked(path: Path) -> bool:
    """Whether the file has a second name (hard link), for which SQLite and the lease would use separate files."""
    return path.exists() and path.stat().st_nlink > 1


def insert_into(connection: AsyncConnection, table: Table) -> Insert:
    """An insert that supports ON CONFLICT, which standard SQL does not have."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def upsert_into(connection: AsyncConnection, table: Table, key: Sequence[str], changes: Iterable[str]) -> Insert:
    """An insert that for an existing `key` changes only the columns `changes`."""
    new = insert_into(connection, table)
    return new.on_conflict_do_update(index_elements=key, set_={name: new.excluded[name] for name in changes})


def _make_private(path: Path) -> None:
    """Also a database that others could read, as after a copy. SQLite gives new -wal and -shm files the same mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    for one in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        if one.exists() and stat.S_IMODE(one.stat().st_mode) & 0o077:
            one.chmod(0o600)


def _store_failure(context: ExceptionContext) -> StoreFailed | None:
    """Separates failures of the database from errors in how it was used; None for the latter."""
    error = context.sqlalchemy_exception
    if not isinstance(error, DBAPIError) or isinstance(error, _OF_THE_STATEMENT):
        return None
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return None  # such as a missing table
    return failure(context.original_exception)


def failure(error: BaseException) -> StoreFailed:
    """The error of the driver, as an error of the port."""
    return (StoreDamaged if _is_damage(error) else StoreFailed)(type(error).__name__)


def _is_damage(error: BaseException) -> bool:
    """The low byte is the error code; the other bytes give details."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # Otherwise the driver begins transactions when it chooses, and runs a SELECT outside any transaction.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that first reads and then writes could find the database locked, and waiting would not help.
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
