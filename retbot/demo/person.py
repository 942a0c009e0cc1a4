"""A person of the demo: a verified Matrix client that accepts invitations, talks and reads."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from nio import MegolmEvent
from nio.events import Event

from retbot.matrix import polls
from retbot.matrix.client.errors import must_succeed
from retbot.matrix.client.files import private_directory
from retbot.matrix.client.nio_client import Client
from retbot.matrix.trust.cross_signing import Identity, sign_own_device

PATIENCE = 20.0
POLL_MS = 5_000
SAFE_STATE: dict[str, dict[str, Any]] = {
    "m.room.encryption": {"algorithm": "m.megolm.v1.aes-sha2"},
    "m.room.history_visibility": {"history_visibility": "joined"},
    "m.room.guest_access": {"guest_access": "forbidden"},
}


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """One event of a room, as this person sees it."""

    event_id: str
    room_id: str
    sender: str
    event_type: str
    """The type after decryption."""
    wire: str
    """The type as sent."""
    sent_at: datetime
    content: dict[str, Any] = field(repr=False)

    @property
    def body(self) -> str | None:
        """None when it could not be decrypted or has no text; for a poll, the question with its options."""
        body = self.content.get("body", self.content.get(polls.TEXT))
        return body if isinstance(body, str) else None

    @property
    def thread(self) -> str | None:
        relation = self.content.get("m.relates_to", {})
        return relation.get("event_id") if relation.get("rel_type") == "m.thread" else None


class Person:
    """Use `async with Person(url, "anna", "geheim", directory) as anna:`, or call `start` and `stop`."""

    def __init__(self, homeserver: str, user: str, password: str, directory: Path) -> None:
        self.client = Client(homeserver, user, private_directory(directory), "person")
        self.events: list[SeenEvent] = []
        """In the order in which they arrived."""
        self.accepts = True
        self._password = password
        self._seeds = directory / "seeds.json"
        self._changed = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def user_id(self) -> str:
        return str(self.client.user_id)

    @property
    def device_id(self) -> str:
        return str(self.client.device_id)

    @property
    def identity(self) -> Identity:
        return Identity.kept_in(self._seeds)

    async def start(self, *, sign: bool = True) -> Self:
        """Logs in with a new device, cross-signs it unless `sign` is false, and starts reading."""
        must_succeed(await self.client.login(self._password, device_name="person"))
        if sign:
            await sign_own_device(self.client, self.identity, self._password)
        else:
            must_succeed(await self.client.keys_upload())
        await self._turn(0)
        self._loop = asyncio.create_task(self._read())
        return self

    async def stop(self) -> None:
        """Stops the client; the device stays logged in."""
        if self._loop:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop
        await self.client.close()

    async def pause(self) -> None:
        """Goes offline."""
        if self._loop:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop

    async def create_room(
        self,
        invite: Sequence[str] = (),
        *,
        power: int = 50,
        direct: bool = False,
        state: dict[str, dict[str, Any]] | None = None,
    ) -> str:
        """Makes an encrypted room that can be joined by invitation only. The invited people get this power level.
        `state` replaces parts of the initial state; an empty content leaves that part out."""
        initial = SAFE_STATE | (state or {})
        body = {
            "preset": "private_chat",
            "invite": list(invite),
            "is_direct": direct,
            "initial_state": [
                {"type": event_type, "content": content} for event_type, content in initial.items() if content
            ],
            "power_level_content_override": {"users": dict.fromkeys(invite, power)},
        }
        room_id = str((await self.client.call("POST", ["createRoom"], body))["room_id"])
        await self.until(lambda: room_id in self.client.rooms)
        return room_id

    async def say(self, room_id: str, text: str, *, thread: str | None = None, **content: Any) -> str:
        """Returns the event id. `content` adds to the event's content or replaces parts of it, such as `msgtype` and
        `m.relates_to`."""
        relation = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True} if thread else None
        whole = {"msgtype": "m.text", "body": text} | ({"m.relates_to": relation} if relation else {}) | content
        return await self.put(room_id, "m.room.message", whole)

    async def react(self, room_id: str, target: str, emoji: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": target, "key": emoji}
        return await self.put(room_id, "m.reaction", {"m.relates_to": relation})

    async def vote(self, room_id: str, poll: str, answers: Sequence[str]) -> str:
        """`poll` is the id of the event that opened the poll, `answers` are ids of its options."""
        relation = {"rel_type": "m.reference", "event_id": poll}
        return await self.put(
            room_id, polls.RESPONSE, {polls.RESPONSE: {"answers": list(answers)}, "m.relates_to": relation}
        )

    async def redact(self, room_id: str, target: str) -> None:
        await self.client.call("PUT", ["rooms", room_id, "redact", target, secrets.token_hex(8)], {})

    async def put(self, room_id: str, event_type: str, content: dict[str, Any]) -> str:
        """Sends an event, encrypted when the room is."""
        if self.client.should_query_keys:
            must_succeed(await self.client.keys_query())
        sent = await self.client.room_send(room_id, event_type, content, ignore_unverified_devices=True)
        return str(must_succeed(sent).event_id)

    async def leave(self, room_id: str) -> None:
        await self.client.call("POST", ["rooms", room_id, "leave"], {})

    async def invite(self, room_id: str, user_id: str) -> None:
        await self.client.call("POST", ["rooms", room_id, "invite"], {"user_id": user_id})

    async def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
        async with asyncio.timeout(seconds):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def _read(self) -> None:
        while True:
            await self._turn(POLL_MS)

    async def _turn(self, timeout_ms: int) -> None:
        response = must_succeed(await self.client.sync(timeout_ms, {"room": {"timeline": {"limit": 100}}}))
        for room_id, info in response.rooms.join.items():
            self.events += [_seen_event(event, room_id) for event in info.timeline.events if isinstance(event, Event)]
        if self.accepts:
            for room_id in response.rooms.invite:
                await self.client.call("POST", ["rooms", room_id, "join"], {})
        await self._upkeep()
        self._changed.set()

    async def _upkeep(self) -> None:
        await self.client.send_to_device_messages()
        if self.client.should_upload_keys:
            must_succeed(await self.client.keys_upload())
        if self.client.should_query_keys:
            must_succeed(await self.client.keys_query())
        if self.client.should_claim_keys:
            await self.client.keys_claim(self.client.get_users_for_key_claiming())


def _seen_event(event: Event, room_id: str) -> SeenEvent:
    unread = isinstance(event, MegolmEvent)
    return SeenEvent(
        event_id=event.event_id,
        room_id=room_id,
        sender=event.sender,
        event_type=event.source["type"],
        wire="m.room.encrypted" if unread or event.decrypted else event.source["type"],
        sent_at=datetime.fromtimestamp(event.server_timestamp / 1000, UTC),
        content={} if unread else event.source.get("content", {}),
    )
