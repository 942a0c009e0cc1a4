"""Informs a device that gets no room key of the reason, so that its client can show it (m.room_key.withheld)."""

import uuid
from collections.abc import Iterable
from typing import Any

import structlog

from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.trust.devices import Trust

log = structlog.get_logger()

ALL_DEVICES = "*"

Name = tuple[str, str]


class WithheldNotices:
    """One message per device and key. It is not encrypted, and reveals only that there is a key."""

    def __init__(self, client: Client, trust: Trust) -> None:
        self._client = client
        self._trust = trust
        self._told: dict[str, set[tuple[str, Name]]] = {}
        """For each room: the keys and the devices that were informed."""

    async def tell(self, room: Any, session_id: str, unreached: Iterable[Name]) -> None:
        """`unreached` are devices that should have the key, but gave no key of their own with which to send it."""
        told = {one for one in self._told.get(room.room_id, set()) if one[0] == session_id}
        reasons = {
            **dict.fromkeys(((user, ALL_DEVICES) for user in self._trust.strangers(room.users)), "m.unauthorised"),
            **dict.fromkeys(self._trust.refused_devices(room.users), "m.unverified"),
            **dict.fromkeys(unreached, "m.no_olm"),
        }
        new = {name: code for name, code in reasons.items() if (session_id, name) not in told}
        if new and await self._send(room.room_id, session_id, new):
            told |= {(session_id, name) for name in new}
        self._told[room.room_id] = told

    async def _send(self, room_id: str, session_id: str, reasons: dict[Name, str]) -> bool:
        """Whether they were informed; the message to the room does not wait for this."""
        messages: dict[str, dict[str, Any]] = {}
        for (user, device), code in reasons.items():
            messages.setdefault(user, {})[device] = self._content(room_id, session_id, code)
        path = ["sendToDevice", "m.room_key.withheld", uuid.uuid4().hex]
        try:
            await self._client.call("PUT", path, {"messages": messages})
        except CallError as refusal:
            log.warning("withheld_not_told", room=room_id, error=refusal.code)
            return False
        return True

    def _content(self, room_id: str, session_id: str, code: str) -> dict[str, str]:
        content = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "code": code,
            "sender_key": self._client.olm.account.identity_keys["curve25519"],
            "from_device": self._client.device_id,
        }
        # This reason is about the two devices, not about one room key.
        return content if code == "m.no_olm" else content | {"room_id": room_id, "session_id": session_id}
