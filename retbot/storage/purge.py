"""Deleting a case from the database, and the counters that remain."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    RowMapping,
    String,
    Table,
    delete,
    func,
    select,
    update,
)

from retbot.domain.casus.casecode import Casecode
from retbot.domain.privacy.counters import HalfYearCount
from retbot.ports.storage.privacy import OwnMessage
from retbot.storage.audit.log import SqlAudit
from retbot.storage.database.base import StorePart, Transaction, made_of, row_of
from retbot.storage.database.engine import insert_into
from retbot.storage.database.tables import casus, metadata, note, outbox, question
from retbot.storage.of_case import about, tells_of

teller = Table(
    "teller",
    metadata,
    Column("halfjaar", String, primary_key=True),
    Column("dimensie", String, primary_key=True),
    Column("waarde", String, primary_key=True),
    Column("aantal", Integer, nullable=False),
)


class SqlPurge(StorePart):
    def __init__(self, transaction: Transaction, audit: SqlAudit) -> None:
        super().__init__(transaction)
        self._audit = audit

    async def traces(self, code: Casecode) -> Mapping[str, int]:
        wanted = {table: about(table, code) for table in metadata.sorted_tables}
        found = {t.name: await self._count(t, where) for t, where in wanted.items() if where is not None}
        return {name: count for name, count in found.items() if count}

    async def case(self, code: Casecode, counted: Iterable[HalfYearCount], why: str, now: datetime) -> list[OwnMessage]:
        said = select(outbox).where(tells_of(code), outbox.c.event_id.is_not(None)).order_by(outbox.c.id)
        messages = [_message(row) for row in (await self._connection.execute(said)).mappings()]
        for telling in counted:
            await self._count_up(telling)
        mark = await self._connection.scalar(select(casus.c.merk).where(casus.c.code == code))
        for table in (outbox, note, question):
            where = about(table, code)
            assert where is not None  # noqa: S101 - each of these names cases
            await self._connection.execute(delete(table).where(where))
        await self._connection.execute(update(casus).where(casus.c.vervolg_op == code).values(vervolg_op=None))
        await self._connection.execute(delete(casus).where(casus.c.code == code))
        await self._audit.purge(code, why, now)
        await self._transaction.destroy_key_later(code, f"{mark} {now:%Y-%m-%d}" if mark else "")
        return messages

    async def counters(self) -> Mapping[HalfYearCount, int]:
        rows = (await self._connection.execute(select(teller))).mappings()
        return {made_of(HalfYearCount, row): row["aantal"] for row in rows}

    async def _count(self, table: Table, where: ColumnElement[bool]) -> int:
        return await self._connection.scalar(select(func.count()).select_from(table).where(where)) or 0

    async def _count_up(self, telling: HalfYearCount) -> None:
        new = insert_into(self._connection, teller).values(**row_of(telling), aantal=1)
        key = ["halfjaar", "dimensie", "waarde"]
        await self._connection.execute(
            new.on_conflict_do_update(index_elements=key, set_={"aantal": teller.c.aantal + 1})
        )


def _message(row: RowMapping) -> OwnMessage:
    return OwnMessage(row["event_id"], row["room_id"], row["direct"])
