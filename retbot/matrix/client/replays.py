"""Remembers which message index of which room key belongs to which event, to ignore copies of a message."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retbot.matrix.client.crypto_store import failure
from retbot.matrix.client.files import private_files

KEPT = timedelta(days=90)
"""After this no honest homeserver delivers an event again."""
_TABLES = (
    "seen (session TEXT, number INTEGER, event_id TEXT NOT NULL, PRIMARY KEY (session, number))",
    "used (session TEXT PRIMARY KEY, day TEXT NOT NULL)",
    "old (session TEXT PRIMARY KEY, number INTEGER NOT NULL)",
)
_USED = "INSERT INTO used VALUES (?, ?) ON CONFLICT (session) DO UPDATE SET day = excluded.day WHERE day < excluded.day"


class Replays:
    """Stored on disk, because whoever runs the homeserver could otherwise repeat an old command after a restart."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        with private_files(), _in_words_of_the_port():
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            for table in _TABLES:
                self._database.execute(f"CREATE TABLE IF NOT EXISTS {table} WITHOUT ROWID")
            # Rows from before the day was recorded.
            self._database.execute("INSERT OR IGNORE INTO used SELECT DISTINCT session, ? FROM seen", (self._today(),))
        self.events: set[str] = set()
        """The events of this run that were copies."""

    def is_first(self, session_id: str, number: int, event_id: str) -> bool:
        """May be called for the same event any number of times. Raises StoreFailed."""
        with _in_words_of_the_port():
            known = self._first(session_id, number, event_id)
        if known != event_id:
            self.events.add(event_id)
        return known == event_id

    def prune(self) -> None:
        """For a room key that has not been used for long, keeps only the highest message index: everything up to it
        counts as a copy. Raises StoreFailed."""
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
        """None when only the highest index is kept for its room key."""
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
