"""The vault: encrypts addresses with keys from a separate file, outside the database and its backups."""

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from retbot.domain.casus.casecode import Casecode
from retbot.storage.vault.deletions import Deletions
from retbot.storage.vault.key_file import ID, KeyFile, Keys, KeysExposed, KeysUnreadable

__all__ = ["KeysExposed", "KeysUnreadable", "Vault"]

DELETED = "deleted.json"
"""The file of the deletions, in the directory of the key file."""
_FORM = 1
_NONCE = 12
_TEAM = "team"


class Vault:
    """AES-256-GCM for each address, as version | key id | nonce | ciphertext, bound to its owner and case.

    The addresses of a case have their own key: destroying it makes them unreadable in every backup too. All other
    addresses share the key of the team. Changes that another process makes to the file are noticed at the next read.
    """

    def __init__(self, path: Path) -> None:
        """Raises KeysExposed and KeysUnreadable. If there is no file, it is created when the first address is
        encrypted."""
        self._file = KeyFile(path)
        self.deletions = Deletions(path.with_name(DELETED))
        self.deletions.marks()

    @property
    def has_file(self) -> bool:
        return self._file.is_there

    def seal(self, address: str, owner: str, code: Casecode | None = None) -> bytes:
        name = code or _TEAM
        key = self._file.look().current.get(name)
        if key is None:
            # Another process may have created it in the meantime.
            keys = self._file.change(lambda keys: keys if name in keys.current else keys.with_new(name))
            key = keys.current[name]
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(key.secret).encrypt(nonce, address.encode(), _bound_to(owner, code))
        return bytes([_FORM]) + key.id + nonce + sealed

    def open(self, sealed: bytes, owner: str, code: Casecode | None = None) -> str | None:
        """None when the key is lost or destroyed, or when the data was not encrypted for this owner."""
        if sealed[:1] != bytes([_FORM]):
            return None
        key = self._file.look().opening(code or _TEAM, sealed[1 : 1 + ID])
        if key is None:
            return None
        nonce, ciphertext = sealed[1 + ID : 1 + ID + _NONCE], sealed[1 + ID + _NONCE :]
        try:
            return AESGCM(key.secret).decrypt(nonce, ciphertext, _bound_to(owner, code)).decode()
        except (InvalidTag, ValueError):
            return None

    def destroy(self, code: Casecode) -> None:
        """Afterwards nobody can read the addresses of this case, not even in a backup of the database."""
        if code in self._file.look().current:
            self._file.change(lambda keys: keys.without(code))

    def begin_rotation(self) -> int:
        """Adds new keys next to the present ones, which no longer encrypt anything; returns how many."""
        return len(self._file.change(Keys.rotate).current)

    def end_rotation(self) -> None:
        """Removes the old keys; call it once everything was encrypted again."""
        self._file.change(lambda keys: Keys(keys.current))


def _bound_to(owner: str, code: Casecode | None) -> bytes:
    return f"{owner}\0{code or ''}".encode()
