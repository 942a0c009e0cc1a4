"""Reminders in the database: derived ones, and those that somebody postponed."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, RowMapping, and_, delete, exists, insert, or_, select, update

from retbot.domain.casus.casecode import Casecode
from retbot.domain.convenant.timeline import last_instant
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.storage.database.base import StorePart, row_of
from retbot.storage.database.engine import insert_into, upsert_into
from retbot.storage.database.tables import reminder, termijn

_ITS_TERM = and_(termijn.c.code == reminder.c.code, termijn.c.key == reminder.c.termijn)
_OF_OPEN_TERM = exists().where(_ITS_TERM).correlate(reminder)
_POSTPONED = reminder.c.aanleiding.is_(None)
_NOT_GIVEN = reminder.c.given_at.is_(None)
_WAITING = and_(_NOT_GIVEN, or_(~_POSTPONED, _OF_OPEN_TERM))


class SqlReminders(StorePart):
    async def due(self, now: datetime, limit: int) -> list[tuple[Casecode, Reminder]]:
        wanted = (
            select(reminder, termijn.c.einde)
            .outerjoin(termijn, _ITS_TERM)
            .where(_WAITING, reminder.c.moment <= now)
            .order_by(reminder.c.moment, reminder.c.code, reminder.c.key)
            .limit(limit)
        )
        rows = (await self._connection.execute(wanted)).mappings()
        return [(Casecode(row["code"]), _reminder(row, now)) for row in rows]

    async def mark_sent(self, code: Casecode, key: str, now: datetime) -> None:
        this = reminder.c.code == code, reminder.c.key == key
        await self._connection.execute(update(reminder).where(*this).values(given_at=now))

    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        key = f"{termijn}:uitstel:{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        new = insert_into(self._connection, reminder).values(code=code, key=key, moment=moment, termijn=termijn)
        await self._connection.execute(new.on_conflict_do_nothing())

    async def next_moment(self) -> datetime | None:
        first = select(reminder.c.moment).where(_WAITING).order_by(reminder.c.moment).limit(1)
        return await self._connection.scalar(first)

    async def merge(
        self, code: Casecode, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        """Replaces the derived rows of a case."""
        of_case = reminder.c.code == code
        await self._drop(of_case, _POSTPONED, reminder.c.moment < now, ~_OF_OPEN_TERM)
        await self._replace_terms(code, termijnen)
        await self._drop(of_case, ~_POSTPONED, reminder.c.key.not_in([h.key for h in reminders]))
        known = set(await self._connection.scalars(select(reminder.c.key).where(of_case)))
        await self._put_reminders(code, [h for h in reminders if h.key in known or h.moment >= now])

    async def _drop(self, *where: ColumnElement[bool]) -> None:
        await self._connection.execute(delete(reminder).where(_NOT_GIVEN, *where))

    async def _replace_terms(self, code: Casecode, termijnen: Sequence[Termijn]) -> None:
        await self._connection.execute(delete(termijn).where(termijn.c.code == code))
        ends = {t.key: last_instant(t.due) for t in termijnen if t.staat is TermijnState.OPEN}
        if ends:
            rows = [{"code": code, "key": key, "einde": end} for key, end in ends.items()]
            await self._connection.execute(insert(termijn), rows)

    async def _put_reminders(self, code: Casecode, wanted: Sequence[Reminder]) -> None:
        merged = upsert_into(self._connection, reminder, ["code", "key"], ("moment", "termijn", "aanleiding"))
        if wanted:
            await self._connection.execute(merged, [{"code": code, **row_of(h)} for h in wanted])


def _reminder(row: RowMapping, now: datetime) -> Reminder:
    occasion = row["aanleiding"]
    if occasion is None:
        occasion = ReminderReason.LATE if row["einde"] < now else ReminderReason.BEFOREHAND
    return Reminder(row["key"], row["moment"], row["termijn"], occasion)
