"""Sends the bot's messages: encrypted (but for `refuse_room`), once for each key, one at a time per room."""

import asyncio
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from nio import Api, MessageDirection

from retbot.matrix import attachments
from retbot.matrix.client.errors import in_words_of_the_port, must_succeed, wait_until_connected
from retbot.matrix.client.nio_client import CallError, Client
from retbot.matrix.markup import format_text, in_thread
from retbot.matrix.polls import kind_and_content
from retbot.matrix.trust.devices import Trust
from retbot.matrix.trust.room_keys import RoomKeys
from retbot.ports import Attachment, Outgoing, OutgoingPoll, OutgoingPollEnd, RoomShut, SendFailed, WireId, WireIds

KEY = "nl.retbot.key"
PINNED = "m.room.pinned_events"
PADDING = "nl.retbot.padding"
STEPS = (4_096, 8_192, 16_384, 32_768, 44_000)
"""The sizes of what is encrypted, in bytes, so that a size does not tell what kind of message it is. The last is the
largest that fits into an event."""
LOOK_BACK = timedelta(days=14)
PAGE = 100
MOST_PAGES = 50
NOT_HERE = "Ik werk niet in deze kamer: hij is niet versleuteld."


class EventSender:
    def __init__(self, client: Client, trust: Trust, ready: asyncio.Event, ids: WireIds) -> None:
        self._client = client
        self._ids = ids
        self._trust = trust
        self._room_keys = RoomKeys(client, trust)
        self._ready = ready
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, outgoing: Outgoing, key: str) -> str:
        return await self._send_encrypted(outgoing.room_id, "m.room.message", content_of(outgoing), key)

    async def poll(self, poll: OutgoingPoll | OutgoingPollEnd, key: str) -> str:
        return await self._send_encrypted(poll.room_id, *kind_and_content(poll), key)

    async def attach(self, attachment: Attachment, key: str) -> str:
        with in_words_of_the_port():
            await self._encrypted_room(attachment.room_id)
            file = await attachments.upload(self._client, attachment)
        return await self._send_encrypted(
            attachment.room_id, "m.room.message", attachments.content_of(attachment, file), key
        )

    async def send_verification(self, room_id: str, event_type: str, content: dict[str, Any], key: str) -> str:
        """`content` is that of a step of a verification: names of algorithms, public keys, MACs."""
        return await self._send_encrypted(room_id, event_type, content, key)

    async def _send_encrypted(self, room_id: str, event_type: str, content: dict[str, Any], key: str) -> str:
        with in_words_of_the_port():
            room = await self._encrypted_room(room_id)
            async with self._turns[room_id]:
                await self._room_keys.prepare(room)
                whole = fill_up(event_type, content | {KEY: key})
                response = await self._client.send_encrypted(room_id, event_type, whole, self._id(key))
            return str(must_succeed(response).event_id)

    async def find(self, room_id: str, key: str) -> str | None:
        with in_words_of_the_port():
            room = await self._encrypted_room(room_id)
            oldest = (datetime.now(UTC) - LOOK_BACK).timestamp() * 1000
            start = None
            for _ in range(MOST_PAGES):
                page = must_succeed(
                    await self._client.room_messages(room.room_id, start, None, MessageDirection.back, PAGE)
                )
                for event in page.chunk:
                    if self._is_own(event, room_id) and event.source["content"].get(KEY) == key:
                        return str(event.event_id)
                start = page.end
                if not page.chunk or not start or getattr(page.chunk[-1], "server_timestamp", oldest) < oldest:
                    break
            return None

    async def react(self, room_id: str, target: str, emoji: str, key: str) -> None:
        relation = {"rel_type": "m.annotation", "event_id": target, "key": emoji}
        with in_words_of_the_port():
            try:
                await self._client.put_event(room_id, "m.reaction", {"m.relates_to": relation}, self._id(key))
            except CallError as refusal:
                if refusal.code != "M_DUPLICATE_ANNOTATION":
                    raise

    async def redact(self, room_id: str, target: str, key: str) -> bool:
        with in_words_of_the_port():
            try:
                await self._client.redact_event(room_id, target, self._id(key))
            except CallError as refusal:
                if refusal.status != 403:
                    raise
                return False
        return True

    async def pin(self, room_id: str, target: str, unpin: tuple[str, ...]) -> bool:
        with in_words_of_the_port():
            await self._room(room_id)
            path = ["rooms", room_id, "state", PINNED, ""]
            try:
                pinned = (await self._client.call("GET", path)).get("pinned", [])
            except CallError as refusal:
                if refusal.status != 404:
                    raise
                pinned = []
            wanted = [one for one in pinned if one not in {target, *unpin}] + [target]
            try:
                await self._client.call("PUT", path, {"pinned": wanted})
            except CallError as refusal:
                if refusal.status != 403:
                    raise
                return False
        return True

    async def listeners(self, room_id: str) -> frozenset[str]:
        with in_words_of_the_port():
            room = await self._room(room_id)
            return frozenset(device.user_id for device in self._trust.receivers(room.users)) - {self._client.user_id}

    async def refuse_room(self, room_id: str) -> None:
        """Says unencrypted that the bot does not work in a room without encryption. Besides this sentence only the
        cancellation of a stranger's verification is sent unencrypted (trust/verification.py)."""
        with in_words_of_the_port():
            room = await self._room(room_id)
            if not room.encrypted:
                content = {"msgtype": "m.notice", "body": NOT_HERE, "m.mentions": {}}
                await self._client.put_event(room_id, "m.room.message", content, self._id(f"refuse {room_id}"))

    def _id(self, key: str) -> WireId:
        return self._ids.of("event", key)

    async def _encrypted_room(self, room_id: str) -> Any:
        room = await self._room(room_id)
        if not room.encrypted:
            raise RoomShut("the room is not encrypted")
        return room

    async def _room(self, room_id: str) -> Any:
        """The room according to the first sync; raises SendFailed while there has been none."""
        await wait_until_connected(self._ready)
        if room := self._client.rooms.get(room_id):
            return room
        joined = (await self._client.call("GET", ["joined_rooms"]))["joined_rooms"]
        raise (SendFailed if room_id in joined else RoomShut)("the bot is not in this room")

    def _is_own(self, event: Any, room_id: str) -> bool:
        """Whether one of the bot's signed devices sent this; the sender's name alone comes from the homeserver."""
        if getattr(event, "sender", "") != self._client.user_id or not event.decrypted:
            return False
        own_key = self._client.olm.account.identity_keys["curve25519"]
        doubt = self._trust.doubt(event.sender, event.sender_key, room_id, event.session_id)
        return event.sender_key == own_key or doubt is None


