"""Who is trusted: a listed deelnemer with a pinned master key, using a device signed through that key."""

import asyncio
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from nio import ErrorResponse, KeysQueryResponse
from vodozemac import Curve25519PublicKey, Ed25519PublicKey

from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.client.tolerance import skip_malformed
from retbot.matrix.trust.pins import Pins, PinVerdict
from retbot.matrix.trust.signing import is_signed
from retbot.ports import Doubt, RoomFault

Members = Callable[[], frozenset[str]]
News = tuple[RoomFault, str]
"""The fault, with the key that it is about."""


class DeviceStanding(Enum):
    VOUCHED = "vouched"
    UNSIGNED = "unsigned"
    CHANGED = "changed"


class Trust:
    """Asks the homeserver for keys only when something may have changed, so that a command costs no extra request."""

    def __init__(self, client: Client, pins: Pins, members: Members, news: list[News]) -> None:
        self._client = client
        self._pins = pins
        self._members = members
        self._standing: dict[str, DeviceStanding] = {}
        self._settled: set[str] = set()
        self._asking = asyncio.Lock()
        self.news = news
        """Faults to report; whoever reports one removes it from here."""

    async def settle(self, also: str | None = None) -> None:
        """Brings trust up to date; the keys of `also` are always requested. Raises the errors of the request."""
        async with self._asking:
            due = self._due()
            if also in self._present():
                due.add(str(also))
            if due:
                await self._ask(due)

    def doubt(self, sender: str, sender_key: str | None, room_id: str, session_id: str | None) -> Doubt | None:
        """Why a message that was decrypted with this room key is not trusted; None when it is."""
        if sender not in self._members():
            return Doubt.STRANGER
        if self._standing.get(sender) is DeviceStanding.CHANGED:
            return Doubt.IDENTITY_CHANGED
        device = self.device(sender, sender_key)
        session = self._client.olm.inbound_group_store.get(room_id, sender_key, session_id)
        # A room key sent over Olm really comes from `sender_key`; a forwarded one only claims to.
        vouched = device and session and session.ed25519 == device.ed25519 and not session.forwarding_chain
        return None if vouched and self._counts(device) else Doubt.DEVICE_NOT_SIGNED

    def device(self, user_id: str, sender_key: str | None) -> Any:
        return self._client.device_store.device_from_sender_key(user_id, sender_key)

    def receivers(self, users: Iterable[str]) -> list[Any]:
        """The devices of these users that get a room key."""
        own = (self._client.user_id, self._client.device_id)
        allowed = self._members() | {self._client.user_id}
        devices = (device for user in users if user in allowed for device in self._devices(user))
        return [device for device in devices if self._counts(device) and (device.user_id, device.id) != own]

    def trusted_device(self, user_id: str, device_id: str) -> Any:
        """The signed device of a listed person whose identity is the pinned one; None when it is not that."""
        found = (one for one in self._devices(user_id) if one.id == device_id and self._counts(one))
        return next(found, None) if user_id in self._members() else None

    def refused_devices(self, users: Iterable[str]) -> list[tuple[str, str]]:
        """The devices of listed users among these that get no room key."""
        listed = self._members() & set(users)
        return [(user, device.id) for user in listed for device in self._devices(user) if not self._counts(device)]

    def strangers(self, users: Iterable[str]) -> set[str]:
        """The users among these who are not on the list; nobody requests their devices."""
        return set(users) - self._members() - {self._client.user_id}

    def _counts(self, device: Any) -> bool:
        return self._standing.get(device.user_id) is DeviceStanding.VOUCHED and bool(device.verified)

    def _devices(self, user_id: str) -> list[Any]:
        return list(self._client.device_store.active_user_devices(user_id))

    def _present(self) -> set[str]:
        listed = self._members() | {self._client.user_id}
        return {user for room in self._client.rooms.values() for user in room.users if user in listed}

    def _due(self) -> set[str]:
        """Users who are new here or changed their devices; everybody when the pins were changed by another process."""
        if self._pins.reread():
            self._settled.clear()
        present = self._present()
        for gone in self._standing.keys() - present:
            del self._standing[gone]
        self._settled &= present
        changed = self._client.olm.users_for_key_query & present
        self._client.olm.users_for_key_query.clear()  # strangers' keys are never used
        self._settled -= changed
        return present - self._settled

    async def _ask(self, users: set[str]) -> None:
        answer = await self._client.call("POST", ["keys", "query"], {"device_keys": {user: [] for user in users}})
        devices = {user: _well_formed(user, answer.get("device_keys", {}).get(user, {})) for user in users}
        response = KeysQueryResponse.from_dict({"device_keys": devices, "failures": {}})
        if isinstance(response, ErrorResponse):
            raise CallError(200, "M_BAD_JSON")
        self._revive(devices)
        changed_meanwhile = set(self._client.olm.users_for_key_query)
        await self._client.receive_response(response)
        self._client.olm.users_for_key_query |= changed_meanwhile
        for user in users:
            self._apply(user, devices[user], answer)
            if user in answer.get("device_keys", {}) or not answer.get("failures"):
                self._settled.add(user)

    def _revive(self, devices: dict[str, dict[str, Any]]) -> None:
        """When a device was once missing from a response, nio considers it deleted permanently."""
        for user, shown in devices.items():
            for device in self._client.device_store[user].values():
                if device.deleted and device.id in shown and _same(device, shown[device.id]):
                    device.deleted = False

    def _apply(self, user: str, devices: dict[str, Any], answer: dict[str, Any]) -> None:
        master, self_signing = chain_of(user, answer)
        self._standing[user] = self._judge(user, master)
        for device in self._devices(user):
            payload = devices.get(device.id, {})
            signed = bool(self_signing) and is_signed(payload, user, str(self_signing)) and _same(device, payload)
            if self._standing[user] is DeviceStanding.VOUCHED and signed:
                self._client.verify_device(device)
            else:
                self._client.blacklist_device(device)

    def _judge(self, user: str, master: str | None) -> DeviceStanding:
        if master is None:
            return DeviceStanding.UNSIGNED
        if self._pins.judge(user, master) is PinVerdict.CHANGED:
            self._pins.offer(user, master)
            self.news.append((RoomFault(self._room_of(user), "identity_changed", user), master))
            return DeviceStanding.CHANGED
        if not self._pins.is_expected(user):
            self._pins.confirm(user, master)
            self.news.append((RoomFault(self._room_of(user), "pinned", user), master))
        return DeviceStanding.VOUCHED

    def _room_of(self, user: str) -> str:
        return next((room.room_id for room in self._client.rooms.values() if user in room.users), "")


