"""Reminders in the database: derived ones, and those that somebody postponed."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, RowMapping, and_, delete, exists, insert, or_, select, update

from retbot.domain.casecode import Casecode
from retbot.domain.casustermijnen import Staat, Termijn
from retbot.domain.herinneren import Aanleiding, Herinnering
from retbot.domain.tijdlijn import last_instant
from retbot.storage.engine import insert_into, upsert_into
from retbot.storage.part import Part, row_of
from retbot.storage.tables import herinnering, termijn

_ITS_TERM = and_(termijn.c.code == herinnering.c.code, termijn.c.key == herinnering.c.termijn)
_OF_OPEN_TERM = exists().where(_ITS_TERM).correlate(herinnering)
_POSTPONED = herinnering.c.aanleiding.is_(None)
_NOT_GIVEN = herinnering.c.given_at.is_(None)
_WAITING = and_(_NOT_GIVEN, or_(~_POSTPONED, _OF_OPEN_TERM))


class Reminders(Part):
    async def due_herinneringen(self, now: datetime, limit: int) -> list[tuple[Casecode, Herinnering]]:
        wanted = (
            select(herinnering, termijn.c.einde)
            .outerjoin(termijn, _ITS_TERM)
            .where(_WAITING, herinnering.c.moment <= now)
            .order_by(herinnering.c.moment, herinnering.c.code, herinnering.c.key)
            .limit(limit)
        )
        rows = (await self._connection.execute(wanted)).mappings()
        return [(Casecode(row["code"]), _herinnering(row, now)) for row in rows]

    async def given(self, code: Casecode, key: str, now: datetime) -> None:
        this = herinnering.c.code == code, herinnering.c.key == key
        await self._connection.execute(update(herinnering).where(*this).values(given_at=now))

    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        key = f"{termijn}:uitstel:{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        new = insert_into(self._connection, herinnering).values(code=code, key=key, moment=moment, termijn=termijn)
        await self._connection.execute(new.on_conflict_do_nothing())

    async def _next_reminder(self) -> datetime | None:
        first = select(herinnering.c.moment).where(_WAITING).order_by(herinnering.c.moment).limit(1)
        return await self._connection.scalar(first)

    async def _merge(
        self, code: Casecode, termijnen: Sequence[Termijn], herinneringen: Sequence[Herinnering], now: datetime
    ) -> None:
        """The derived rows of a case in place of the earlier ones."""
        of_case = herinnering.c.code == code
        await self._drop(of_case, _POSTPONED, herinnering.c.moment < now, ~_OF_OPEN_TERM)
        await self._replace_terms(code, termijnen)
        await self._drop(of_case, ~_POSTPONED, herinnering.c.key.not_in([h.key for h in herinneringen]))
        known = set(await self._connection.scalars(select(herinnering.c.key).where(of_case)))
        await self._put_reminders(code, [h for h in herinneringen if h.key in known or h.moment >= now])

    async def _drop(self, *where: ColumnElement[bool]) -> None:
        await self._connection.execute(delete(herinnering).where(_NOT_GIVEN, *where))

    async def _replace_terms(self, code: Casecode, termijnen: Sequence[Termijn]) -> None:
        await self._connection.execute(delete(termijn).where(termijn.c.code == code))
        ends = {t.key: last_instant(t.due) for t in termijnen if t.staat is Staat.OPEN}
        if ends:
            rows = [{"code": code, "key": key, "einde": end} for key, end in ends.items()]
            await self._connection.execute(insert(termijn), rows)

    async def _put_reminders(self, code: Casecode, wanted: Sequence[Herinnering]) -> None:
        merged = upsert_into(self._connection, herinnering, ["code", "key"], ("moment", "termijn", "aanleiding"))
        if wanted:
            await self._connection.execute(merged, [{"code": code, **row_of(h)} for h in wanted])


def _herinnering(row: RowMapping, now: datetime) -> Herinnering:
    occasion = row["aanleiding"]
    if occasion is None:
        occasion = Aanleiding.TE_LAAT if row["einde"] < now else Aanleiding.VOORAF
    return Herinnering(row["key"], row["moment"], row["termijn"], occasion)
