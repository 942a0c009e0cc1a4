"""What waits for the post: written, mailed, and marked with its fate."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from retbot.domain.team import Team
from retbot.logs import where
from retbot.ports import Channel, Clock, Mail, Mailbox, MailFate, Post, PostRow, PostState, Storage, UnitOfWork
from retbot.scheduling.mails import MAILS, MUST_ARRIVE
from retbot.scheduling.messages import postponed, waits_for_office
from retbot.scheduling.outbox import PATIENCE, due_rows, lane, next_try, office_opens
from retbot.scheduling.recipients import recipient
from retbot.scheduling.said import Turn

log = structlog.get_logger()

_GIVE_UP = timedelta(days=5)
"""After which a mail that the server keeps delaying counts as refused, as mail servers do among themselves."""


@dataclass(frozen=True, slots=True)
class Courier:
    """`random` is in [0, 1)."""

    storage: Storage
    mailbox: Mailbox
    clock: Clock
    team: Callable[[], Team]
    random: Callable[[], float]

    async def drain(self) -> bool:
        """Mails everything that is due, in batches of one connection. Whether there was anything."""
        busy = False
        while rows := await self._due():
            busy = True
            written = await self._write(rows)
            fates = await self.mailbox.send([mail for _, mail in written]) if written else []
            await self._settle([(row, fate) for (row, _), fate in zip(written, fates, strict=True)])
        return busy

    async def _due(self) -> list[PostRow]:
        """One of each lane: the next one in it waits for its fate."""
        async with self.storage.begin() as work:
            rows = await due_rows(work, self.clock.now(), mail=True)
        firsts: dict[Hashable, PostRow] = {}
        for row in rows:
            firsts.setdefault(lane(row.post), row)
        return list(firsts.values())

    async def _write(self, rows: list[PostRow]) -> list[tuple[PostRow, Mail]]:
        """The mails that are still true; each attempt is noted before anything leaves."""
        now, written = self.clock.now(), []
        async with self.storage.begin() as work:
            for row in rows:
                mail = await self._one(Turn(row, work, self.team(), now))
                if mail:
                    await work.attempting(row.id, now)
                    written.append((row, mail))
        return written

    async def _one(self, turn: Turn) -> Mail | None:
        """None when it is settled without being sent; what cannot be written stands in nobody's way."""
        row, work = turn.row, turn.work
        opens = office_opens(turn.team, turn.now) if waits_for_office(row.post) else None
        if opens:
            await work.put(postponed(row.post, opens), turn.now, opens)
            await work.settle(row.id, PostState.DROPPED, turn.now)
            return None
        try:
            async with work.savepoint():
                mail = await MAILS[row.post.kind](turn)
        except Exception as error:
            await self._failed(turn, error)
            return None
        if mail is None:
            await self._drop(turn)
        return mail

    async def _failed(self, turn: Turn, error: Exception) -> None:
        row, work = turn.row, turn.work
        log.warning("mail_failed", kind=row.post.kind, error=type(error).__name__, where=where(error))
        if isinstance(error, KeyError) or row.attempts + 1 >= PATIENCE:
            await work.settle(row.id, PostState.REFUSED, turn.now)
        else:
            await work.attempting(row.id, turn.now)
            await work.retry(row.id, next_try(row.attempts, turn.now, self.random))

    async def _drop(self, turn: Turn) -> None:
        await turn.work.settle(turn.row.id, PostState.DROPPED, turn.now)
        if turn.post.kind in MUST_ARRIVE and await recipient(turn, await turn.casus()) is None:
            await turn.work.put(told("opschaling_zonder_adres", turn.post), turn.now)

    async def _settle(self, fates: list[tuple[PostRow, MailFate]]) -> None:
        now = self.clock.now()
        async with self.storage.begin() as work:
            for row, fate in fates:
                await self._fate(work, row, fate, now)

    async def _fate(self, work: UnitOfWork, row: PostRow, fate: MailFate, now: datetime) -> None:
        if fate is MailFate.SENT:
            await work.settle(row.id, PostState.SENT, now)
        elif fate is MailFate.DELAYED and now - row.made_at < _GIVE_UP:
            await work.retry(row.id, next_try(row.attempts, now, self.random))
        else:
            log.warning("mail_refused", kind=row.post.kind, attempts=row.attempts + 1)
            await work.settle(row.id, PostState.REFUSED, now)
            await work.put(told("niet_bezorgd", row.post), now)


def told(kind: str, mail: Post) -> Post:
    """To the secretaris, in the thread of the case; once for each mail."""
    args = {"aan": mail.to or "", "soort": mail.kind}
    return Post(
        f"{kind}:{mail.key}", Channel.ROOM, kind, args, mail.code, about=mail.about, in_case=mail.code is not None
    )
