"""Where the emoji of a verification wait for a person to compare them, and his answer; the bot and a command on the
terminal share it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retbot.matrix.client.files import lock, read_json, write_json

COMPARISON = "comparison.json"


@dataclass(frozen=True, slots=True)
class ShownEmoji:
    """`emoji` are the numbers of the specification."""

    user: str
    transaction: str
    emoji: tuple[int, ...]


class Comparison:
    def __init__(self, path: Path) -> None:
        self._path = path

    def show(self, user: str, transaction: str, emoji: tuple[int, ...]) -> None:
        self._change({transaction: {"user": user, "emoji": list(emoji)}})

    def of(self, user: str) -> ShownEmoji | None:
        """What waits for an answer about this person."""
        for transaction, row in self._read().items():
            if row["user"] == user and "equal" not in row:
                return ShownEmoji(user, transaction, tuple(row["emoji"]))
        return None

    def give(self, shown: ShownEmoji, *, equal: bool) -> bool:
        """Whether it still waited for this answer."""
        row = self._read().get(shown.transaction)
        if row is None:
            return False
        self._change({shown.transaction: {**row, "equal": equal}})
        return True

    def answer(self, transaction: str) -> bool | None:
        """Whether the emoji are equal; None while nobody has said."""
        equal = self._read().get(transaction, {}).get("equal")
        return None if equal is None else bool(equal)

    def forget(self, transaction: str) -> None:
        if transaction in self._read():
            self._change({transaction: None})

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, Any]:
        return dict(read_json(self._path) or {})

    def _change(self, rows: Mapping[str, Any]) -> None:
        with lock(self._path.with_suffix(".lock"), wait=True):
            kept = {**self._read(), **rows}
            write_json(self._path, {name: row for name, row in kept.items() if row is not None})
