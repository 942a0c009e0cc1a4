"""The encrypted room of the bot and one person."""

import asyncio
import time
from typing import Any

from nio import RoomPreset

from retbot.matrix.client.errors import in_words_of_the_port, must_succeed, wait_until_connected
from retbot.matrix.client.nio_client import CallError, Client

LIST = "m.direct"
STATE = (
    {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}},
    {"type": "m.room.history_visibility", "state_key": "", "content": {"history_visibility": "joined"}},
    {"type": "m.room.guest_access", "state_key": "", "content": {"guest_access": "forbidden"}},
)


AGAIN_SECONDS = 24 * 3600.0
"""Somebody who declines is invited again after this time at the earliest."""


class DirectRooms:
    def __init__(self, client: Client, ready: asyncio.Event) -> None:
        self._client = client
        self._ready = ready
        self._turn = asyncio.Lock()
        self._made_at: dict[str, float] = {}
        self.making = False
        """Set while a room is being created: the homeserver sends its events one by one, so for a moment its settings
        seem to be missing."""

    async def with_person(self, user_id: str) -> str | None:
        """See ports.Room.direct."""
        with in_words_of_the_port():
            await wait_until_connected(self._ready)
            async with self._turn:
                listed = await self._fetch_list()
                rooms = [room for room_id in listed.get(user_id, []) if (room := self._usable(room_id, user_id))]
                if not rooms and self._may_make(user_id):
                    await self._make(user_id, listed)
                return next((str(room.room_id) for room in rooms if not room.users[user_id].invited), None)

    async def note(self, user_id: str, room_id: str) -> None:
        """Records that this room, created by the person, is the direct room."""
        async with self._turn:
            await self._list(user_id, room_id, await self._fetch_list())

    def _usable(self, room_id: str, user_id: str) -> Any:
        room = self._client.rooms.get(room_id)
        fits = room and room.encrypted and set(room.users) == {self._client.user_id, user_id}
        return room if fits else None

    def _may_make(self, user_id: str) -> bool:
        return time.monotonic() - self._made_at.get(user_id, -AGAIN_SECONDS) >= AGAIN_SECONDS

    async def _make(self, user_id: str, listed: dict[str, list[str]]) -> None:
        preset = RoomPreset.trusted_private_chat
        self.making = True
        try:
            made = await self._client.room_create(is_direct=True, preset=preset, invite=[user_id], initial_state=STATE)
        finally:
            self.making = False
        room_id = must_succeed(made).room_id
        self._made_at[user_id] = time.monotonic()
        await self._list(user_id, room_id, listed)

    async def _list(self, user_id: str, room_id: str, listed: dict[str, list[str]]) -> None:
        others = [other for other in listed.get(user_id, []) if other != room_id]
        await self._client.call("PUT", self._path(), listed | {user_id: [room_id, *others]})

    async def _fetch_list(self) -> dict[str, list[str]]:
        try:
            return await self._client.call("GET", self._path())
        except CallError as refusal:
            if refusal.status != 404:
                raise
            return {}

    def _path(self) -> list[str]:
        return ["user", self._client.user_id, "account_data", LIST]
