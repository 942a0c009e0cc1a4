"""nio's store of Matrix keys, which stops permanently after the first failed write."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

from nio.store import SqliteStore
from peewee import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError, SqliteDatabase

from retbot.ports import StoreDamaged, StoreFailed

OF_THE_STATEMENT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""Errors in the data to be written, not in the writing itself."""


_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def failure(error: Exception) -> StoreFailed:
    """The error as one of the port's errors."""
    damaged = any(getattr(one, "sqlite_errorcode", 0) & 0xFF in _DAMAGED for one in _behind(error))
    return (StoreDamaged if damaged else StoreFailed)(type(error).__name__)


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and the SQLite errors that caused it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


class FailStopDatabase(SqliteDatabase):  # type: ignore[misc]
    """After a failed write nio keeps in memory what is not on disk. If it continued, it would lose keys that it
    believes are stored. So nothing is read or written until a new client has loaded what is on disk."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.stopped = False
        self._cursors: WeakSet[Any] = WeakSet()

    def cursor(self, *args: Any, **kw: Any) -> Any:
        cursor = super().cursor(*args, **kw)
        self._cursors.add(cursor)
        return cursor

    def execute_sql(self, sql: str, params: Any = None, commit: Any = None) -> Any:
        with self._unless_stopped():
            return super().execute_sql(sql, params, commit)

    def commit(self) -> Any:
        with self._unless_stopped():
            return super().commit()

    def rollback(self) -> Any:
        with self._stopping():
            return super().rollback()

    def stop(self) -> None:
        """SQLite keeps a connection and its locks open while a cursor exists, and a traceback may hold one."""
        self.stopped = True
        for cursor in self._cursors:
            cursor.close()
        self.close()

    @contextmanager
    def _unless_stopped(self) -> Iterator[None]:
        if self.stopped:
            raise StoreFailed("stopped")
        with self._stopping():
            yield

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        try:
            yield
        except OF_THE_STATEMENT:
            raise
        except DatabaseError as error:
            self.stopped = True
            raise failure(error) from error


class CryptoStore(SqliteStore):  # type: ignore[misc]
    def _create_database(self) -> FailStopDatabase:
        return FailStopDatabase(self.database_path, pragmas={"foreign_keys": 1, "secure_delete": 1})
