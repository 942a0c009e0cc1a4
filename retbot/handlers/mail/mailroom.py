"""Reads the bot's mailbox: handles each mail once, continues after a mail that fails, and deletes mails after some
days."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from retbot.backoff import next_try
from retbot.handlers.mail.rsvp_by_mail import Desk, Taking
from retbot.handlers.mail.votes_by_mail import VoteTaking
from retbot.logs import where
from retbot.ports import Clock, Storage, StoreFailed
from retbot.ports.incoming_mail import Decision, Inbox, InboxFailed, Letter, Reading, Why
from retbot.ports.vitals import UNWATCHED, CountedEvent, Vital, Vitals

log = structlog.get_logger()

_POSITION = "mailbox"
_TRYING = "mailbox:trying"
"""The mail being read. If the process crashes on it repeatedly, the mail is skipped."""
_TRIES = 2
_WAIT = 240.0
"""In seconds: checks the mailbox after this time, even without a notification from the server."""


@dataclass(frozen=True, slots=True)
class Mailroom:
    """`random` is in [0, 1); `poke` is called when there is something to send; `keep` is how long mails stay in the
    mailbox."""

    inbox: Inbox
    storage: Storage
    clock: Clock
    desk: Desk
    poke: Callable[[], None]
    random: Callable[[], float]
    keep: timedelta
    vitals: Vitals = UNWATCHED

    async def run(self) -> None:
        """Runs until it is cancelled. When the mailbox cannot be reached, it tries again at growing intervals."""
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
        """Handles everything that is new and deletes what is old. Returns how many mails were handled. Raises
        InboxFailed."""
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
        """Records, before looking at it, that the mail after this position is being tried."""
        async with self.storage.begin() as work:
            after = await work.notes.get(_POSITION)
            trying = await work.notes.get(_TRYING)
            place, _, times = (trying or "").rpartition("#")
            tried = int(times) if place == (after or "") and times.isdigit() else 0
            await work.notes.set(_TRYING, f"{after or ''}#{tried + 1}")
        return after, tried >= _TRIES

    async def _note(self, position: str | None) -> None:
        async with self.storage.begin() as work:
            await work.notes.set(_POSITION, position)
            await work.notes.set(_TRYING, None)

    async def _take(self, letter: Letter) -> None:
        try:
            await self._take_in(letter)
        except StoreFailed:
            raise
        except Exception as error:
            # An answer that cannot be handled must not block later mails: it is reported as a mail that could not be
            # read.
            log.warning("mail_not_taken_in", error=type(error).__name__, where=where(error))
            await self._take_in(Letter(letter.position, letter.digest, Reading(Decision.SET_ASIDE, Why.UNREADABLE)))

    async def _take_in(self, letter: Letter) -> None:
        now = self.clock.now()
        async with self.storage.begin() as work:
            if await work.events.first_time(f"mail:{letter.digest}", now):
                is_vote = letter.reading.decision is Decision.VOTE
                await (VoteTaking if is_vote else Taking)(work, self.desk, letter, now).take()
                if is_vote or letter.reading.decision in (Decision.REPLY, Decision.COUNTER):
                    self.vitals.count(CountedEvent.ANSWER_READ)
            await work.notes.set(_POSITION, letter.position)
            await work.notes.set(_TRYING, None)

    async def _tidy(self) -> None:
        async with self.storage.begin() as work:
            taken_in = await work.notes.get(_POSITION)
        deleted = await self.inbox.tidy(self.clock.now() - self.keep, taken_in)
        if deleted:
            log.info("mails_deleted", count=deleted)
