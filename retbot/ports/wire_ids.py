"""Every id that leaves the bot, derived from a key and a secret (docs/decisions/0011)."""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Literal, NewType

WireId = NewType("WireId", str)
"""An id that others may see: in a header, a path, a database or a log. Only WireIds creates one."""
Use = Literal["event", "mail", "thread", "body"]


@dataclass(frozen=True, slots=True)
class WireIds:
    """The same key always gives the same id, a different one for each use. Without the secret the key cannot be found:
    a key may name a case, a term and a party, and there are so few of these that a plain digest could be guessed."""

    secret: bytes = field(repr=False)

    @classmethod
    def of_installation(cls, pickle_key: str) -> "WireIds":
        """The secret comes from a value that every installation has and that never changes."""
        return cls(hmac.digest(pickle_key.encode(), b"message-id", "sha256"))

    def of(self, use: Use, key: str) -> WireId:
        mixed = hmac.digest(self.secret, key.encode(), "sha256").hex()
        return WireId(hashlib.sha256(f"{use}:{mixed}".encode()).hexdigest()[:32])
