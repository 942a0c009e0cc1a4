"""Days on which somebody is away, in the database."""

from sqlalchemy import Column, Date, Integer, RowMapping, String, Table, delete, insert, select

from retbot.domain.deelnemers.absence import Absence, DatePeriod
from retbot.storage.database.base import StorePart
from retbot.storage.database.tables import metadata

afwezigheid = Table(
    "afwezigheid",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wie", String, key="who", nullable=False),
    Column("van", Date, nullable=False),
    Column("tot", Date, nullable=False),
    sqlite_autoincrement=True,
)


class SqlAbsences(StorePart):
    async def absences(self) -> list[Absence]:
        wanted = select(afwezigheid).order_by(afwezigheid.c.van, afwezigheid.c.id)
        return [_absence_of(row) for row in (await self._connection.execute(wanted)).mappings()]

    async def add_absence(self, absence_: Absence) -> None:
        period = absence_.periode
        row = {"who": absence_.who, "van": period.van, "tot": period.tot}
        await self._connection.execute(insert(afwezigheid).values(**row))

    async def remove_absence(self, id_: int) -> None:
        await self._connection.execute(delete(afwezigheid).where(afwezigheid.c.id == id_))


def _absence_of(row: RowMapping) -> Absence:
    return Absence(row["who"], DatePeriod(row["van"], row["tot"]), row["id"])
