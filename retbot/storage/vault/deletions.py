"""Which cases were deleted, stored outside the database, to recognise them when an earlier copy is restored."""

import json
from collections.abc import Set
from datetime import date, timedelta
from pathlib import Path

from retbot.storage.vault.key_file import KeysUnreadable, alone, must_be_private, replace_file

VERSION = 1
KEPT = timedelta(days=2 * 366)
"""No copy of the database should be older than this."""


class Deletions:
    """The marks of deleted cases, each with its day: random numbers that occur only in older copies of the database.
    When this file is lost, a case that returns is not deleted until its term ends again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def marks(self) -> Set[str]:
        """Raises KeysExposed and KeysUnreadable."""
        return self._read().keys()

    def add(self, mark: str, today: date) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(self._path.parent):
            since = (today - KEPT).isoformat()
            kept = {known: day for known, day in self._read().items() if day >= since}
            content = {"version": VERSION, "deleted": kept | {mark: today.isoformat()}}
            replace_file(self._path, json.dumps(content))

    def _read(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        must_be_private(self._path)
        try:
            content = json.loads(self._path.read_text())
            if content["version"] != VERSION:
                raise KeysUnreadable(self._path)
            return {str(mark): date.fromisoformat(day).isoformat() for mark, day in content["deleted"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeysUnreadable(self._path) from None