def chain_of(user: str, answer: dict[str, Any]) -> tuple[str | None, str | None]:
    """The user's master and self-signing keys; both None unless the first has signed the second."""
    master = _public(user, "master", answer.get("master_keys", {}).get(user))
    self_signing = _public(user, "self_signing", answer.get("self_signing_keys", {}).get(user))
    if not master or not self_signing or not is_signed(answer["self_signing_keys"][user], user, master):
        return None, None
    return master, self_signing


def _public(user: str, usage: str, key: Any) -> str | None:
    try:
        (public,) = key["keys"].values()
        fits = key["user_id"] == user and usage in key["usage"] and list(key["keys"]) == [f"ed25519:{public}"]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return str(public) if fits else None


def _same(device: Any, payload: dict[str, Any]) -> bool:
    """Whether these are the keys that nio has; it keeps the old ones when a device's keys are replaced."""
    keys = payload["keys"]
    return bool(keys[f"ed25519:{device.id}"] == device.ed25519 and keys[f"curve25519:{device.id}"] == device.curve25519)


def _well_formed(user: str, devices: Any) -> dict[str, Any]:
    """nio fails on all devices when one is malformed, and anybody can upload a malformed one."""
    if not isinstance(devices, dict):
        return {}
    return {device: keys for device, keys in devices.items() if _is_well_formed(user, device, keys)}


def _is_well_formed(user: str, device: str, keys: Any) -> bool:
    with skip_malformed("device_dropped"):
        Ed25519PublicKey.from_base64(keys["keys"][f"ed25519:{device}"])
        Curve25519PublicKey.from_base64(keys["keys"][f"curve25519:{device}"])
        named = keys["user_id"] == user and keys["device_id"] == device
        parsed = isinstance(KeysQueryResponse.from_dict({"device_keys": {user: {device: keys}}}), KeysQueryResponse)
        return bool(named and parsed)
    return False
