"""Sends the mails in the outbox and records the result of each."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from retbot.backoff import next_try
from retbot.domain.team import Team
from retbot.logs import where
from retbot.ports import (
    AuditEntry,
    CardRow,
    Channel,
    Clock,
    Mail,
    Mailbox,
    MailFate,
    Post,
    PostRow,
    PostState,
    Storage,
    UnitOfWork,
)
from retbot.ports.vitals import UNWATCHED, CountedEvent, Vitals
from retbot.scheduling.delivery.messages import postpone, waits_for_office
from retbot.scheduling.delivery.outbox import PATIENCE, office_opens
from retbot.scheduling.notices.mails import LETTERS
from retbot.scheduling.notices.mails.recipients import recipient
from retbot.scheduling.notices.mails.reminders import POINTS, gather, letter
from retbot.scheduling.occasion import LetterWording, Occasion
from retbot.wording.vocabulary import in_words_of

log = structlog.get_logger()

_GIVE_UP = timedelta(days=5)
"""When the server keeps delaying a mail for this long it counts as refused, as between mail servers."""


BATCH = 50
"""The maximum number of mails per connection."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail, and the posts that it contains; the result of the mail applies to all of them."""

    rows: list[PostRow]
    mail: Mail


@dataclass(frozen=True, slots=True)
class Courier:
    """`random` returns a number in [0, 1)."""

    storage: Storage
    mailbox: Mailbox
    clock: Clock
    team: Callable[[], Team]
    random: Callable[[], float]
    vitals: Vitals = UNWATCHED

    async def drain(self) -> bool:
        """Sends every mail that is due, in batches of one connection. Returns whether there was anything."""
        busy = False
        while rows := await self._due():
            busy = True
            written = await self._write(rows)
            fates = await self.mailbox.send([one.mail for one in written]) if written else []
            await self._settle(list(zip(written, fates, strict=True)))
        return busy

    async def _due(self) -> list[PostRow]:
        """The next post of each lane, because the rest must wait for its result; consecutive reminders are taken
        together."""
        async with self.storage.begin() as work:
            rows = await work.outbox.due(self.clock.now(), BATCH, mail=True)
        lanes: dict[Hashable, list[PostRow]] = {}
        for row in rows:
            waiting = lanes.setdefault((row.post.to, row.post.code), [])
            if not waiting or (row.post.sentence in POINTS and waiting[-1].post.sentence in POINTS):
                waiting.append(row)
        return sorted((row for waiting in lanes.values() for row in waiting), key=lambda row: row.id)

    async def _write(self, rows: list[PostRow]) -> list[WrittenMail]:
        """Writes the mails that are still valid, and records each attempt before sending."""
        now, written, points = self.clock.now(), [], []
        async with self.storage.begin() as work:
            for row in rows:
                turn = Occasion(row, work, self.team(), now)
                if row.post.sentence in POINTS:
                    points.append(await self._one(turn, POINTS[row.post.sentence]))
                elif mail := await self._one(turn, _writer(row.post.sentence)):
                    written.append(WrittenMail([row], await _in_words(turn, mail)))
            groups = gather(point for point in points if point)
            written += [
                WrittenMail([p.turn.row for p in group], await _in_words(group[0].turn, letter(group)))
                for group in groups
            ]
            for one in written:
                for row in one.rows:
                    await work.outbox.attempting(row.id, now)
            return [await _with_envelope(work, one) for one in written]

    async def _one(self, turn: Occasion, write: Callable[[Occasion], Awaitable[T | None]]) -> T | None:
        """None when the post is finished without being sent. A post that cannot be written does not block the
        others."""
        row, work = turn.row, turn.work
        opens = office_opens(turn.team, turn.now) if waits_for_office(row.post) else None
        if opens:
            await work.outbox.put(postpone(row.post, opens), turn.now, opens)
            await work.outbox.settle(row.id, PostState.DROPPED, turn.now)
            return None
        try:
            async with work.savepoint():
                found = await write(turn)
        except Exception as error:
            await self._retry_or_refuse(turn, error)
            return None
        if found is None:
            await self._drop(turn)
        return found

    async def _retry_or_refuse(self, turn: Occasion, error: Exception) -> None:
        row, work = turn.row, turn.work
        log.warning("mail_failed", kind=row.post.sentence, error=type(error).__name__, where=where(error))
        if isinstance(error, KeyError) or row.attempts + 1 >= PATIENCE:
            await work.outbox.settle(row.id, PostState.REFUSED, turn.now)
        else:
            await work.outbox.attempting(row.id, turn.now)
            await work.outbox.retry(row.id, next_try(row.attempts, turn.now, self.random))

    async def _drop(self, turn: Occasion) -> None:
        await turn.work.outbox.settle(turn.row.id, PostState.DROPPED, turn.now)
        found = LETTERS.get(turn.post.sentence)
        if found and found.must_arrive and await recipient(turn, await turn.casus()) is None:
            await turn.work.outbox.put(notice_to_secretaris("opschaling_zonder_adres", turn.post), turn.now)

    async def _settle(self, fates: list[tuple[WrittenMail, MailFate]]) -> None:
        now = self.clock.now()
        async with self.storage.begin() as work:
            for written, fate in fates:
                again = next_try(max(row.attempts for row in written.rows), now, self.random)
                for row in written.rows:
                    await self._fate(work, row, fate, again)
            await work.left_addresses.forget_unneeded()

    def _audit_entry(self, row: PostRow, now: datetime) -> AuditEntry:
        """Mail to people outside the team is recorded in the audit log too, without the recipient."""
        team = self.team().convenant.titel
        what = f"mail {row.post.sentence}"
        return AuditEntry(now, "retbot", what, "verzonden", row.post.code, role="retbot", on_behalf_of=team)

    async def _fate(self, work: UnitOfWork, row: PostRow, fate: MailFate, again: datetime) -> None:
        now = self.clock.now()
        if fate is MailFate.SENT:
            self.vitals.count(CountedEvent.MAIL_SENT)
            await work.outbox.settle(row.id, PostState.SENT, now)
            await work.audit.add(self._audit_entry(row, now))
        elif fate is MailFate.DELAYED and now - row.made_at < _GIVE_UP:
            await work.outbox.retry(row.id, again)
        else:
            log.warning("mail_refused", kind=row.post.sentence, attempts=row.attempts + 1)
            self.vitals.count(CountedEvent.MAIL_REFUSED)
            await work.outbox.settle(row.id, PostState.REFUSED, now)
            if row.post.sentence in POINTS or LETTERS[row.post.sentence].label:
                await work.outbox.put(notice_to_secretaris("niet_bezorgd", row.post), now)


