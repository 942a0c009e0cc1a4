"""`retbot bench`: one person talks in turn to retbot and to a bare echo bot, on a private homeserver."""

import asyncio
import secrets
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from retbot.bench import mailing
from retbot.bench.contender import BenchError, Contender, new_bare, new_retbot
from retbot.bench.measurement import Measurement
from retbot.demo.homeserver import Homeserver
from retbot.demo.person import Person, SeenEvent
from retbot.matrix.sending import KEY

BARE = "a bare matrix-nio echo bot on the same homeserver, in the same run"
AIM = 1.3
STARTS = 3
WARM_UP = 5
PAUSE = 0.1
"""In seconds, between two commands, so that work after an answer does not slow down the other bot."""
PATIENCE = 30.0
READS = "!ret agenda"
WRITES = "!ret compleet"
"""When repeated it changes nothing, but still writes the case, its terms and its reminders each time."""
AANMELDING = (
    "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja "
    "gronden=contra-indicatie formulier=ja monitor=ja"
)

Pair = tuple[Contender, Contender]
"""retbot and the bare bot."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Of retbot and of the bare bot."""

    ours: list[float] = field(default_factory=list)
    other: list[float] = field(default_factory=list)

    def of(self, name: str, unit: str, aim: float | None = None) -> Measurement:
        return Measurement(name, unit, self.ours, self.other, BARE, aim)


@dataclass(frozen=True, slots=True)
class Bench:
    """`secretaris` sends commands and waits; `voorzitter` is only there so that the rooms are not direct chats."""

    homeserver: Homeserver
    secretaris: Person
    voorzitter: Person
    directory: Path
    progress: Callable[[str], None]
    bots: AsyncExitStack

    async def measure(self, n: int) -> list[Measurement]:
        cold, pair = await self._cold_starts()
        await self.voorzitter.pause()
        self.progress("case")
        thread = await self._new_case(pair[0])
        reads = await self._round_trips(pair, n, READS, None)
        writes = await self._round_trips(pair, n, WRITES, thread)
        memory = Samples([await pair[0].resident_mib()], [await pair[1].resident_mib()])
        warm = await self._warm_starts(pair)
        return [
            reads.of(f"{READS}: command → reply", "ms", AIM),
            writes.of(f"{WRITES}: command → reply", "ms", AIM),
            memory.of("memory after the run", "MiB"),
            cold.of("start → first answer, first start ever", "ms"),
            warm.of("start → first answer, started again", "ms"),
        ]

    async def _cold_starts(self) -> tuple[Samples, Pair]:
        """Each start uses two users without a device. The last pair keeps running. A bot cannot read messages from
        before it had keys, so the command is sent as soon as the person knows its device."""
        samples = Samples()
        for number in range(STARTS):
            self.progress(f"first start {number + 1} of {STARTS}")
            people = self.homeserver, self.secretaris, self.voorzitter
            pair = (
                await new_retbot(*people, self.directory / f"retbot-{number}"),
                await new_bare(*people, self.directory / f"bare-{number}"),
            )
            for bot, taken in _in_turn(pair, samples, number):
                self.bots.push_async_callback(bot.stop)
                taken.append(await self._first_start(bot))
            if number < STARTS - 1:
                for bot in pair:
                    await bot.stop()
        return samples, pair

    async def _first_start(self, bot: Contender) -> float:
        begun = time.perf_counter()
        await bot.start()
        await self._until(bot, partial(self._is_there, bot))
        await self._reach(bot)
        await self._ask(bot, READS)
        return _since(begun)

    def _is_there(self, bot: Contender) -> bool:
        room = self.secretaris.client.rooms[bot.room]
        joined = bot.user_id in room.users and bot.user_id not in room.invited_users
        return joined and bool(self._devices(bot))

    async def _reach(self, bot: Contender) -> None:
        """A homeserver publishes a new device slightly earlier than its one-time keys, and nio shares the room key only
        with devices whose one-time key it has claimed."""
        client = self.secretaris.client
        deadline = time.monotonic() + PATIENCE
        for device in self._devices(bot):
            while not client.olm.session_store.get(device.curve25519):
                if time.monotonic() > deadline:
                    raise BenchError(f"a bot gave no key in {PATIENCE:.0f} s; see {bot.log}")
                await client.keys_claim({device.user_id: [device.id]})

    def _devices(self, bot: Contender) -> list[Any]:
        return list(self.secretaris.client.device_store.active_user_devices(bot.user_id))

    async def _new_case(self, retbot: Contender) -> str:
        """Returns the id of the event that opens the thread of the case."""
        await self.secretaris.say(retbot.room, AANMELDING)
        await self._until(retbot, lambda: any(map(_opens_case, self.secretaris.events)))
        return next(seen.event_id for seen in self.secretaris.events if _opens_case(seen))

    async def _round_trips(self, pair: Pair, n: int, command: str, thread: str | None) -> Samples:
        """In turn, so that other load on the machine affects both; who goes first alternates too."""
        self.progress(f"{command}, {n} times")
        samples, warm_up = Samples(), Samples()
        for number in range(WARM_UP + n):
            for bot, taken in _in_turn(pair, samples if number >= WARM_UP else warm_up, number):
                await asyncio.sleep(PAUSE)
                taken.append(await self._ask(bot, command, thread if bot is pair[0] else None))
        return samples

    async def _ask(self, bot: Contender, command: str, thread: str | None = None) -> float:
        """Milliseconds until the answer has arrived and is decrypted."""
        mark, begun = len(self.secretaris.events), time.perf_counter()
        event_id = await self.secretaris.say(bot.room, command, thread=thread)
        await self._until_answered(bot, event_id, mark)
        return _since(begun)

    async def _warm_starts(self, pair: Pair) -> Samples:
        """The command is sent before the bot starts; the bot already knows all devices."""
        samples = Samples()
        for number in range(STARTS):
            self.progress(f"start {number + 1} of {STARTS}")
            for bot, taken in _in_turn(pair, samples, number):
                await bot.stop()
                mark = len(self.secretaris.events)
                event_id = await self.secretaris.say(bot.room, READS)
                begun = time.perf_counter()
                await bot.start()
                await self._until_answered(bot, event_id, mark)
                taken.append(_since(begun))
        return samples

    async def _until_answered(self, bot: Contender, event_id: str, mark: int) -> None:
        seen = self.secretaris.events
        await self._until(bot, lambda: any(bot.answers(one, event_id) for one in seen[mark:]))

    async def _until(self, bot: Contender, holds: Callable[[], bool]) -> None:
        try:
            await self.secretaris.until(holds, PATIENCE)
        except TimeoutError:
            bot.check()
            raise BenchError(f"no answer in {PATIENCE:.0f} s; see {bot.log}") from None


