"""Polls in the database: ids, instants and owners, no text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Integer, String, Table, delete, insert, select, update

from retbot.domain.casecode import Casecode
from retbot.domain.peilingen import Optie, Peiling, Soort
from retbot.storage.columns import Choice, Instant
from retbot.storage.part import Part, made_of, row_of
from retbot.storage.tables import metadata, of_casus

peiling = Table(
    "peiling",
    metadata,
    Column("id", Integer, primary_key=True),
    of_casus(nullable=False, index=True),
    Column("soort", Choice(Soort), nullable=False),
    Column("ronde", Integer, nullable=False),
    Column("minuten", Integer, nullable=False),
    Column("gemaakt", Instant, nullable=False),
    Column("gesloten", Instant),
    sqlite_autoincrement=True,
)


def _of_peiling() -> Column[int]:
    return Column("peiling", ForeignKey("peiling.id", ondelete="CASCADE"), primary_key=True)


optie = Table(
    "peilingoptie",
    metadata,
    _of_peiling(),
    Column("nummer", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("start", Instant),
    Column("keuze", String),
)
keuze = Table(
    "peilingkeuze",
    metadata,
    _of_peiling(),
    Column("owner", String, primary_key=True),
    Column("nummer", Integer, primary_key=True),
)
Index("ix_peiling_open", peiling.c.gesloten)


class Peilingen(Part):
    async def add_peiling(self, peiling_: Peiling) -> Peiling:
        row = {name: value for name, value in row_of(peiling_).items() if name not in {"id", "opties"}}
        done = await self._connection.execute(insert(peiling).values(**row))
        made = replace(peiling_, id=done.inserted_primary_key.id if done.inserted_primary_key else None)
        rows = [{"peiling": made.id, **row_of(one)} for one in made.opties]
        await self._connection.execute(insert(optie), rows)
        return made

    async def peiling(self, code: Casecode, soort: Soort, ronde: int | None = None) -> Peiling | None:
        of_round = [peiling.c.ronde == ronde] if ronde is not None else []
        found = await self._peilingen(
            peiling.c.code == code, peiling.c.soort == soort, peiling.c.gesloten.is_(None), *of_round
        )
        return found[-1] if found else None

    async def peiling_met_id(self, id_: int) -> Peiling | None:
        found = await self._peilingen(peiling.c.id == id_)
        return found[0] if found else None

    async def peiling_of_option(self, option: str) -> Peiling | None:
        id_ = await self._connection.scalar(select(optie.c.peiling).where(optie.c.id == option))
        return None if id_ is None else await self.peiling_met_id(id_)

    async def open_peilingen(self) -> list[Peiling]:
        return await self._peilingen(peiling.c.gesloten.is_(None))

    async def close_peiling(self, id_: int, now: datetime) -> None:
        this = peiling.c.id == id_, peiling.c.gesloten.is_(None)
        await self._connection.execute(update(peiling).where(*this).values(gesloten=now))

    async def choose(self, id_: int, owner: str, nummers: Sequence[int]) -> None:
        await self._connection.execute(delete(keuze).where(keuze.c.peiling == id_, keuze.c.owner == owner))
        if rows := [{"peiling": id_, "owner": owner, "nummer": nummer} for nummer in dict.fromkeys(nummers)]:
            await self._connection.execute(insert(keuze), rows)

    async def keuzes(self, id_: int) -> dict[str, tuple[int, ...]]:
        wanted = select(keuze).where(keuze.c.peiling == id_).order_by(keuze.c.owner, keuze.c.nummer)
        found: dict[str, list[int]] = defaultdict(list)
        for row in (await self._connection.execute(wanted)).mappings():
            found[row["owner"]].append(row["nummer"])
        return {owner: tuple(numbers) for owner, numbers in found.items()}

    async def _peilingen(self, *where: ColumnElement[bool]) -> list[Peiling]:
        wanted = select(peiling).where(*where).order_by(peiling.c.id)
        rows = (await self._connection.execute(wanted)).mappings().all()
        return [Peiling(**row, opties=await self._opties(row["id"])) for row in rows]

    async def _opties(self, id_: int) -> tuple[Optie, ...]:
        wanted = select(optie).where(optie.c.peiling == id_).order_by(optie.c.nummer)
        return tuple(made_of(Optie, row) for row in (await self._connection.execute(wanted)).mappings())
