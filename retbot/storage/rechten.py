"""Decisions on the rights of data subjects, and the register of data breaches, in the database."""

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, Table, select

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.datalekken import Datalek
from retbot.ports.storage.privacy import Dossier
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.columns import Choice, Instant, Safe
from retbot.storage.database.engine import upsert_into
from retbot.storage.database.tables import metadata, of_casus
from retbot.storage.of_case import touching

besluit = Table(
    "besluit",
    metadata,
    of_casus(primary_key=True),
    Column("recht", Choice(GdprRight), key="right", primary_key=True),
    Column("op", Date, key="day", nullable=False),
    Column("kenmerk", String, nullable=False),
    Column("eerste", String, nullable=False),
    Column("vastgelegd", Instant, nullable=False),
    Column("tweede", String),
)

# Without a case code: the register stays when a case is deleted.
datalek = Table(
    "datalek",
    metadata,
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("ontdekt", Instant, nullable=False),
    Column("door", String, nullable=False),
    *(
        Column(name, String)
        for name in ("aard", "oorzaak", "betrokkenen", "aantal", "gegevens", "gevolgen", "maatregelen")
    ),
    *(Column(name, Instant) for name in ("partijen", "autoriteit", "getroffenen")),
    Column("geen_melding", Boolean, nullable=False),
    Column("geen_bericht", Boolean, nullable=False),
    Column("te_laat", String),
    *(Column(name, Safe) for name in ("feiten", "gevolgen_tekst", "maatregelen_tekst")),
    Column("ingetrokken", String),
    Column("ingetrokken_op", Instant),
)


class SqlGdprDecisions(StorePart):
    async def save(self, code: Casecode, gdpr_decision_: GdprDecision) -> None:
        row = row_of(gdpr_decision_)
        await self._connection.execute(
            upsert_into(self._connection, besluit, ["code", "recht"], row).values(code=code, **row)
        )

    async def decision(self, code: Casecode, right: GdprRight) -> GdprDecision | None:
        wanted = select(besluit).where(besluit.c.code == code, besluit.c.right == right)
        row = (await self._connection.execute(wanted)).mappings().first()
        return made_of(GdprDecision, row) if row else None

    async def to_be_wiped(self) -> list[Casecode]:
        confirmed = besluit.c.right == GdprRight.WISSEN, besluit.c.tweede.is_not(None)
        codes = await self._connection.scalars(select(besluit.c.code).where(*confirmed).order_by(besluit.c.code))
        return [Casecode(code) for code in codes]

    async def dossier(self, code: Casecode) -> Dossier:
        found = {}
        for table in metadata.sorted_tables:
            where = touching(table, code)
            if where is not None:
                open_ones = [column.label(column.key) for column in table.c if not isinstance(column.type, LargeBinary)]
                ordered = select(*open_ones).where(where).order_by(*table.primary_key)
                found[table.name] = [dict(row) for row in (await self._connection.execute(ordered)).mappings()]
        return {name: rows for name, rows in found.items() if rows}


class SqlDatalekken(StorePart):
    async def all(self) -> list[Datalek]:
        rows = (await self._connection.execute(select(datalek).order_by(datalek.c.nummer))).mappings()
        return [made_of(Datalek, row) for row in rows]

    async def save(self, datalek_: Datalek) -> None:
        row = row_of(datalek_)
        await self._connection.execute(upsert_into(self._connection, datalek, ["nummer"], row).values(**row))
