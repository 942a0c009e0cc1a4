"""A bot with a handler of its own, and people around it, for the tests of the Matrix layer."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from retbot.matrix.client.session import Account
from retbot.matrix.connection import Connection
from retbot.ports import Message, Outgoing, PollEnded, Reaction, RoomEvent, RoomFault, Vote, Withdrawal
from tests.real.person import Person

PATIENCE = 20.0


@dataclass
class Notebook:
    """Writes down what it is brought and answers !ping; implements ports.Inbound."""

    messages: list[Message] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    ends: list[PollEnded] = field(default_factory=list)
    faults: list[RoomFault] = field(default_factory=list)
    joined: list[RoomFault] = field(default_factory=list)
    """The rooms that the bot came into, each with who invited it."""
    connection: Connection | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, event: RoomEvent) -> None:
        match event:
            case Message():
                await self._message(event)
            case Reaction():
                self._add(self.reactions, event)
            case Withdrawal():
                self._add(self.withdrawals, event)
            case Vote():
                self._add(self.votes, event)
            case PollEnded():
                self._add(self.ends, event)
            case RoomFault():
                self._add(self.joined if event.type == "joined" else self.faults, event)

    async def _message(self, message: Message) -> None:
        self._add(self.messages, message)
        if self.connection and message.doubt is None and message.body.startswith("!ping"):
            pong = Outgoing(message.room_id, "**pong**" + message.body[5:], message.thread)
            await self.connection.send(pong, f"reply {message.event_id}")

    async def until(self, holds: Callable[[], Any], seconds: float = PATIENCE) -> None:
        async with asyncio.timeout(seconds):
            while not holds():
                self.changed.clear()
                await self.changed.wait()

    async def reads(self, event_id: str) -> Message:
        await self.until(lambda: any(message.event_id == event_id for message in self.messages))
        return next(message for message in self.messages if message.event_id == event_id)

    async def hears_of(self, kind: str, user_id: str | None = None) -> RoomFault:
        def fits(fault: RoomFault) -> bool:
            return fault.type == kind and user_id in (None, fault.user_id)

        await self.until(lambda: any(fits(fault) for fault in self.faults))
        return next(fault for fault in self.faults if fits(fault))

    def once(self) -> list[Message]:
        """As the handlers take them in: what the bot had not acknowledged when it stopped comes again."""
        first: dict[tuple[str, str | None], Message] = {}
        for message in self.messages:
            first.setdefault((message.event_id, message.doubt), message)
        return list(first.values())

    def _add(self, notes: list[Any], note: Any) -> None:
        notes.append(note)
        self.changed.set()


class Bot:
    """One bot on one state directory, started and stopped at will; a stop between two awaits is as abrupt as a kill."""

    def __init__(self, homeserver: str, user: str, state: Path) -> None:
        self.account = Account(homeserver, user, state, pickle_key="sleutel", password="geheim")
        self.user_id = ""
        self.members: set[str] = set()
        self.inviters: set[str] | None = None
        """The members, unless said otherwise."""
        self.expected: dict[str, str] = {}
        self.notes = Notebook()
        self.naps: list[float] = []
        self.connection: Connection
        self._running: asyncio.Task[None] | None = None

    async def start(self, notes: Notebook | None = None) -> Connection:
        """Returns after the first sync."""
        self.notes = notes or self.notes
        self._running = asyncio.create_task(self.connect().run(self.notes))
        ready = asyncio.create_task(self.connection.ready.wait())
        await asyncio.wait({ready, self._running}, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE)
        ready.cancel()
        if self._running.done():
            self._running.result()
        assert self.connection.ready.is_set()
        return self.connection

    def connect(self) -> Connection:
        self.connection = Connection(
            self.account,
            members=lambda: frozenset(self.members),
            inviters=lambda: frozenset(self.members if self.inviters is None else self.inviters),
            expected=self.expected,
            sleep=self._nap,
        )
        self.notes.connection = self.connection
        return self.connection

    async def stop(self) -> None:
        running, self._running = self._running, None
        if running and not running.done():
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    async def ended(self) -> None:
        """Raises what it ended with."""
        assert self._running
        await asyncio.wait_for(asyncio.shield(self._running), PATIENCE)

    @property
    def client(self) -> Any:
        """For faults that only nio's inside can be made to show."""
        live = self.connection._live
        assert live
        return live.client

    async def _nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        await asyncio.sleep(min(seconds, 0.2))


async def meet(bot: Bot, host: Person, *others: Person, **kind: Any) -> str:
    """The host makes a room of this kind; returns once everybody, the bot too, is in it and knows of the others."""
    room = await host.create_room([bot.user_id, *(other.user_id for other in others)], **kind)
    everybody = {bot.user_id, host.user_id, *(other.user_id for other in others)}
    for person in (host, *others):
        await person.until(partial(_all_in, person, room, everybody))
    await eventually(lambda: everybody <= joined(bot.client, room))
    return room


def _all_in(person: Person, room_id: str, everybody: set[str]) -> bool:
    return everybody <= joined(person.client, room_id)


async def eventually(holds: Callable[[], Any], seconds: float = PATIENCE) -> None:
    """For what tells nobody that it changed."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def joined(client: Any, room_id: str) -> set[str]:
    room = client.rooms.get(room_id)
    return {user for user, member in room.users.items() if not member.invited} if room else set()