async def _with_envelope(work: UnitOfWork, one: WrittenMail) -> WrittenMail:
    """A fresh one for each attempt, because the mail that comes back names only this."""
    envelope = await work.outbox.new_envelope([row.id for row in one.rows])
    return replace(one, mail=replace(one.mail, envelope=envelope))


async def _in_words(turn: Occasion, mail: Mail) -> Mail:
    """In the words of the covenant."""
    convenant = await turn.covenant_to_speak()

    def say(text: str) -> str:
        return in_words_of(convenant, text)

    asked = mail.invitation
    return replace(
        mail,
        subject=say(mail.subject),
        text=say(mail.text),
        card=tuple(CardRow(row.label, say(row.value), say(row.was)) for row in mail.card),
        closing=say(mail.closing),
        invitation=asked and replace(asked, summary=say(asked.summary), description=say(asked.description)),
    )


def _writer(sentence: str) -> LetterWording:
    found = LETTERS.get(sentence)
    return found.words if found else _unknown


async def _unknown(turn: Occasion) -> Mail | None:
    raise KeyError(turn.post.sentence)


def notice_to_secretaris(sentence: str, mail: Post) -> Post:
    """A message to the secretaris in the thread of the case; one for each mail."""
    args = {"aan": mail.to or "", "soort": mail.sentence}
    return Post(
        f"{sentence}:{mail.key}",
        Channel.ROOM,
        sentence,
        args,
        mail.code,
        about=mail.about,
        in_case=mail.code is not None,
    )
