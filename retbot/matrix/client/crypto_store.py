"""nio's store of Matrix keys, which stops for good at the first write that fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

from nio.store import SqliteStore
from peewee import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError, SqliteDatabase

from retbot.ports import StoreDamaged, StoreFailed

OF_THE_STATEMENT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""These say that what should be written is wrong, not that it cannot be written."""


_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def failure(error: Exception) -> StoreFailed:
    """In the words of the port."""
    damaged = any(getattr(one, "sqlite_errorcode", 0) & 0xFF in _DAMAGED for one in _behind(error))
    return (StoreDamaged if damaged else StoreFailed)(type(error).__name__)


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those of SQLite that peewee made it of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


class FailStopDatabase(SqliteDatabase):  # type: ignore[misc]
    """After a write that failed nio remembers what is not on disk: used on, it would lose the keys that it thinks it
    has. So nothing is read or written any more, until a new client has loaded what is on disk."""

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
        """SQLite keeps a connection, and its locks, as long as there is a cursor: a traceback may hold one."""
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
