"""The overleggen of the team in the database; the slot of a case is stored with its bespreking."""

from datetime import datetime

from sqlalchemy import Column, Integer, String, Table, delete, select

from retbot.domain.casus.casus import BesprekingState
from retbot.domain.overleg.overleg import Overleg
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.columns import Choice, Instant
from retbot.storage.database.engine import upsert_into
from retbot.storage.database.tables import metadata
from retbot.storage.meetings.ledger import ledger_rows
from retbot.storage.meetings.left_addresses import left_address
from retbot.storage.meetings.reply_addresses import other_address
from retbot.storage.meetings.rsvps import antwoord, invitation, offered_answer

overleg = Table(
    "overleg",
    metadata,
    Column("uid", String, primary_key=True),
    Column("start", Instant, nullable=False, index=True),
    Column("minuten", Integer, nullable=False),
    Column("tijdvak", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("stand", Choice(BesprekingState), key="state", nullable=False),
    Column("plek", String),
    Column("tafel", String),
)


class SqlOverleggen(StorePart):
    async def all(self) -> list[Overleg]:
        rows = (await self._connection.execute(select(overleg).order_by(overleg.c.start, overleg.c.uid))).mappings()
        return [made_of(Overleg, row) for row in rows]

    async def save(self, overleg_: Overleg) -> None:
        row = row_of(overleg_)
        await self._connection.execute(upsert_into(self._connection, overleg, ["uid"], row).values(**row))

    async def forget(self, before: datetime) -> None:
        await self._connection.execute(delete(overleg).where(overleg.c.start < before))

    async def forget_guests(self, before: datetime) -> None:
        still_kept = select(overleg.c.uid).where(overleg.c.start >= before)
        for table in (invitation, left_address, ledger_rows, antwoord, offered_answer):
            of_none = table.c.code.is_(None), table.c.uid.not_in(still_kept)
            await self._connection.execute(delete(table).where(*of_none))
        waits = other_address.c.uid.in_(select(offered_answer.c.uid))
        await self._connection.execute(delete(other_address).where(other_address.c.uid.is_not(None), ~waits))
