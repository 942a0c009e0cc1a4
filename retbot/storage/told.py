"""What each guest of a meeting was last told about it."""

from sqlalchemy import Boolean, Column, Integer, String, Table, UniqueConstraint, select

from retbot.domain.gastenlijst import Gastenlijst
from retbot.domain.meeting import Standing, Told
from retbot.storage.columns import Choice, Instant, Words
from retbot.storage.engine import upsert_into
from retbot.storage.part import Part, made_of, row_of
from retbot.storage.tables import metadata, of_casus

told = Table(
    "told",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),
    Column("owner", String, nullable=False, index=True),
    Column("sequence", Integer, nullable=False),
    Column("stamp", Instant, nullable=False),
    Column("since", Integer, nullable=False),
    Column("standing", Choice(Standing), nullable=False),
    Column("start", Instant, nullable=False),
    Column("minuten", Integer, nullable=False),
    Column("plek", String),
    Column("lijst", Choice(Gastenlijst), nullable=False),
    Column("sees", Words, nullable=False),
    of_casus(index=True),
    Column("reached", Boolean, nullable=False),
    UniqueConstraint("uid", "owner"),
    sqlite_autoincrement=True,
)


class Ledger(Part):
    async def told(self, uid: str) -> list[Told]:
        wanted = select(told).where(told.c.uid == uid).order_by(told.c.id)
        return [made_of(Told, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def told_to(self, owner: str) -> list[Told]:
        wanted = select(told).where(told.c.owner == owner).order_by(told.c.start, told.c.id)
        return [made_of(Told, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def set_told(self, told_: Told) -> None:
        row = row_of(told_)
        await self._connection.execute(upsert_into(self._connection, told, ["uid", "owner"], row).values(**row))
