"""An Inbound that lets the demo wait until the bot has handled an event."""

import asyncio
from dataclasses import dataclass, field

from retbot.ports import Inbound, Message, PollEnded, Reaction, RoomFault, Vote, Withdrawal


@dataclass(slots=True)
class WatchedInbound:
    """Passes everything on to `inbound`, and stores the event ids after the commit."""

    inbound: Inbound
    _ids: set[str] = field(default_factory=set)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def message(self, message: Message) -> None:
        await self.inbound.message(message)
        self._took(message.event_id)

    async def reaction(self, reaction: Reaction) -> None:
        await self.inbound.reaction(reaction)
        self._took(reaction.event_id)

    async def withdrawal(self, withdrawn: Withdrawal) -> None:
        await self.inbound.withdrawal(withdrawn)
        self._took(withdrawn.event_id)

    async def vote(self, vote: Vote) -> None:
        await self.inbound.vote(vote)
        self._took(vote.event_id)

    async def poll_ended(self, ended: PollEnded) -> None:
        await self.inbound.poll_ended(ended)
        self._took(ended.event_id)

    async def fault(self, fault: RoomFault) -> None:
        await self.inbound.fault(fault)

    async def took(self, event_id: str, seconds: float = 30) -> None:
        """Waits until the event was handled. Raises TimeoutError when that takes longer than `seconds`."""
        async with asyncio.timeout(seconds):
            while event_id not in self._ids:
                self._more.clear()
                await self._more.wait()

    def _took(self, event_id: str) -> None:
        self._ids.add(event_id)
        self._more.set()
