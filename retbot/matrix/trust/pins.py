"""The pinned master keys of deelnemers; a changed key is refused until a person confirms it."""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from retbot.matrix.client.files import lock, read_json, write_json

NONE_EXPECTED: Mapping[str, str] = MappingProxyType({})


class PinVerdict(Enum):
    KNOWN = "known"
    FIRST = "first"
    CHANGED = "changed"


class Pins:
    """A file that another process may change while this one runs. Keys from the settings are not in it."""

    def __init__(self, path: Path, expected: Mapping[str, str] = NONE_EXPECTED) -> None:
        self._path = path
        self._expected = dict(expected)
        self._stamp: tuple[int, ...] | None = None
        self._pinned: dict[str, str] = {}
        self._offered: dict[str, str] = {}
        self.reread()

    def expect(self, user_id: str, key: str) -> None:
        self._expected[user_id] = key

    def reread(self) -> bool:
        """Whether another process has changed the file since the last read."""
        if self._now() == self._stamp:
            return False
        self._load()
        return True

    def pin_of(self, user_id: str) -> str | None:
        return self._expected.get(user_id) or self._pinned.get(user_id)

    def offer_of(self, user_id: str) -> str | None:
        """The key that the homeserver shows now, if it differs from the pinned one."""
        return self._offered.get(user_id)

    def is_expected(self, user_id: str) -> bool:
        """Whether the settings give this key, so that no key is trusted on first use."""
        return user_id in self._expected

    def judge(self, user_id: str, key: str) -> PinVerdict:
        pinned = self.pin_of(user_id)
        if pinned is None:
            return PinVerdict.FIRST
        return PinVerdict.KNOWN if pinned == key else PinVerdict.CHANGED

    def confirm(self, user_id: str, key: str) -> None:
        if self._pinned.get(user_id) != key or user_id in self._offered:
            self._change(user_id, pinned=key, offered=None)

    def offer(self, user_id: str, key: str) -> None:
        """Stores the changed key, for a person to compare and confirm."""
        if self._offered.get(user_id) != key:
            self._change(user_id, pinned=None, offered=key)

    def _change(self, user_id: str, pinned: str | None, offered: str | None) -> None:
        with lock(self._path.with_suffix(".lock"), wait=True):
            self._load()
            kept_pinned = self._pinned | ({user_id: pinned} if pinned else {})
            others = {other: key for other, key in self._offered.items() if other != user_id}
            kept_offered = others | ({user_id: offered} if offered else {})
            write_json(self._path, {"pinned": kept_pinned, "offered": kept_offered})
            self._load()

    def _load(self) -> None:
        self._stamp = self._now()
        kept = read_json(self._path) or {}
        self._pinned = kept.get("pinned", {})
        self._offered = kept.get("offered", {})

    def _now(self) -> tuple[int, ...] | None:
        try:
            state = self._path.stat()
        except FileNotFoundError:
            return None
        return (state.st_mtime_ns, state.st_ino, state.st_size)


def fingerprint(key: str) -> str:
    """As clients show it: in groups of four, to be read aloud and compared."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
