"""The composition root: builds every part from the settings, starts and stops it."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from typing import Any

import structlog

from retbot import logs
from retbot.app import core_files, service_manager, wiring
from retbot.app.alone import alone
from retbot.app.beside import App, SystemClock
from retbot.app.doctor import Doctor, Examine
from retbot.app.endpoints import endpoints
from retbot.app.health import Health
from retbot.app.listening import Listening
from retbot.app.self_watch import LOOK, SelfWatch
from retbot.app.tasks import cancel_and_wait, first
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.router import Router
from retbot.handlers.intake import Intake
from retbot.handlers.mail.mailroom import Mailroom
from retbot.handlers.mail.rsvp_by_mail import Desk
from retbot.handlers.table import commands, questions, steps_back
from retbot.matrix.connection import Connection
from retbot.ports import Clock, Inbound, StoreDamaged
from retbot.privacy import gate
from retbot.scheduling.alarm import RING_EVERY, Alarm
from retbot.scheduling.delivery.courier import Courier
from retbot.scheduling.delivery.sender import RoomSender
from retbot.scheduling.live_messages import LiveMessages
from retbot.scheduling.waker import Waker
from retbot.settings import Settings
from retbot.storage import on_damage
from retbot.wording.replies import render

log = structlog.get_logger()

_PATIENCE = {"sqlite": 3.0, "postgresql": 30.0}
"""How long a start waits, in seconds, for a command that is still running, or until the server notices that another
machine is gone."""


class Bot(App):
    """One bot of one team. `inbound` handles what arrives from the rooms; `waker` does what is due; `mailroom` reads
    the answers that come by mail, if the team lets it."""

    def __init__(
        self,
        chosen: Settings,
        clock: Clock,
        ring: timedelta = RING_EVERY,
        look: timedelta = LOOK,
        examine: Examine | None = None,
    ) -> None:
        """It looks at what is due and at its own health at these intervals; `examine` answers `doctor`. Raises what App
        raises, and OSError when the trusted certificates cannot be read."""
        super().__init__(chosen, clock)
        self._look = look
        self._doctor = Doctor(self.storage, clock, examine, self.poke) if examine else None
        self._damaged = asyncio.Event()
        on_damage(self._engine, self._damaged.set)
        self._health = Health(clock)
        self._gate = gate.shipped_gate(lambda: clock.now().year)
        self._connection = Connection(
            wiring.account(chosen),
            members=lambda: self.inbound.members,
            inviters=lambda: self._presence.base.known_word,
            direct_inviters=lambda: self.inbound.members,
            expected=chosen.matrix.pins,
            vitals=self._health,
        )
        intake = Intake(
            self.storage,
            self.team,
            Router(commands()),
            AnswerTaker(questions(), steps_back()),
            clock,
            self.poke,
            self._gate,
        )
        self.inbound = Listening(
            intake,
            self.storage,
            self._presence,
            self._connection.refuse_room,
            self._connection.inspect_room,
            chosen.team.room or None,
        )
        self._mailbox = wiring.smtp(chosen, clock, vitals=self._health)
        self.waker = self._make_waker()
        self._alarm = Alarm(self.waker, ring, self._health)
        self.mailroom = self._make_mailroom()
        self._watch = SelfWatch(
            chosen, self.storage, self.team, self._health, self._mailbox, self.poke, self._may_speak
        )

    def desk(self) -> Desk:
        return self._desk(lambda: self.inbound.room)

    def poke(self) -> None:
        self._alarm.poke()
        if self._doctor:
            self._doctor.bell.set()

    async def run(self) -> None:
        """Runs until it is cancelled or the connection fails permanently (SessionError, ForeignIdentity). Raises InUse,
        LeaseLost as soon as another bot may use this database, and StoreDamaged."""
        patience = _PATIENCE[self._settings.database.get_backend_name()]
        async with self.running(patience=patience) as talking, self.at_work():
            await talking

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """While open, does what is due, reads incoming mail and checks its own health."""
        async with (
            endpoints(self._health, self._settings.watch.port),
            self._watch.running(self._look),
            self.reading(),
            _beside(self._doctor.run() if self._doctor else None),
            self._alarm,
        ):
            yield

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """While open, reads incoming answers."""
        async with _beside(self.mailroom.run() if self.mailroom else None):
            yield

    @asynccontextmanager
    async def running(
        self, inbound: Inbound | None = None, *, patience: float = 0
    ) -> AsyncIterator[asyncio.Task[None]]:
        """Opens the connection without the alarm, so a caller that sets the clock itself must call the waker. Yields
        the task of the connection. Raises InUse and WrongSchema."""
        async with AsyncExitStack() as stack:
            held = await stack.enter_async_context(alone(self._settings, patience))
            stack.push_async_callback(self._engine.dispose)
            await self._prepare()
            await self.inbound.refresh()
            if self.mailroom:
                stack.push_async_callback(self.mailroom.inbox.close)
            talking = asyncio.create_task(
                first(self._connection.run(inbound or self.inbound), held.end(), self._end_of_store())
            )
            stack.push_async_callback(cancel_and_wait, talking)
            # Load the word lists of the check for identifying details now, so that the first command does not wait for
            # them.
            loading = asyncio.create_task(asyncio.to_thread(self._gate.kinds, ""))
            stack.push_async_callback(cancel_and_wait, loading)
            yield talking

    def _may_speak(self) -> bool | None:
        return self._connection.may_speak(self.inbound.room) if self.inbound.room else None

    async def _end_of_store(self) -> None:
        await self._damaged.wait()
        raise StoreDamaged

    def _make_waker(self) -> Waker:
        listening = self.inbound
        sender = RoomSender(
            self.storage,
            self._connection,
            self.clock,
            self.team,
            lambda: listening.room,
            render,
            random.random,
            self._health,
        )
        courier = Courier(
            self.storage, self._mailbox or wiring.NoMailbox(), self.clock, self.team, random.random, self._health
        )
        kept = LiveMessages(self.storage, self.clock, self.team, self._connection, lambda: listening.room)
        return Waker(self.storage, self.clock, self.team, sender, courier, kept)

    def _make_mailroom(self) -> Mailroom | None:
        inbox, mail = wiring.imap(self._settings), self._settings.mail
        if inbox is None or mail is None or mail.imap is None:
            return None
        keep = timedelta(days=mail.imap.keep_days)
        return Mailroom(inbox, self.storage, self.clock, self.desk(), self.poke, random.random, keep, self._health)


@asynccontextmanager
async def _beside(act: Coroutine[Any, Any, None] | None) -> AsyncIterator[None]:
    """While open, this runs as well."""
    task = asyncio.create_task(act) if act else None
    try:
        yield
    finally:
        if task:
            await cancel_and_wait(task)


def run(chosen: Settings, examine: Examine) -> None:
    """Runs the bot in real time, until SIGTERM or Ctrl-C."""
    core_files.prevent()
    logs.configure()
    log.info("started", version=version("retbot"), room=chosen.team.room, kind=_mail_state(chosen))
    asyncio.run(_until_told(Bot(chosen, SystemClock(), examine=examine)))


def _mail_state(chosen: Settings) -> str:
    if chosen.mail is None:
        return "no_mail"
    return "mail" if chosen.mail.imap is None else "mail_and_answers"


async def _until_told(bot: Bot) -> None:
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, task.cancel if task else loop.stop)
    try:
        await bot.run()
    except asyncio.CancelledError:
        service_manager.notify(STOPPING="1")
        log.info("stopped")
