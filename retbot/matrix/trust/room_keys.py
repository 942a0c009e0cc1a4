"""Sends the key of a room to trusted devices, and makes a new key when any other device has it."""

import time
import uuid
from typing import Any

import structlog
from nio import ErrorResponse, KeysClaimResponse

from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.trust.devices import Trust
from retbot.matrix.trust.withheld_notices import Name, WithheldNotices

log = structlog.get_logger()

AT_ONCE = 20
CLAIM_AGAIN_SECONDS = 60.0
CLAIM_TIMEOUT_MS = 10_000


class RoomKeys:
    """Replaces nio's own key sharing, which considers a key that did not arrive as shared, and waits forever after a
    failure."""

    def __init__(self, client: Client, trust: Trust) -> None:
        self._client = client
        self._trust = trust
        self._withheld = WithheldNotices(client, trust)
        self._claimed_at: dict[Name, float] = {}

    async def prepare(self, room: Any) -> None:
        """After this, all trusted devices can read what is sent to this room, and no others."""
        await self._trust.settle()
        wanted = {(device.user_id, device.id): device for device in self._trust.receivers(room.users)}
        session = self._session(room.room_id, set(wanted))
        missing = {name: device for name, device in wanted.items() if name not in session.users_shared_with}
        if missing:
            await self._claim(missing)
            await self._share(room.room_id, session, list(missing.values()))
        session.shared = True
        await self._withheld.tell(room, session.id, set(wanted) - session.users_shared_with)

    def _session(self, room_id: str, wanted: set[Name]) -> Any:
        sessions = self._client.olm.outbound_group_sessions
        session = sessions.get(room_id)
        if session is None or session.expired or session.users_shared_with - wanted:
            self._client.olm.create_outbound_group_session(room_id)
        return sessions[room_id]

    async def _claim(self, devices: dict[Name, Any]) -> None:
        """Opens an Olm session with each device that has none. A device that gives no key is not asked again
        immediately."""
        now = time.monotonic()
        names = [name for name, device in devices.items() if self._may_claim(name, device, now)]
        if not names:
            return
        wanted: dict[str, dict[str, str]] = {}
        for user, device_id in names:
            wanted.setdefault(user, {})[device_id] = "signed_curve25519"
        body = {"one_time_keys": wanted, "timeout": CLAIM_TIMEOUT_MS}
        response = KeysClaimResponse.from_dict(await self._client.call("POST", ["keys", "claim"], body))
        if isinstance(response, ErrorResponse):
            raise CallError(200, "M_BAD_JSON")
        await self._client.receive_response(response)
        self._claimed_at |= dict.fromkeys(names, now)

    def _may_claim(self, name: Name, device: Any, now: float) -> bool:
        known = self._client.olm.session_store.get(device.curve25519)
        return not known and now - self._claimed_at.get(name, -CLAIM_AGAIN_SECONDS) >= CLAIM_AGAIN_SECONDS

    async def _share(self, room_id: str, session: Any, devices: list[Any]) -> None:
        content = self._client.olm.room_key(room_id)
        for start in range(0, len(devices), AT_ONCE):
            messages = self._client.olm.seal(devices[start : start + AT_ONCE], "m.room_key", content)
            if messages:
                path = ["sendToDevice", "m.room.encrypted", uuid.uuid4().hex]
                await self._client.call("PUT", path, {"messages": messages})
            session.users_shared_with |= {(user, device) for user, sent in messages.items() for device in sent}
        without = [device for device in devices if (device.user_id, device.id) not in session.users_shared_with]
        if without:
            log.warning("devices_without_key", room=room_id, count=len(without))
