"""The bot's own mailbox at work: each mail once, the next one whatever the last one was, and none kept for long."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from retbot.backoff import next_try
from retbot.handlers.mail.rsvp_by_mail import Desk, Taking
from retbot.logs import where
from retbot.ports import Clock, Storage, StoreFailed
from retbot.ports.incoming_mail import Decision, Inbox, InboxFailed, Letter, Reading, Why
from retbot.ports.vitals import UNWATCHED, CountedEvent, Vital, Vitals

log = structlog.get_logger()

_POSITION = "mailbox"
_TRYING = "mailbox:trying"
"""Which one was being read: where the process did not survive that, the mail is not read a second time."""
_TRIES = 2
_WAIT = 240.0
"""Seconds after which it looks for itself, should the server not tell."""


@dataclass(frozen=True, slots=True)
class Mailroom:
    """`random` is in [0, 1); `poke` is called when there is something to say; `keep` is how long a mail stays."""

    inbox: Inbox
    storage: Storage
    clock: Clock
    desk: Desk
    poke: Callable[[], None]
    random: Callable[[], float]
    keep: timedelta
    vitals: Vitals = UNWATCHED

    async def run(self) -> None:
        """Until it is cancelled. A mailbox that cannot be reached is tried again, less and less often."""
        failures = 0
        try:
            while True:
                try:
                    await self.read()
                    self.vitals.works(Vital.IMAP)
                    failures = 0
                    await self.inbox.wait(_WAIT)
                except Exception as error:
                    reason = error.reason if isinstance(error, InboxFailed) else type(error).__name__
                    log.warning("inbox_failed", error=reason, where=where(error))
                    self.vitals.fails(Vital.IMAP)
                    now = self.clock.now()
                    await asyncio.sleep((next_try(failures, now, self.random) - now).total_seconds())
                    failures += 1
        finally:
            await self.inbox.close()

    async def read(self) -> int:
        """Takes in everything that is new, and deletes what is old; how many came in. Raises InboxFailed."""
        count = 0
        while await self._one():
            count += 1
        await self._tidy()
        if count:
            self.poke()
        return count

    async def _one(self) -> bool:
        after, poisonous = await self._about_to()
        letter = await self.inbox.next(after, unread=poisonous)
        if letter is None:
            await self._note(after)
            return False
        await self._take(letter)
        return True

    async def _about_to(self) -> tuple[str | None, bool]:
        """Notes that the mail after this position is tried, before anything of it is looked at."""
        async with self.storage.begin() as work:
            after = await work.note(_POSITION)
            trying = await work.note(_TRYING)
            place, _, times = (trying or "").rpartition("#")
            tried = int(times) if place == (after or "") and times.isdigit() else 0
            await work.set_note(_TRYING, f"{after or ''}#{tried + 1}")
        return after, tried >= _TRIES

    async def _note(self, position: str | None) -> None:
        async with self.storage.begin() as work:
            await work.set_note(_POSITION, position)
            await work.set_note(_TRYING, None)

    async def _take(self, letter: Letter) -> None:
        try:
            await self._take_in(letter)
        except StoreFailed:
            raise
        except Exception as error:
            # A mail whose answer cannot be taken in stands in nobody's way: it is told as one that was not read.
            log.warning("mail_not_taken_in", error=type(error).__name__, where=where(error))
            await self._take_in(Letter(letter.position, letter.digest, Reading(Decision.SET_ASIDE, Why.UNREADABLE)))

    async def _take_in(self, letter: Letter) -> None:
        now = self.clock.now()
        async with self.storage.begin() as work:
            if await work.first_time(f"mail:{letter.digest}", now):
                await Taking(work, self.desk, letter, now).take()
                if letter.reading.decision in (Decision.REPLY, Decision.COUNTER):
                    self.vitals.count(CountedEvent.ANSWER_READ)
            await work.set_note(_POSITION, letter.position)
            await work.set_note(_TRYING, None)

    async def _tidy(self) -> None:
        async with self.storage.begin() as work:
            taken_in = await work.note(_POSITION)
        deleted = await self.inbox.tidy(self.clock.now() - self.keep, taken_in)
        if deleted:
            log.info("mails_deleted", count=deleted)