async def bench(directory: Path | None, n: int, progress: Callable[[str], None]) -> list[Measurement]:
    """Does `n` round trips of each kind, and mails invitations. What the servers and the bots write is kept in
    `directory`, if given. Raises BenchError and HomeserverError."""
    async with AsyncExitStack() as stack:
        if directory is None:
            directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="retbot-bench-")))
        directory = directory.absolute()
        progress("invitations")
        invitations = await mailing.measure(directory / "mail")
        progress("homeserver")
        homeserver = await stack.enter_async_context(Homeserver(directory / "homeserver"))
        secretaris, voorzitter = [
            await stack.enter_async_context(await _person(homeserver, name, directory / "people" / name))
            for name in ("secretaris", "voorzitter")
        ]
        bots = await stack.enter_async_context(AsyncExitStack())
        talk = await Bench(homeserver, secretaris, voorzitter, directory, progress, bots).measure(n)
        return [*talk, *invitations]


async def _person(homeserver: Homeserver, name: str, directory: Path) -> Person:
    """Not started yet."""
    password = secrets.token_urlsafe(12)
    await homeserver.register(name, password)
    return Person(homeserver.url, name, password, directory)


def _in_turn(pair: Pair, samples: Samples, number: int) -> list[tuple[Contender, list[float]]]:
    both = [(pair[0], samples.ours), (pair[1], samples.other)]
    return both if number % 2 == 0 else both[::-1]


def _opens_case(seen: SeenEvent) -> bool:
    return str(seen.content.get(KEY, "")).startswith("casus:")


def _since(begun: float) -> float:
    """In milliseconds."""
    return (time.perf_counter() - begun) * 1000
