"""Remembers which message of which room key came as which event, so that a copy of it counts for nothing."""

import sqlite3
from pathlib import Path

from retbot.matrix.client.files import private_files
from retbot.ports import StoreFailed


class Replays:
    """Kept on disk: whoever runs the homeserver could otherwise bring an old command again after a restart."""

    def __init__(self, path: Path) -> None:
        with private_files():
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS seen"
                " (session TEXT, number INTEGER, event_id TEXT NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID"
            )
        self.found: set[str] = set()
        """The events of this run that were copies."""

    def is_first(self, session_id: str, number: int, event_id: str) -> bool:
        """Raises StoreFailed. The same event may be asked about any number of times."""
        try:
            known = self._first(session_id, number, event_id)
        except sqlite3.Error as error:
            raise StoreFailed(type(error).__name__) from error
        if known != event_id:
            self.found.add(event_id)
        return known == event_id

    def _first(self, session_id: str, number: int, event_id: str) -> str:
        self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (session_id, number, event_id))
        query = "SELECT event_id FROM seen WHERE session = ? AND number = ?"
        (known,) = self._database.execute(query, (session_id, number)).fetchone()
        return str(known)

    def close(self) -> None:
        self._database.close()
