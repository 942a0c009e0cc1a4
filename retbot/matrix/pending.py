"""Messages that could not be decrypted yet: their ciphertext, kept for a week in case the key still comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from retbot.matrix.files import read_json, write_json

KEPT = timedelta(days=7)
MOST = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    room_id: str
    source: dict[str, Any]
    """The event as it came, ciphertext and all."""


class Pending:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[str, dict[str, Any]] = read_json(path) or {}

    def __contains__(self, event_id: str) -> bool:
        return event_id in self._kept

    def add(self, room_id: str, source: dict[str, Any]) -> None:
        since = datetime.now(UTC).timestamp()
        self._kept[source["event_id"]] = {"room": room_id, "source": source, "since": since}
        self._forget_old(since)
        write_json(self._path, self._kept)

    def waiting(self, session_ids: Iterable[str] | None = None) -> list[Waiting]:
        """Those that were encrypted with one of these room keys, or all."""
        wanted = None if session_ids is None else set(session_ids)
        kept = [Waiting(item["room"], item["source"]) for item in self._kept.values()]
        return [item for item in kept if wanted is None or item.source["content"].get("session_id") in wanted]

    def drop(self, event_id: str) -> None:
        if self._kept.pop(event_id, None):
            write_json(self._path, self._kept)

    def _forget_old(self, now: float) -> None:
        oldest = now - KEPT.total_seconds()
        fresh = {event_id: item for event_id, item in self._kept.items() if item["since"] >= oldest}
        self._kept = dict(sorted(fresh.items(), key=lambda pair: pair[1]["since"])[-MOST:])
