"""The file with the keys of the vault, outside the database and its backups, shared by the bot and its commands."""

import base64
import fcntl
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from retbot.ports import StoreFailed

VERSION = 1
ID = 4


class KeysExposed(Exception):
    """Other users than the owner may read the key file."""


class KeysUnreadable(Exception):
    """The key file has other contents than expected."""


@dataclass(frozen=True, slots=True)
class Key:
    id: bytes
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """By the name of a case or of the team: the key that encrypts, and during a rotation the previous key, which can
    still decrypt older addresses."""

    current: Mapping[str, Key] = field(default_factory=dict)
    earlier: Mapping[str, Key] = field(default_factory=dict)

    def opening(self, name: str, id_: bytes) -> Key | None:
        known = (keys.get(name) for keys in (self.current, self.earlier))
        return next((key for key in known if key and key.id == id_), None)

    def with_new(self, name: str) -> "Keys":
        return Keys({**self.current, name: new_key()}, self.earlier)

    def without(self, name: str) -> "Keys":
        return Keys(*({n: k for n, k in keys.items() if n != name} for keys in (self.current, self.earlier)))

    def rotate(self) -> "Keys":
        """Continues an interrupted rotation: its previous keys may still be needed."""
        if self.earlier:
            return self
        return Keys({name: new_key() for name in self.current}, self.current)


class KeyFile:
    """Every read notices what another process wrote; every change is applied to the latest contents."""

    def __init__(self, path: Path) -> None:
        """Raises KeysExposed and KeysUnreadable."""
        self._path = path
        self._seen: tuple[int, ...] | None = None
        self._keys = Keys()
        self.look()

    @property
    def is_there(self) -> bool:
        return self._path.exists()

    def look(self) -> Keys:
        """When the file disappears while the bot runs, the bot keeps using the keys that it has."""
        mark = _mark(self._path)
        if mark and mark != self._seen:
            self._keys, self._seen = _read(self._path), mark
        return self._keys

    def change(self, by: Callable[[Keys], Keys]) -> Keys:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(self._path.parent):
            changed = by(self.look())
            replace_file(self._path, json.dumps(_pack(changed)))
            self._keys, self._seen = changed, _mark(self._path)
        return changed


def new_key() -> Key:
    return Key(secrets.token_bytes(ID), AESGCM.generate_key(256))


def _mark(path: Path) -> tuple[int, ...] | None:
    """A value that changes when the file is replaced."""
    try:
        state = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """One process at a time. The lock is on the directory, because the file itself is replaced."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _pack(keys: Keys) -> dict[str, Any]:
    content: dict[str, Any] = {"version": VERSION, "keys": _encode(keys.current)}
    return content | ({"earlier": _encode(keys.earlier)} if keys.earlier else {})


def _encode(keys: Mapping[str, Key]) -> dict[str, str]:
    return {name: base64.b64encode(key.id + key.secret).decode() for name, key in keys.items()}


def must_be_private(path: Path) -> None:
    """Raises KeysExposed."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeysExposed(path)


def _read(path: Path) -> Keys:
    must_be_private(path)
    try:
        content = json.loads(path.read_text())
        if content["version"] != VERSION:
            raise KeysUnreadable(path)
        return Keys(_unpack(content["keys"]), _unpack(content.get("earlier", {})))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeysUnreadable(path) from None


def _unpack(keys: Mapping[str, str]) -> dict[str, Key]:
    return {name: _key(base64.b64decode(text, validate=True)) for name, text in keys.items()}


def _key(packed: bytes) -> Key:
    if len(packed) != ID + 32:
        raise ValueError("no key")
    return Key(packed[:ID], packed[ID:])


def replace_file(path: Path, text: str) -> None:
    """In one step and durably: after a power failure either the old or the new file is there. Raises StoreFailed."""
    try:
        _replace(path, text)
    except OSError as error:
        raise StoreFailed(error.errno, error.strerror) from error


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)
