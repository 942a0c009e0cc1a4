"""The numbers of items that are waiting, for the person who maintains the bot."""

from datetime import datetime

from sqlalchemy import func, select

from retbot.ports.vitals import Backlog
from retbot.storage.database.base import StorePart
from retbot.storage.database.tables import outbox, termijn
from retbot.storage.outbox import STILL_OPEN, Rank, may_leave

_DUE = func.coalesce(outbox.c.first_due, outbox.c.due)
_BY_MAIL = outbox.c.rank == Rank.MAIL


class SqlBacklog(StorePart):
    async def count(self, now: datetime) -> Backlog:
        waiting = select(func.count(), func.count().filter(_BY_MAIL), func.min(_DUE)).where(STILL_OPEN, now >= _DUE)
        posts, mail, oldest = (await self._connection.execute(waiting)).one()
        head = select(outbox.c.id, outbox.c.attempts).where(may_leave(now), ~_BY_MAIL)
        first = (await self._connection.execute(head.order_by(outbox.c.rank, outbox.c.id).limit(1))).first()
        ends = select(func.count(), func.count().filter(termijn.c.einde < now))
        terms, late = (await self._connection.execute(ends)).one()
        return Backlog(posts - mail, mail, oldest, (first.id, first.attempts) if first else None, terms, late)
