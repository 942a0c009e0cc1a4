"""Answers `doctor` in the chat: examines the installation beside the running bot, and says what it found."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from retbot.domain.errors import Arg
from retbot.logs import where
from retbot.ports import Channel, Clock, Post, Storage
from retbot.wording.replies.overzicht import doctor as say

log = structlog.get_logger()

NOTE = "doctor"
"""Who waits for an answer: the room, and the event that asked."""


class Examination(Protocol):
    """What must be mended, and what is useful to know."""

    @property
    def faults(self) -> Sequence[str]: ...
    @property
    def remarks(self) -> Sequence[str]: ...


Examine = Callable[[], Awaitable[Examination]]


@dataclass(slots=True)
class Doctor:
    """The examination takes up to two minutes, so it happens outside the transaction of the command. What waits for it
    is in the store, and is answered after a restart too."""

    storage: Storage
    clock: Clock
    examine: Examine
    poke: Callable[[], None]
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something may have been asked."""

    async def run(self) -> None:
        while True:
            try:
                await self.answer()
            except Exception as error:
                log.warning("doctor_failed", error=type(error).__name__, where=where(error))
            await self.bell.wait()
            self.bell.clear()

    async def answer(self) -> None:
        async with self.storage.begin() as work:
            waiting = await work.notes.get(NOTE)
        if waiting is None:
            return
        room, _, event = waiting.partition(" ")
        try:
            found = await self.examine()
            said = say.doctor_bevindingen.name
            args: dict[str, Arg] = {"fouten": list(found.faults), "opmerkingen": list(found.remarks)}
        except Exception as error:
            log.warning("doctor_failed", error=type(error).__name__, where=where(error))
            said, args = say.doctor_mislukt.name, {}
        post = Post(f"doctor:{event}", Channel.ROOM, said, args, room_id=room, is_answer=True)
        async with self.storage.begin() as work:
            await work.outbox.put(post, self.clock.now())
            if await work.notes.get(NOTE) == waiting:
                await work.notes.set(NOTE, None)
        self.poke()
