"""Messages that could not be decrypted yet: their ciphertext is kept for a week, because the key may still arrive."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from retbot.matrix.client.files import read_json, write_json

KEPT = timedelta(days=7)
MOST = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    room_id: str
    source: dict[str, Any]
    """The event as it arrived, with its ciphertext."""


class Pending:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[str, dict[str, Any]] = read_json(path) or {}

    def __contains__(self, event_id: str) -> bool:
        return event_id in self._kept

    def add(self, room_id: str, source: dict[str, Any]) -> None:
        since = datetime.now(UTC).timestamp()
        added = self._kept | {source["event_id"]: {"room": room_id, "source": source, "since": since}}
        self._keep(_recent(added, since))

    def waiting(self) -> list[Waiting]:
        return [Waiting(item["room"], item["source"]) for item in self._kept.values()]

    def drop(self, event_id: str) -> None:
        if event_id in self._kept:
            self._keep({other: item for other, item in self._kept.items() if other != event_id})

    def _keep(self, kept: dict[str, dict[str, Any]]) -> None:
        write_json(self._path, kept)
        self._kept = kept


def _recent(kept: dict[str, dict[str, Any]], now: float) -> dict[str, dict[str, Any]]:
    oldest = now - KEPT.total_seconds()
    fresh = {event_id: item for event_id, item in kept.items() if item["since"] >= oldest}
    return dict(sorted(fresh.items(), key=lambda pair: pair[1]["since"])[-MOST:])