def fill_up(event_type: str, content: dict[str, Any]) -> dict[str, Any]:
    """The content, made as long as the next step; unfilled when it is longer than the last one."""
    filled = content | {PADDING: ""}
    size = len(Api.to_json({"content": filled, "type": event_type}))
    return (
        filled | {PADDING: "0" * (min(step for step in STEPS if step >= size) - size)} if size <= STEPS[-1] else content
    )


def content_of(outgoing: Outgoing) -> dict[str, Any]:
    return _edit_of(outgoing) if outgoing.replaces else _message_of(outgoing)


def _edit_of(outgoing: Outgoing) -> dict[str, Any]:
    """An edit notifies nobody. Clients that do not know edits show its first line, marked with an asterisk."""
    new = _message_of(replace(outgoing, thread=None, rings=()))
    return {
        "msgtype": "m.notice",
        "body": f"* {new['body'].splitlines()[0]}",
        "m.new_content": new,
        "m.mentions": {},
        "m.relates_to": {"rel_type": "m.replace", "event_id": outgoing.replaces},
    }


def _message_of(outgoing: Outgoing) -> dict[str, Any]:
    said = format_text(outgoing.text, outgoing.rings)
    content: dict[str, Any] = {"msgtype": "m.text" if outgoing.rings else "m.notice", "body": said.body}
    content["m.mentions"] = {"user_ids": list(outgoing.rings)} if outgoing.rings else {}
    if said.html is not None:
        content |= {"format": "org.matrix.custom.html", "formatted_body": said.html}
    if outgoing.thread:
        content["m.relates_to"] = in_thread(outgoing.thread)
    return content
