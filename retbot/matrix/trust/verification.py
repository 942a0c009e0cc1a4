"""Answers whoever clicks "Verify" on the bot, in a room or between devices: with emoji, and never before a person has
confirmed that both sides show the same ones."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from retbot.logs import where
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.trust.comparison import Comparison
from retbot.matrix.trust.cross_signing import Identity
from retbot.matrix.trust.devices import Members, Trust
from retbot.matrix.trust.pins import Pins
from retbot.matrix.trust.sas import METHOD, Mismatch, Party, SasExchange
from retbot.matrix.trust.withheld_notices import ALL_DEVICES
from retbot.ports import Inbound, RoomFault, SendFailed, SendRefused

log = structlog.get_logger()

PREFIX = "m.key.verification."
REQUEST = f"{PREFIX}request"
CANCEL = f"{PREFIX}cancel"
LONGEST = timedelta(minutes=10)
"""After this the specification counts a request as over."""
_MOST_AHEAD = timedelta(minutes=5)
_LOOK_SECONDS = 1.0
_UNKNOWN = ("start", "key", "mac")
"""Whoever sends these for a transaction that we do not know waits for an answer."""

SendInRoom = Callable[[str, str, dict[str, Any], str], Awaitable[object]]


class Verifications:
    """`comparison` is where a person confirms the emoji; `send` sends encrypted to a room. One at a time for each
    person."""

    def __init__(
        self,
        client: Client,
        trust: Trust,
        pins: Pins,
        identity: Identity,
        members: Members,
        comparison: Comparison,
        send: SendInRoom,
        inbound: Inbound,
    ) -> None:
        self._client = client
        self._trust = trust
        self._pins = pins
        self._identity = identity
        self._members = members
        self._comparison = comparison
        self._send = send
        self._inbound = inbound
        self._open: dict[str, SasExchange] = {}
        self._looking: asyncio.Task[None] | None = None

    async def take(self, source: Mapping[str, Any], room_id: str | None = None) -> None:
        """An event of a room, or between devices. Clients do not encrypt them, so it may be of anybody: what protects a
        verification are the emoji and the MACs. Never raises for what others sent."""
        content = _content(source)
        name = "request" if content.get("msgtype") == REQUEST else str(source.get("type")).removeprefix(PREFIX)
        transaction = _target(content) if room_id else str(content.get("transaction_id"))
        if room_id and name == "request":
            transaction = str(source.get("event_id"))
        try:
            await self._take(name, source, transaction, room_id)
        except (CallError, SendFailed, SendRefused) as error:
            log.warning("verification_failed", error=type(error).__name__)
            self._open.pop(transaction, None)

    async def close(self) -> None:
        """What was under way is lost; the other side is told when it goes on."""
        if self._looking:
            self._looking.cancel()
            await asyncio.wait([self._looking])
        self._comparison.clear()

    async def _take(self, name: str, source: Mapping[str, Any], transaction: str, room_id: str | None) -> None:
        sender, content = str(source.get("sender")), _content(source)
        exchange = self._open.get(transaction)
        if name == "request":
            await self._request(source, transaction, room_id)
        elif exchange and exchange.theirs.user == sender:
            await self._go_on(exchange, name, content)
        elif name in _UNKNOWN:
            listed = sender in self._members()
            code = "m.unknown_transaction" if listed else "m.user"
            device = str(content.get("from_device", ALL_DEVICES))
            await self._cancel(sender, device, transaction, room_id, code, encrypted=listed)

    async def _request(self, source: Mapping[str, Any], transaction: str, room_id: str | None) -> None:
        sender, content = str(source.get("sender")), _content(source)
        if room_id and content.get("to") != self._client.user_id:
            return
        if not _is_recent(source if room_id else content, "origin_server_ts" if room_id else "timestamp"):
            return
        device = str(content.get("from_device"))
        theirs = await self._party(sender, device)
        methods = content.get("methods")
        if theirs is None or not isinstance(methods, list) or METHOD not in methods:
            code = "m.user" if theirs is None else "m.unknown_method"
            await self._cancel(sender, device, transaction, room_id, code, encrypted=theirs is not None)
            return
        for other in [one for one in self._open.values() if one.theirs.user == sender]:
            await self._end(other, "m.user")
        exchange = SasExchange(self._ours(), theirs, transaction, room_id, datetime.now(UTC))
        self._open[transaction] = exchange
        await self._answer(exchange, "ready", {"from_device": self._client.device_id, "methods": [METHOD]})

    async def _go_on(self, exchange: SasExchange, name: str, content: Mapping[str, Any]) -> None:
        try:
            if name == "start":
                await self._answer(exchange, "accept", exchange.accept(content))
            elif name == "key":
                await self._answer(exchange, "key", exchange.share(content))
                await self._show(exchange)
            elif name == "mac":
                exchange.their_mac = content
                await self._finish(exchange)
            elif name in {"cancel", "done"}:
                self._forget(exchange)
        except Mismatch as mismatch:
            await self._end(exchange, mismatch.code)

    async def _show(self, exchange: SasExchange) -> None:
        user = exchange.theirs.user
        self._comparison.show(user, exchange.transaction, exchange.emoji)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_for_answers())
        fault = RoomFault(exchange.room_id or "", "verification", user, exchange.emoji)
        try:
            await self._inbound.take(fault)
        except Exception as error:
            # The terminal shows them too.
            log.warning("inbound_failed", kind=fault.type, error=type(error).__name__, where=where(error))

    async def _look_for_answers(self) -> None:
        """Until nothing waits any more; a person answers in another process."""
        while waiting := [one for one in self._open.values() if one.emoji and not one.is_equal]:
            for exchange in waiting:
                with suppress(CallError, SendFailed, SendRefused):
                    await self._look(exchange)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _look(self, exchange: SasExchange) -> None:
        answer = self._comparison.answer(exchange.transaction)
        if answer is None and datetime.now(UTC) - exchange.since < LONGEST:
            return
        if not answer:
            await self._end(exchange, "m.timeout" if answer is None else "m.mismatched_sas")
            return
        exchange.is_equal = True
        try:
            await self._answer(exchange, "mac", exchange.vouch())
            await self._finish(exchange)
        except Mismatch as mismatch:
            await self._end(exchange, mismatch.code)

    async def _finish(self, exchange: SasExchange) -> None:
        """Once both sides have vouched."""
        if exchange.is_equal and exchange.their_mac is not None:
            exchange.must_vouch()
            await self._answer(exchange, "done", {})
            self._forget(exchange)
            log.info("identity_verified")

    async def _end(self, exchange: SasExchange, code: str) -> None:
        self._forget(exchange)
        theirs = exchange.theirs
        await self._cancel(theirs.user, theirs.device, exchange.transaction, exchange.room_id, code, encrypted=True)

    def _forget(self, exchange: SasExchange) -> None:
        self._open.pop(exchange.transaction, None)
        self._comparison.forget(exchange.transaction)

    async def _answer(self, exchange: SasExchange, name: str, content: dict[str, Any]) -> None:
        theirs, transaction = exchange.theirs, exchange.transaction
        if exchange.room_id is None:
            await self._to_device(theirs.user, theirs.device, name, content | {"transaction_id": transaction})
            return
        whole = content | {"m.relates_to": {"rel_type": "m.reference", "event_id": transaction}}
        await self._send(exchange.room_id, f"{PREFIX}{name}", whole, f"verify {transaction} {name}")

    async def _cancel(
        self, user: str, device: str, transaction: str, room_id: str | None, code: str, *, encrypted: bool
    ) -> None:
        """Whoever gets no key of the room could not read an encrypted cancellation, and would wait; it tells nothing
        but its code."""
        content: dict[str, Any] = {"code": code, "reason": "retbot"}
        log.info("verification_cancelled", kind=code)
        if room_id is None:
            await self._to_device(user, device, "cancel", content | {"transaction_id": transaction})
            return
        content["m.relates_to"] = {"rel_type": "m.reference", "event_id": transaction}
        if encrypted:
            await self._send(room_id, CANCEL, content, f"verify {transaction} cancel")
        else:
            path = ["rooms", room_id, "send", CANCEL, uuid.uuid4().hex]
            await self._client.call("PUT", path, content)

    async def _to_device(self, user: str, device: str, name: str, content: dict[str, Any]) -> None:
        path = ["sendToDevice", f"{PREFIX}{name}", uuid.uuid4().hex]
        await self._client.call("PUT", path, {"messages": {user: {device: content}}})

    def _ours(self) -> Party:
        client, master = self._client, self._identity.master.public
        device_key = client.olm.account.identity_keys["ed25519"]
        keys = {f"ed25519:{client.device_id}": device_key, f"ed25519:{master}": master}
        return Party(client.user_id, client.device_id, keys)

    async def _party(self, user: str, device_id: str) -> Party | None:
        """The device that asks, with the identity that is pinned; None when it is not trusted."""
        if user not in self._members():
            return None
        await self._trust.settle(also=user)
        device = self._trust.trusted_device(user, device_id)
        master = self._pins.pin_of(user)
        if device is None or master is None:
            return None
        return Party(user, device_id, {f"ed25519:{device_id}": device.ed25519, f"ed25519:{master}": master})


def is_verification(source: Mapping[str, Any]) -> bool:
    content = source.get("content")
    is_request = isinstance(content, dict) and content.get("msgtype") == REQUEST
    return is_request or str(source.get("type")).startswith(PREFIX)


def _content(source: Mapping[str, Any]) -> Mapping[str, Any]:
    content = source.get("content")
    return content if isinstance(content, dict) else {}


def _target(content: Mapping[str, Any]) -> str:
    relation = content.get("m.relates_to")
    return str(relation.get("event_id")) if isinstance(relation, dict) else ""


def _is_recent(holder: Mapping[str, Any], name: str) -> bool:
    stamp = holder.get(name)
    if not isinstance(stamp, int):
        return False
    age = datetime.now(UTC) - datetime.fromtimestamp(min(max(stamp, 0), 253_402_300_799_000) / 1000, UTC)
    return -_MOST_AHEAD < age < LONGEST
