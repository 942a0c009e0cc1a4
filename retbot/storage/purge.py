"""Deleting a case from the database, and the counters that remain."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    RowMapping,
    String,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.privacy.counters import HalfYearCount
from retbot.ports import PostState
from retbot.ports.purge import CLEARED, REPLACED, OwnMessage
from retbot.storage.audit.log import Audit
from retbot.storage.cases import Cases
from retbot.storage.database.base import made_of, row_of
from retbot.storage.database.engine import insert_into
from retbot.storage.database.tables import casus, metadata, note, outbox, question
from retbot.storage.of_case import about, tells_of, vermelding
from retbot.storage.rechten import SqlGdprDecisions

teller = Table(
    "teller",
    metadata,
    Column("halfjaar", String, primary_key=True),
    Column("dimensie", String, primary_key=True),
    Column("waarde", String, primary_key=True),
    Column("aantal", Integer, nullable=False),
)

ONCE = ("looptijd_voorbij", "niet_vastgezet")
"""Posts whose key must stay, because they may be sent only once ever."""
_ANSWER = "antwoord:"


class SqlPurge(Audit, Cases, SqlGdprDecisions):
    async def mentions(self, id_: int, codes: Collection[Casecode]) -> None:
        known = select(casus.c.code).where(casus.c.code.in_(codes))
        for code in list(await self._connection.scalars(known)):
            new = insert_into(self._connection, vermelding).values(post=id_, code=code)
            await self._connection.execute(new.on_conflict_do_nothing())

    async def traces(self, code: Casecode) -> Mapping[str, int]:
        wanted = {table: about(table, code) for table in metadata.sorted_tables}
        found = {t.name: await self._count(t, where) for t, where in wanted.items() if where is not None}
        return {name: count for name, count in found.items() if count}

    async def purge(
        self, code: Casecode, counted: Iterable[HalfYearCount], why: str, now: datetime
    ) -> list[OwnMessage]:
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
        await self.purge_audit(code, why, now)
        await self._to_be_destroyed(code, f"{mark} {now:%Y-%m-%d}" if mark else "")
        return messages

    async def returned_cases(self) -> list[Casus]:
        """Cases that were deleted earlier and returned with a restored copy of the database."""
        rows = await self._connection.execute(select(casus.c.code, casus.c.merk))
        gone = self._vault.deletions.marks()
        codes = {row.code for row in rows if row.merk in gone}
        return [one for one in await self.casussen(open_only=False) if one.code in codes] if codes else []

    async def tellers(self) -> Mapping[HalfYearCount, int]:
        rows = (await self._connection.execute(select(teller))).mappings()
        return {made_of(HalfYearCount, row): row["aantal"] for row in rows}

    async def notes(self, prefix: str) -> Mapping[str, str]:
        rows = await self._connection.execute(select(note).where(note.c.name.startswith(prefix, autoescape=True)))
        return {row.name: row.value for row in rows}

    async def forget_posts(self, before: datetime, *, answers: bool) -> None:
        old = outbox.c.code.is_(None), outbox.c.made_at < before, outbox.c.state != PostState.OPEN
        which = outbox.c.key.startswith(_ANSWER) if answers else outbox.c.sentence.not_in(ONCE)
        await self._connection.execute(delete(outbox).where(*old, which))

    async def forget_redactions(self) -> bool:
        # As a range of keys, so that the index is used: this runs often.
        of_deleted = outbox.c.key > CLEARED, outbox.c.key < f"{CLEARED[:-1]};"
        waiting = select(outbox.c.id).where(*of_deleted, outbox.c.state == PostState.OPEN).limit(1)
        if await self._connection.scalar(waiting) is not None:
            return False
        return bool((await self._connection.execute(delete(outbox).where(*of_deleted))).rowcount)

    async def forget_replaced(self) -> None:
        of_versions = outbox.c.key > REPLACED, outbox.c.key < f"{REPLACED[:-1]};", outbox.c.state == PostState.SENT
        gone = list(await self._connection.scalars(select(outbox.c.target).where(*of_versions)))
        if gone:
            await self._connection.execute(delete(outbox).where(or_(outbox.c.event_id.in_(gone), and_(*of_versions))))

    async def forget_questions(self, before: datetime) -> None:
        old = question.c.gesteld < before
        await self._connection.execute(delete(question).where(question.c.code.is_(None), old))

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
