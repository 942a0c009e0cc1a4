"""What a command needs that may run beside the bot: the store and the team, without a connection."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from retbot import settings
from retbot.app.alone import alone, alone_or_beside
from retbot.app.presence import Presence
from retbot.covenants import convenant_files, monitor
from retbot.covenants.free_days import kalender
from retbot.domain.team import Team
from retbot.handlers.mail.rsvp_by_mail import Desk
from retbot.ports import Clock
from retbot.settings import Settings
from retbot.storage import SqlStorage, Vault, make_engine, migrate

log = structlog.get_logger()


class SystemClock:
    """Implements ports.Clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class App:
    """The store and the team, without a connection: what a command needs that is typed beside the bot."""

    def __init__(self, chosen: Settings, clock: Clock) -> None:
        """Raises ProfileError, MonitorError, KeysExposed and KeysUnreadable."""
        self._settings = chosen
        self._state = chosen.state.directory
        self._engine = make_engine(chosen.database)
        self.storage = SqlStorage(self._engine, Vault(chosen.key_file), self._state / "backup")
        self.clock = clock
        convenanten = [convenant_files.load(name) for name in (chosen.team.convenant, *chosen.team.eerdere_convenanten)]
        team = settings.team(chosen, convenanten[0], kalender(), convenanten[1:])
        self._presence = Presence(replace(team, uitvraag=monitor.load(chosen.team.monitor)), clock)

    def team(self) -> Team:
        return self._presence.team()

    def desk(self) -> Desk:
        return self._desk(lambda: self._settings.team.room or None)

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

    async def _prepare(self) -> None:
        """Cases that a restored backup brought back are deleted again before they can appear anywhere."""
        await migrate(self._engine, self._state / "backup")
        if returned := await self.storage.recover(self.clock.now()):
            log.warning("deleted_again", count=returned)

    def _desk(self, room: Callable[[], str | None]) -> Desk:
        mail = self._settings.mail
        return Desk(self.team, mail is None or mail.bears_tokens, room)
