"""Does what is due: reminders, the morning's work, and what waits in the outbox."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from retbot.domain.team import Team
from retbot.domain.termijnen.reminders import next_morning
from retbot.ports import Clock, Storage
from retbot.scheduling.convenanten import notice_covenant
from retbot.scheduling.delivery.courier import Courier
from retbot.scheduling.delivery.sender import RoomSender
from retbot.scheduling.morning import greet
from retbot.scheduling.reminders import give_due
from retbot.scheduling.retention import Keeper

BATCH = 50
"""Reminders in one transaction: as many as keep a command waiting for no more than a moment."""


@dataclass(frozen=True, slots=True)
class Waker:
    """Knows no alarm: whoever steps the clock calls `run_due` himself."""

    storage: Storage
    clock: Clock
    team: Callable[[], Team]
    sender: RoomSender
    courier: Courier

    async def run_due(self) -> None:
        """Everything that is due now, and everything that follows from it."""
        while await self._work_and_mail() or await self.sender.drain():
            pass

    async def _work_and_mail(self) -> bool:
        """All reminders of a morning before the mails, which gather them; the mails before the digest, which tells who
        was mailed."""
        put = [await self._remind(), await self._greet(), await self._keep(_breathe)]
        return await self.courier.drain() or any(put)

    async def run_rooms(self) -> bool:
        """All but the mail, so that a mail server that hangs keeps no room waiting. Whether there was anything.
        What waits goes first, also between reminders that are many: it may be the answer to a command."""
        busy = await self.sender.drain()
        while await self._remind_some():
            busy = await self.sender.drain() or busy
        greeted, kept = await self._greet(), await self._keep(self.sender.drain)
        if greeted or kept:
            await self.sender.drain()
        return busy or greeted or kept

    async def run_mail(self) -> bool:
        """What is due to be reminded of comes first: one mail gathers it."""
        await self._remind()
        return await self.courier.drain()

    async def next_instant(self) -> datetime:
        """When there may be something to do again."""
        team, now = self.team(), self.clock.now()
        morning = next_morning(now, team.kalender, team.morning)
        async with self.storage.begin() as work:
            due = await work.next_moment()
        return min(morning, due) if due else morning

    async def _remind(self) -> bool:
        """In batches, each in a transaction of its own: what comes in meanwhile is not kept waiting."""
        busy = False
        while await self._remind_some():
            busy = True
            await asyncio.sleep(0)
        return busy

    async def _remind_some(self) -> int:
        async with self.storage.begin() as work:
            return await give_due(work, self.team(), self.clock.now(), BATCH)

    async def _greet(self) -> bool:
        async with self.storage.begin() as work:
            team, now = self.team(), self.clock.now()
            changed = await notice_covenant(work, team, now)
            return await greet(work, team, now) or changed

    async def _keep(self, between: Callable[[], Awaitable[object]]) -> bool:
        return await Keeper(self.storage, self.clock, self.team, between).run()


async def _breathe() -> None:
    """Lets go what else is to run."""
    await asyncio.sleep(0)
