"""The vault: seals addresses with keys that lie in a file of their own, outside the database and its backups."""

import base64
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from retbot.domain.casecode import Casecode

_VERSION = 1
_ID = 4
_NONCE = 12
_TEAM = "team"


class KeysExposed(Exception):
    """Others than its owner may read the file of the keys."""


class KeysUnreadable(Exception):
    """The file of the keys holds something else."""


@dataclass(frozen=True, slots=True)
class _Key:
    id: bytes
    secret: bytes = field(repr=False)


class Vault:
    """AES-256-GCM per address, in the form version | id of the key | nonce | ciphertext, bound to its owner and case.

    The addresses within a case have a key of their own, so that destroying it takes them out of every backup; the
    others share the key of the team.
    """

    def __init__(self, path: Path) -> None:
        """Raises KeysExposed and KeysUnreadable. Without a file, one is made when the first address is sealed."""
        self._path = path
        self.has_file = path.exists()
        self._keys = _read(path) if self.has_file else {}

    def seal(self, address: str, owner: str, code: Casecode | None = None) -> bytes:
        key = self._keys.get(code or _TEAM) or self._make(code or _TEAM)
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(key.secret).encrypt(nonce, address.encode(), _bound_to(owner, code))
        return bytes([_VERSION]) + key.id + nonce + sealed

    def open(self, sealed: bytes, owner: str, code: Casecode | None = None) -> str | None:
        """None when its key is lost or destroyed, or when it is not what was sealed for this owner."""
        key = self._keys.get(code or _TEAM)
        if key is None or sealed[: 1 + _ID] != bytes([_VERSION]) + key.id:
            return None
        nonce, ciphertext = sealed[1 + _ID : 1 + _ID + _NONCE], sealed[1 + _ID + _NONCE :]
        try:
            return AESGCM(key.secret).decrypt(nonce, ciphertext, _bound_to(owner, code)).decode()
        except InvalidTag:
            return None

    def destroy(self, code: Casecode) -> None:
        """From then on nobody can read the addresses of this case, not even in a backup of the database."""
        if code in self._keys:
            self._write({name: key for name, key in self._keys.items() if name != code})

    def _make(self, name: str) -> _Key:
        key = _Key(secrets.token_bytes(_ID), AESGCM.generate_key(256))
        self._write(self._keys | {name: key})
        return key

    def _write(self, keys: dict[str, _Key]) -> None:
        _replace(self._path, json.dumps({"version": _VERSION, "keys": {n: _packed(k) for n, k in keys.items()}}))
        self._keys = keys
        self.has_file = True


def _bound_to(owner: str, code: Casecode | None) -> bytes:
    return f"{owner}\0{code or ''}".encode()


def _packed(key: _Key) -> str:
    return base64.b64encode(key.id + key.secret).decode()


def _unpacked(text: str) -> _Key:
    packed = base64.b64decode(text, validate=True)
    if len(packed) != _ID + 32:
        raise ValueError("no key")
    return _Key(packed[:_ID], packed[_ID:])


def _read(path: Path) -> dict[str, _Key]:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeysExposed(path)
    try:
        content = json.loads(path.read_text())
        if content["version"] != _VERSION:
            raise KeysUnreadable(path)
        return {name: _unpacked(text) for name, text in content["keys"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeysUnreadable(path) from None


def _replace(path: Path, text: str) -> None:
    """At once and for good: after a loss of power either the earlier or the later file is there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
