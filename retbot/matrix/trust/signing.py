"""Ed25519 signatures over canonical JSON, as in the Matrix appendix "Signing JSON"."""

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def to_base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def canonical(value: dict[str, Any]) -> bytes:
    signed = {key: part for key, part in value.items() if key not in ("signatures", "unsigned")}
    return json.dumps(signed, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


class SigningKey:
    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = to_base64(self._key.public_key().public_bytes_raw())

    def sign(self, value: dict[str, Any]) -> str:
        return to_base64(self._key.sign(canonical(value)))


def is_signed(value: dict[str, Any], user_id: str, public: str) -> bool:
    """Whether `value` has a valid signature by this user's key `public`. Never raises, because `value` comes from
    others."""
    try:
        signature = from_base64(value["signatures"][user_id][f"ed25519:{public}"])
        Ed25519PublicKey.from_public_bytes(from_base64(public)).verify(signature, canonical(value))
    except (KeyError, TypeError, ValueError, InvalidSignature):
        return False
    return True
