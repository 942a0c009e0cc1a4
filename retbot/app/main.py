"""The composition root: builds every part from the settings, starts and stops it."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import structlog

from retbot import logs, settings
from retbot.app import core_files, service_manager, wiring
from retbot.app.alone import alone, alone_or_beside
from retbot.app.endpoints import endpoints
from retbot.app.health import Health
from retbot.app.listening import Listening
from retbot.app.presence import Presence
from retbot.app.self_watch import LOOK, SelfWatch
from retbot.app.tasks import cancel_and_wait, first
from retbot.covenants import convenant_files, monitor
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.router import Router
from retbot.handlers.intake import Intake
from retbot.handlers.mail.mailroom import Mailroom
from retbot.handlers.mail.rsvp_by_mail import Desk
from retbot.handlers.table import commands, questions, steps_back
from retbot.mail.smtp import SmtpMailbox
from retbot.matrix.connection import Connection
from retbot.ports import Clock, Inbound, StoreDamaged
from retbot.privacy import gate
from retbot.scheduling.alarm import RING_EVERY, Alarm
from retbot.scheduling.delivery.courier import Courier
from retbot.scheduling.delivery.sender import RoomSender
from retbot.scheduling.live_messages import LiveMessages
from retbot.scheduling.waker import Waker
from retbot.settings import Settings
from retbot.storage import SqlStorage, Vault, make_engine, migrate, on_damage
from retbot.wording.dates import short_date
from retbot.wording.replies import render

log = structlog.get_logger()

_PATIENCE = {"sqlite": 3.0, "postgresql": 30.0}
"""How long a start waits, in seconds, for a command that is still running, or until the server notices that another
machine is gone."""


class SystemClock:
    """Implements ports.Clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class App:
    """One bot of one team. `inbound` handles what arrives from the rooms; `waker` does what is due."""

    def __init__(self, chosen: Settings, clock: Clock) -> None:
        """Raises ProfileError, MonitorError, KeysExposed and KeysUnreadable."""
        self._settings = chosen
        self._state = chosen.state.directory
        self._engine = make_engine(chosen.database)
        self.storage = SqlStorage(self._engine, Vault(chosen.key_file), self._state / "backup")
        self.clock = clock
        self.health = Health(clock)
        self._damaged = asyncio.Event()
        on_damage(self._engine, self._damaged.set)
        convenanten = [convenant_files.load(name) for name in (chosen.team.convenant, *chosen.team.eerdere_convenanten)]
        team = settings.team(chosen, convenanten[0], kalender(), convenanten[1:])
        team = replace(team, uitvraag=monitor.load(chosen.team.monitor))
        self._presence = Presence(team, clock)
        self._alarm: Alarm | None = None
        self.gate = gate.shipped_gate(lambda: clock.now().year)
        intake = Intake(
            self.storage,
            self.team,
            Router(commands()),
            AnswerTaker(questions(), steps_back()),
            clock,
            self.poke,
            self.gate,
        )
        self.inbound = Listening(intake, self.storage, self._presence, chosen.team.room or None)
        self.connection: Connection
        self.waker: Waker
        self.watch: SelfWatch
        self.mailbox: SmtpMailbox | None = None
        self.mailroom: Mailroom | None = None
        """For people who read the answers themselves; None when the team's answers are not read."""

    def team(self) -> Team:
        return self._presence.team()

    def poke(self) -> None:
        if self._alarm:
            self._alarm.poke()

    async def run(self) -> None:
        """Runs until it is cancelled or the connection fails permanently (SessionError, ForeignIdentity). Raises InUse,
        LeaseLost as soon as another bot may use this database, and StoreDamaged."""
        patience = _PATIENCE[self._settings.database.get_backend_name()]
        async with self.running(patience=patience) as talking, self.at_work():
            await talking

    @asynccontextmanager
    async def at_work(self, ring: timedelta = RING_EVERY, look: timedelta = LOOK) -> AsyncIterator[None]:
        """While open, does what is due, reads incoming mail and checks its own health, at these intervals."""
        alarm = Alarm(self.waker, ring, self.health)
        async with (
            endpoints(self.health, self._settings.watch.port),
            self.watch.running(look),
            self.reading(),
            alarm as self._alarm,
        ):
            yield

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """While open, reads incoming answers."""
        task = asyncio.create_task(self.mailroom.run()) if self.mailroom else None
        try:
            yield
        finally:
            if task:
                await cancel_and_wait(task)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["App"]:
        """Opens the store, without a connection. Raises InUse and WrongSchema."""
        async with alone(self._settings):
            try:
                await self._prepare()
                yield self
            finally:
                await self._engine.dispose()

    @asynccontextmanager
    async def beside(self) -> AsyncIterator["App"]:
        """Like `open`, but only for reading: also works while the bot runs, which has then prepared the store. Raises
        WrongSchema."""
        try:
            async with alone_or_beside(self._settings, self._engine) as undisturbed:
                if undisturbed:
                    await self._prepare()
                yield self
        finally:
            await self._engine.dispose()

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
            self.connection = self._connect(inbound or self.inbound)
            self.inbound.refuse_room = self.connection.refuse_room
            self.inbound.inspect_room = self.connection.inspect_room
            self.waker = self._make_waker()
            self.mailroom = self._make_mailroom()
            self.watch = SelfWatch(
                self._settings, self.storage, self.team, self.health, self.mailbox, self.poke, self._may_speak
            )
            if self.mailroom:
                stack.push_async_callback(self.mailroom.inbox.close)
            talking = asyncio.create_task(first(self.connection.run(), held.end(), self._end_of_store()))
            stack.push_async_callback(cancel_and_wait, talking)
            # Load the word lists of the check for identifying details now, so that the first command does not wait for
            # them.
            loading = asyncio.create_task(asyncio.to_thread(self.gate.kinds, ""))
            stack.push_async_callback(cancel_and_wait, loading)
            yield talking

    def _may_speak(self) -> bool | None:
        return self.connection.may_speak(self.inbound.room) if self.inbound.room else None

    async def _end_of_store(self) -> None:
        await self._damaged.wait()
        raise StoreDamaged

    async def _prepare(self) -> None:
        """Cases that a restored backup brought back are deleted again before they can appear anywhere."""
        await migrate(self._engine, self._state / "backup")
        if returned := await self.storage.recover(self.clock.now()):
            log.warning("deleted_again", count=returned)

    def _connect(self, inbound: Inbound) -> Connection:
        return Connection(
            wiring.account(self._settings),
            members=lambda: self.inbound.members,
            inviters=lambda: self._presence.base.known_word,
            direct_inviters=lambda: self.inbound.members,
            inbound=inbound,
            expected=self._settings.matrix.pins,
            vitals=self.health,
        )

    def _make_waker(self) -> Waker:
        listening = self.inbound
        sender = RoomSender(
            self.storage,
            self.connection,
            self.clock,
            self.team,
            lambda: listening.room,
            self._reply,
            random.random,
            self.health,
        )
        self.mailbox = wiring.smtp(self._settings, self.clock, vitals=self.health)
        courier = Courier(
            self.storage, self.mailbox or wiring.NoMailbox(), self.clock, self.team, random.random, self.health
        )
        kept = LiveMessages(self.storage, self.clock, self.team, self.connection, lambda: listening.room)
        return Waker(self.storage, self.clock, self.team, sender, courier, kept)

    def _make_mailroom(self) -> Mailroom | None:
        inbox, mail = wiring.imap(self._settings), self._settings.mail
        if inbox is None or mail is None or mail.imap is None:
            return None
        keep = timedelta(days=mail.imap.keep_days)
        return Mailroom(inbox, self.storage, self.clock, self.desk(), self.poke, random.random, keep, self.health)

    def desk(self) -> Desk:
        mail = self._settings.mail
        return Desk(self.team, mail is None or mail.bears_tokens, lambda: self.inbound.room)

    def _reply(self, sentence: str, args: Mapping[str, Arg], code: Casecode | None) -> str:
        """The example date in the sentence is a realistic one: a working day two weeks ahead."""
        soon = local_day(self.clock.now()) + timedelta(weeks=2)
        return render(sentence, args, code, short_date(self._presence.base.kalender.on_or_after(soon)))


def run(chosen: Settings) -> None:
    """Runs the bot in real time, until SIGTERM or Ctrl-C."""
    core_files.prevent()
    logs.configure()
    log.info("started", version=version("retbot"), room=chosen.team.room, kind=_mail_state(chosen))
    asyncio.run(_until_told(App(chosen, SystemClock())))


def _mail_state(chosen: Settings) -> str:
    if chosen.mail is None:
        return "no_mail"
    return "mail" if chosen.mail.imap is None else "mail_and_answers"


async def _until_told(app: App) -> None:
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, task.cancel if task else loop.stop)
    try:
        await app.run()
    except asyncio.CancelledError:
        service_manager.notify(STOPPING="1")
        log.info("stopped")
