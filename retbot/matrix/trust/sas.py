"""One verification by short authentication string (SAS), as the side that was asked (client-server API, "Short
Authentication String (SAS) verification").

nio knows neither requests nor verification in rooms, and shows other emoji than the specification; vodozemac does the
cryptography.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from vodozemac import Curve25519PublicKey, EstablishedSas, KeyException, Sas, SasException

from retbot.matrix.trust.signing import canonical, to_base64

METHOD = "m.sas.v1"
_AGREEMENT = "curve25519-hkdf-sha256"
_MAC = "hkdf-hmac-sha256.v2"
_HASH = "sha256"


class Mismatch(Exception):
    """The verification cannot go on; `code` is the specification's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Party:
    """One side. `keys` are what its MAC must vouch for: key id → public key."""

    user: str
    device: str
    keys: Mapping[str, str]


@dataclass
class SasExchange:
    """`transaction` is the id of the request. Each method takes the content of what the other side sent, and returns
    that of our answer; raises Mismatch."""

    ours: Party
    theirs: Party
    transaction: str
    room_id: str | None
    """None for a verification between devices, outside rooms."""
    since: datetime
    emoji: tuple[int, ...] = ()
    """Numbers of the seven emoji, once they are known."""
    is_equal: bool = False
    """Whether a person has confirmed them."""
    their_mac: Mapping[str, Any] | None = None
    _sas: Sas | None = field(default=None, repr=False)
    _shared: EstablishedSas | None = field(default=None, repr=False)

    def accept(self, start: Mapping[str, Any]) -> dict[str, Any]:
        """Commits to our key before theirs is known, so that nobody between us can choose a fitting one."""
        offered = {name: start.get(name) for name in ("key_agreement_protocols", "hashes")}
        macs, ways = start.get("message_authentication_codes"), start.get("short_authentication_string")
        wanted = ((offered["key_agreement_protocols"], _AGREEMENT), (offered["hashes"], _HASH), (macs, _MAC))
        if self._sas or start.get("method") != METHOD or not all(isinstance(a, list) and b in a for a, b in wanted):
            raise Mismatch("m.unexpected_message" if self._sas else "m.unknown_method")
        if not isinstance(ways, list) or "emoji" not in ways:
            raise Mismatch("m.unknown_method")
        self._sas = Sas()
        commitment = hashlib.sha256(self._key().encode() + canonical(dict(start))).digest()
        return {
            "method": METHOD,
            "key_agreement_protocol": _AGREEMENT,
            "hash": _HASH,
            "message_authentication_code": _MAC,
            "short_authentication_string": ["emoji"],
            "commitment": to_base64(commitment),
        }

    def share(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Takes their key, and gives ours; the emoji are known afterwards."""
        if self._sas is None or self._shared:
            raise Mismatch("m.unexpected_message")
        own, their_key = self._key(), str(content.get("key"))
        try:
            self._shared = self._sas.diffie_hellman(Curve25519PublicKey.from_base64(their_key))
        except (KeyException, SasException, ValueError):
            raise Mismatch("m.invalid_message") from None
        us = f"{self.ours.user}|{self.ours.device}|{own}"
        them = f"{self.theirs.user}|{self.theirs.device}|{their_key}"
        info = f"MATRIX_KEY_VERIFICATION_SAS|{them}|{us}|{self.transaction}"
        self.emoji = tuple(self._shared.bytes(info).emoji_indices)
        return {"key": own}

    def vouch(self) -> dict[str, Any]:
        """Our MAC, over our device and our identity. Only once a person has confirmed that the emoji are equal."""
        if self._shared is None or not self.is_equal:
            raise Mismatch("m.unexpected_message")
        info = self._info(self.ours, self.theirs)
        macs = {one: self._shared.calculate_mac(key, info + one) for one, key in self.ours.keys.items()}
        return {"mac": macs, "keys": self._shared.calculate_mac(",".join(sorted(macs)), f"{info}KEY_IDS")}

    def must_vouch(self) -> None:
        """Raises Mismatch unless their MAC is over the device and the identity that we know. It changes neither: who is
        trusted follows from the pins alone."""
        content = self.their_mac or {}
        macs = content.get("mac")
        if self._shared is None or not isinstance(macs, dict) or not set(self.theirs.keys) & set(macs):
            raise Mismatch("m.invalid_message")
        info = self._info(self.theirs, self.ours)
        try:
            self._shared.verify_mac(",".join(sorted(macs)), f"{info}KEY_IDS", str(content.get("keys")))
            for one in set(macs) & set(self.theirs.keys):
                self._shared.verify_mac(self.theirs.keys[one], info + one, str(macs[one]))
        except (SasException, ValueError):
            raise Mismatch("m.key_mismatch") from None

    def _key(self) -> str:
        if self._sas is None:
            raise Mismatch("m.unexpected_message")
        return str(self._sas.public_key.to_base64())

    def _info(self, one: Party, other: Party) -> str:
        return f"MATRIX_KEY_VERIFICATION_MAC{one.user}{one.device}{other.user}{other.device}{self.transaction}"
