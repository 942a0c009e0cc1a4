"""Cases in the database."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, RowMapping, Table, delete, insert, select, update

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Afspraak, Bespreking, Casus, Feit
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.reminders import Reminder
from retbot.ports import UnknownCase
from retbot.storage.database import tables
from retbot.storage.database.base import StorePart, Transaction, made_of, row_of
from retbot.storage.database.engine import upsert_into
from retbot.storage.reminders import SqlReminders

T = TypeVar("T")
_ORDER = tables.casus.c.ontvangen, tables.casus.c.code


class SqlCases(StorePart):
    def __init__(self, transaction: Transaction, reminders: SqlReminders) -> None:
        super().__init__(transaction)
        self._reminders = reminders

    async def get(self, code: Casecode) -> Casus | None:
        found = await self._casussen(tables.casus.c.code == code)
        return found[0] if found else None

    async def find(self, *, open_only: bool = True) -> list[Casus]:
        return await self._casussen(*[tables.casus.c.gesloten.is_(None)] * open_only)

    async def codes(self, *, open_only: bool = False) -> set[Casecode]:
        wanted = select(tables.casus.c.code)
        if open_only:
            wanted = wanted.where(tables.casus.c.gesloten.is_(None))
        return {Casecode(code) for code in await self._connection.scalars(wanted)}

    async def closed_codes(self) -> list[Casecode]:
        closed = select(tables.casus.c.code).where(tables.casus.c.gesloten.is_not(None))
        return [Casecode(code) for code in await self._connection.scalars(closed.order_by(*_ORDER))]

    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        row = row_of(casus.aanmelding) | {
            "convenant": casus.convenant,
            "versie": casus.versie,
            "gesloten": casus.gesloten,
        }
        await self._connection.execute(
            upsert_into(self._connection, tables.casus, ["code"], row).values(code=casus.code, **row)
        )
        await self._replace(tables.feit, casus.code, casus.feiten)
        await self._replace(tables.bespreking, casus.code, casus.besprekingen)
        await self._replace(tables.afspraak, casus.code, casus.afspraken)
        await self._reminders.merge(casus.code, termijnen, reminders, now)

    async def thread(self, code: Casecode) -> str | None:
        wanted = select(tables.casus.c.thread).where(tables.casus.c.code == code)
        return await self._connection.scalar(wanted)

    async def set_thread(self, code: Casecode, event_id: str | None) -> None:
        done = await self._connection.execute(
            update(tables.casus).where(tables.casus.c.code == code).values(thread=event_id)
        )
        if not done.rowcount:
            raise UnknownCase(code)

    async def of_thread(self, event_id: str) -> Casecode | None:
        wanted = select(tables.casus.c.code).where(tables.casus.c.thread == event_id)
        code = await self._connection.scalar(wanted)
        return Casecode(code) if code else None

    async def _casussen(self, *where: ColumnElement[bool]) -> list[Casus]:
        wanted = select(tables.casus).where(*where).order_by(*_ORDER)
        rows = {row["code"]: row for row in (await self._connection.execute(wanted)).mappings()}
        feiten = await self._lists(Feit, tables.feit, where)
        besprekingen = await self._lists(Bespreking, tables.bespreking, where)
        afspraken = await self._lists(Afspraak, tables.afspraak, where)
        return [_casus(row, feiten[code], besprekingen[code], afspraken[code]) for code, row in rows.items()]

    async def _lists(
        self, class_: type[T], table: Table, where: Sequence[ColumnElement[bool]]
    ) -> defaultdict[str, list[T]]:
        """For each case, in the order in which they were saved."""
        codes = select(tables.casus.c.code).where(*where)
        wanted = select(table).where(table.c.code.in_(codes)).order_by(table.c.code, table.c.positie)
        found: defaultdict[str, list[T]] = defaultdict(list)
        for row in (await self._connection.execute(wanted)).mappings():
            found[row["code"]].append(made_of(class_, row))
        return found

    async def _replace(self, table: Table, code: Casecode, values: Sequence[Any]) -> None:
        await self._connection.execute(delete(table).where(table.c.code == code))
        rows = [{"code": code, "positie": at, **row_of(value)} for at, value in enumerate(values)]
        if rows:
            await self._connection.execute(insert(table), rows)


def _casus(row: RowMapping, feiten: list[Feit], besprekingen: list[Bespreking], afspraken: list[Afspraak]) -> Casus:
    aanmelding = made_of(Aanmelding, row)
    lists = tuple(feiten), tuple(besprekingen), tuple(afspraken)
    return Casus(Casecode(row["code"]), row["convenant"], row["versie"], aanmelding, *lists)
