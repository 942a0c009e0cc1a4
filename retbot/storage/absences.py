"""Days on which somebody is away, in the database."""

from sqlalchemy import Column, Date, Integer, RowMapping, String, Table, delete, insert, select

from retbot.domain.afwezigheid import Afwezigheid, Periode
from retbot.storage.part import Part
from retbot.storage.tables import metadata

afwezigheid = Table(
    "afwezigheid",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wie", String, nullable=False),
    Column("van", Date, nullable=False),
    Column("tot", Date, nullable=False),
    sqlite_autoincrement=True,
)


class Absences(Part):
    async def afwezigheden(self) -> list[Afwezigheid]:
        wanted = select(afwezigheid).order_by(afwezigheid.c.van, afwezigheid.c.id)
        return [_made(row) for row in (await self._connection.execute(wanted)).mappings()]

    async def add_afwezigheid(self, afwezigheid_: Afwezigheid) -> None:
        period = afwezigheid_.periode
        row = {"wie": afwezigheid_.wie, "van": period.van, "tot": period.tot}
        await self._connection.execute(insert(afwezigheid).values(**row))

    async def remove_afwezigheid(self, id_: int) -> None:
        await self._connection.execute(delete(afwezigheid).where(afwezigheid.c.id == id_))


def _made(row: RowMapping) -> Afwezigheid:
    return Afwezigheid(row["wie"], Periode(row["van"], row["tot"]), row["id"])
