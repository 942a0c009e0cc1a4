"""Monitors the bot while it runs: notifies systemd, writes a heartbeat and has the beheerder warned of outages."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from retbot.app import heartbeat, service_manager
from retbot.app.health import Health
from retbot.domain.team import Team
from retbot.logs import where
from retbot.mail.smtp import SmtpMailbox
from retbot.ports import Storage
from retbot.ports.vitals import Pulse, Vital
from retbot.scheduling.outages import tell_outages
from retbot.settings import Settings
from retbot.wording.health import in_short

log = structlog.get_logger()

LOOK = timedelta(seconds=20)
_ASK_MAIL = timedelta(minutes=10)
"""When no mail was sent for this long, the mail server is asked whether it is available."""


@dataclass(slots=True)
class SelfWatch:
    """`poke` is called when there are new posts to send."""

    settings: Settings
    storage: Storage
    team: Callable[[], Team]
    health: Health
    mailbox: SmtpMailbox | None
    poke: Callable[[], None]
    may_speak: Callable[[], bool | None] = lambda: None
    """Whether the bot can write in the team's room; None when that is not known."""
    _ready: bool = False
    _asking: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def running(self, every: timedelta = LOOK) -> AsyncIterator[None]:
        """While open, checks at this interval, and as often as systemd expects a sign of life."""
        service_manager.notify(READY="1")
        patience = service_manager.watchdog()
        task = asyncio.create_task(self._look_for_ever(min(every, patience / 3) if patience else every))
        try:
            yield
        finally:
            for one in (task, self._asking):
                if one:
                    one.cancel()
                    await asyncio.wait([one])

    async def _look_for_ever(self, every: timedelta) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:
                log.warning("watch_failed", error=type(error).__name__, where=where(error))
            await asyncio.sleep(every.total_seconds())

    async def look(self) -> Pulse:
        """Checks once. Systemd gets a sign of life only while nothing has stopped."""
        self._look_at_disk()
        self._look_at_backup()
        self._ask_mail_server()
        if (allowed := self.may_speak()) is not None:
            self._judge(Vital.ROOM, well=allowed)
        await self._look_at_store()
        if not self._ready and self.health.has_worked(Vital.HOMESERVER):
            self._ready = True
            log.info("ready", version=self.health.pulse().version)
        pulse = self.health.pulse()
        with suppress(OSError):  # On a full disk; readers see that the old heartbeat is outdated.
            await asyncio.to_thread(heartbeat.leave, self.settings.state.directory, pulse)
        service_manager.notify(STATUS=in_short(pulse, pulse.at), **({} if pulse.stuck else {"WATCHDOG": "1"}))
        if pulse.stuck:
            log.warning("standstill", kind=",".join(pulse.stuck))
        return pulse

    async def _look_at_store(self) -> None:
        after = timedelta(minutes=self.settings.watch.tell_after_minutes)
        async with self.storage.begin() as work:
            self.health.saw(await work.backlog(self.health.clock.now()))
            told = await tell_outages(work, self.team(), self.health.pulse(), after)
        if told:
            self.poke()

    def _look_at_disk(self) -> None:
        free = shutil.disk_usage(self.settings.state.directory).free
        self._judge(Vital.DISK, well=free >= self.settings.watch.least_free_mb * 1_000_000)

    def _look_at_backup(self) -> None:
        if path := self.settings.watch.backup:
            made = newest(path)
            limit = timedelta(hours=self.settings.watch.backup_hours)
            self._judge(Vital.BACKUP, well=made is not None and self.health.clock.now() - made <= limit)

    def _judge(self, vital: Vital, *, well: bool) -> None:
        if well:
            self.health.works(vital)
        else:
            self.health.fails(vital)

    def _ask_mail_server(self) -> None:
        """Runs in its own task, so that a hanging server does not block anything."""
        idle = self._asking is None or self._asking.done()
        if self.mailbox and idle and not self.health.tried_since(Vital.SMTP, _ASK_MAIL):
            self._asking = asyncio.create_task(self.mailbox.probe())


def newest(path: Path) -> datetime | None:
    """When the file, or the newest file in the directory, was written; None when there is none."""
    files = [path] if path.is_file() else [one for one in path.glob("**/*") if one.is_file()]
    times = [one.stat().st_mtime for one in files]
    return datetime.fromtimestamp(max(times), UTC) if times else None
