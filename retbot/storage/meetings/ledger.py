"""What was last sent to each guest of a meeting."""

from sqlalchemy import Boolean, Column, Integer, String, Table, UniqueConstraint, select

from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.columns import Choice, Instant, Words
from retbot.storage.database.engine import upsert_into
from retbot.storage.database.tables import metadata, of_casus

ledger_rows = Table(
    "told",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),
    Column("owner", String, nullable=False, index=True),
    Column("sequence", Integer, nullable=False),
    Column("stamp", Instant, nullable=False),
    Column("since", Integer, nullable=False),
    Column("standing", Choice(GuestStanding), nullable=False),
    Column("start", Instant, nullable=False),
    Column("minuten", Integer, nullable=False),
    Column("plek", String),
    Column("lijst", Choice(GuestList), nullable=False),
    Column("sees", Words, nullable=False),
    of_casus(index=True),
    Column("reached", Boolean, nullable=False),
    UniqueConstraint("uid", "owner"),
    sqlite_autoincrement=True,
)


class SqlLedger(StorePart):
    async def of_meeting(self, uid: str) -> list[LedgerEntry]:
        wanted = select(ledger_rows).where(ledger_rows.c.uid == uid).order_by(ledger_rows.c.id)
        return [made_of(LedgerEntry, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def of_guest(self, owner: str) -> list[LedgerEntry]:
        wanted = select(ledger_rows).where(ledger_rows.c.owner == owner).order_by(ledger_rows.c.start, ledger_rows.c.id)
        return [made_of(LedgerEntry, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def set(self, told_: LedgerEntry) -> None:
        row = row_of(told_)
        await self._connection.execute(upsert_into(self._connection, ledger_rows, ["uid", "owner"], row).values(**row))
