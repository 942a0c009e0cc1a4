"""An Inbound that lets the demo wait until the bot has handled an event."""

import asyncio
from dataclasses import dataclass, field

from retbot.ports import Inbound, RoomEvent, RoomFault


@dataclass(slots=True)
class WatchedInbound:
    """Passes everything on to `inbound`, and stores the event ids after the commit."""

    inbound: Inbound
    _ids: set[str] = field(default_factory=set)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, event: RoomEvent) -> None:
        await self.inbound.take(event)
        if not isinstance(event, RoomFault):
            self._ids.add(event.event_id)
            self._more.set()

    async def took(self, event_id: str, seconds: float = 30) -> None:
        """Waits until the event was handled. Raises TimeoutError when that takes longer than `seconds`."""
        async with asyncio.timeout(seconds):
            while event_id not in self._ids:
                self._more.clear()
                await self._more.wait()
