"""A person of the demo who also does what only the tests ask for."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from retbot.demo import person
from retbot.demo.person import PATIENCE, SeenEvent
from retbot.matrix.trust.cross_signing import publish, sign_own_device


class Person(person.Person):
    def resume(self) -> None:
        self._loop = asyncio.create_task(self._read())

    async def change_identity(self) -> str:
        """Resets the cross-signing keys, as somebody does who lost all devices; returns the new master key."""
        self._seeds.unlink(missing_ok=True)
        await publish(self.client, self.identity, self._password)
        await sign_own_device(self.client, self.identity, self._password)
        return self.identity.master.public

    async def edit(self, room_id: str, event_id: str, text: str) -> str:
        relation = {"rel_type": "m.replace", "event_id": event_id}
        new = {"msgtype": "m.text", "body": text}
        return await self.put(
            room_id, "m.room.message", new | {"body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
        )

    async def put_in_the_clear(self, room_id: str, kind: str, content: dict[str, Any]) -> str:
        """Sends an event as it is, also into an encrypted room."""
        path = ["rooms", room_id, "send", kind, secrets.token_hex(8)]
        return str((await self.client.call("PUT", path, content))["event_id"])

    async def hears(self, fits: Callable[[SeenEvent], bool], seconds: float = PATIENCE) -> SeenEvent:
        """The first event, past or coming, that fits; TimeoutError when none does."""
        await self.until(lambda: any(fits(seen) for seen in self.events), seconds)
        return next(seen for seen in self.events if fits(seen))

    async def hears_text(self, text: str, seconds: float = PATIENCE) -> SeenEvent:
        return await self.hears(lambda seen: seen.body is not None and text in seen.body, seconds)
