"""Does what is due: reminders, the work of the morning, and sending the outbox."""

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
from retbot.scheduling.live_messages import LiveMessages
from retbot.scheduling.morning import greet
from retbot.scheduling.reminders import give_due
from retbot.scheduling.retention import Keeper

BATCH = 50
"""Reminders per transaction; small, so that a command never waits long."""


@dataclass(frozen=True, slots=True)
class Waker:
    """Has no timer itself: its caller decides when to call `run_due`."""

    storage: Storage
    clock: Clock
    team: Callable[[], Team]
    sender: RoomSender
    courier: Courier
    messages: LiveMessages | None = None
    """None where there is no board, as in most tests."""

    async def run_due(self) -> None:
        """Does everything that is due now, and everything that results from it."""
        while await self._work_and_mail() or await self.sender.drain():
            pass

    async def _work_and_mail(self) -> bool:
        """All reminders of a morning come before the mails, which combine them, and the mails before the digest, which
        says who got mail."""
        put = [await self._remind(), await self._greet(), await self._keep(_breathe), await self._update()]
        return await self.courier.drain() or any(put)

    async def run_rooms(self) -> bool:
        """Everything except mail, so that a hanging mail server delays no room. Returns whether there was anything.
        Waiting messages are sent first, also between batches of reminders, because one may be the answer to a
        command."""
        busy = await self.sender.drain()
        while await self._remind_some():
            busy = await self.sender.drain() or busy
        put = [await self._greet(), await self._keep(self.sender.drain), await self._update()]
        if any(put):
            await self.sender.drain()
        return busy or any(put)

    async def run_mail(self) -> bool:
        """Reminders that are due come first, so that one mail combines them."""
        await self._remind()
        return await self.courier.drain()

    async def next_instant(self) -> datetime:
        """When there may be something to do next."""
        team, now = self.team(), self.clock.now()
        morning = next_morning(now, team.kalender, team.morning)
        async with self.storage.begin() as work:
            due = await work.next_moment()
        return min(morning, due) if due else morning

    async def _remind(self) -> bool:
        """In batches with a transaction each, so that new messages do not have to wait."""
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

    async def _update(self) -> bool:
        return await self.messages.run() if self.messages else False

    async def _keep(self, between: Callable[[], Awaitable[object]]) -> bool:
        return await Keeper(self.storage, self.clock, self.team, between).run()


async def _breathe() -> None:
    """Lets other tasks run."""
    await asyncio.sleep(0)
