"""Remembers which message of which room key came as which event, so that a copy of it counts for nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retbot.matrix.client.crypto_store import failure
from retbot.matrix.client.files import private_files

KEPT = timedelta(days=90)
"""After which no homeserver brings an event again, unless it means harm."""
_TABLES = (
    "seen (session TEXT, number INTEGER, event_id TEXT NOT NULL, PRIMARY KEY (session, number))",
    "used (session TEXT PRIMARY KEY, day TEXT NOT NULL)",
    "old (session TEXT PRIMARY KEY, number INTEGER NOT NULL)",
)
_USED = "INSERT INTO used VALUES (?, ?) ON CONFLICT (session) DO UPDATE SET day = excluded.day WHERE day < excluded.day"


class Replays:
    """Kept on disk: whoever runs the homeserver could otherwise bring an old command again after a restart."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        with private_files(), _in_words_of_the_port():
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            for table in _TABLES:
                self._database.execute(f"CREATE TABLE IF NOT EXISTS {table} WITHOUT ROWID")
            # Those of before there was such a day.
            self._database.execute("INSERT OR IGNORE INTO used SELECT DISTINCT session, ? FROM seen", (self._today(),))
        self.events: set[str] = set()
        """The events of this run that were copies."""

    def is_first(self, session_id: str, number: int, event_id: str) -> bool:
        """Raises StoreFailed. The same event may be asked about any number of times."""
        with _in_words_of_the_port():
            known = self._first(session_id, number, event_id)
        if known != event_id:
            self.events.add(event_id)
        return known == event_id

    def prune(self) -> None:
        """Of a room key that was used for the last time long ago one number stays in place of each message: up to that
        one everything counts as a copy. Raises StoreFailed."""
        before = ((self._now() - KEPT).date().isoformat(),)
        unused = "session NOT IN (SELECT session FROM used WHERE day >= ?)"
        with _in_words_of_the_port():
            self._database.execute(
                f"INSERT OR REPLACE INTO old SELECT session, max(number) FROM seen WHERE {unused} GROUP BY session",  # noqa: S608 - no value in it
                before,
            )
            self._database.execute(f"DELETE FROM seen WHERE {unused}", before)  # noqa: S608
            self._database.execute("DELETE FROM used WHERE day < ?", before)

    def _first(self, session_id: str, number: int, event_id: str) -> str | None:
        """None for one of whose room key no more than a number is kept."""
        old = self._database.execute("SELECT number FROM old WHERE session = ?", (session_id,)).fetchone()
        if old and number <= old[0]:
            return None
        self._database.execute(_USED, (session_id, self._today()))
        self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (session_id, number, event_id))
        query = "SELECT event_id FROM seen WHERE session = ? AND number = ?"
        (known,) = self._database.execute(query, (session_id, number)).fetchone()
        return str(known)

    def _today(self) -> str:
        return self._now().date().isoformat()

    def close(self) -> None:
        self._database.close()


@contextmanager
def _in_words_of_the_port() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise failure(error) from error
