"""Who takes part, and their addresses, which the database holds only as ciphertext."""

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Integer,
    RowMapping,
    String,
    Table,
    and_,
    delete,
    insert,
    select,
    update,
)

from retbot.domain.casus.casecode import Casecode
from retbot.domain.deelnemers.absence import Absence, DatePeriod, periods
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import KeysLost
from retbot.storage.database.base import StorePart, row_of
from retbot.storage.database.engine import upsert_into
from retbot.storage.database.tables import adres, casus, deelnemer, metadata
from retbot.storage.meetings.left_addresses import left_address
from retbot.storage.meetings.polls import poll_choice, poll_voter
from retbot.storage.meetings.reply_addresses import other_address, reply_address
from retbot.storage.meetings.rsvps import antwoord, invitation, offered_answer

afwezigheid = Table(
    "afwezigheid",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wie", String, key="who", nullable=False),
    Column("van", Date, nullable=False),
    Column("tot", Date, nullable=False),
    sqlite_autoincrement=True,
)


class SqlPeople(StorePart):
    async def all(self) -> list[Deelnemer]:
        rows = (await self._connection.execute(select(deelnemer).order_by(deelnemer.c.nummer))).mappings().all()
        away = await self.absences()
        return [Deelnemer(**row, afwezig=periods(away, row["nummer"], row["matrix_id"])) for row in rows]

    async def save(self, deelnemer_: Deelnemer) -> None:
        row = {name: value for name, value in row_of(deelnemer_).items() if name != "afwezig"}
        await self._connection.execute(upsert_into(self._connection, deelnemer, ["nummer"], row).values(**row))

    async def remove(self, nummer: int) -> None:
        await self._connection.execute(delete(deelnemer).where(deelnemer.c.nummer == nummer))
        for table in (
            adres,
            left_address,
            reply_address,
            other_address,
            invitation,
            antwoord,
            offered_answer,
            poll_choice,
            poll_voter,
        ):
            await self._connection.execute(delete(table).where(table.c.owner == f"deelnemer:{nummer}"))
        await self._connection.execute(delete(afwezigheid).where(afwezigheid.c.who == f"deelnemer:{nummer}"))

    async def absences(self) -> list[Absence]:
        wanted = select(afwezigheid).order_by(afwezigheid.c.van, afwezigheid.c.id)
        return [_absence_of(row) for row in (await self._connection.execute(wanted)).mappings()]

    async def add_absence(self, absence_: Absence) -> None:
        period = absence_.periode
        row = {"who": absence_.who, "van": period.van, "tot": period.tot}
        await self._connection.execute(insert(afwezigheid).values(**row))

    async def remove_absence(self, id_: int) -> None:
        await self._connection.execute(delete(afwezigheid).where(afwezigheid.c.id == id_))


class SqlAddresses(StorePart):
    async def get(self, owner: str, code: Casecode | None = None) -> str | None:
        sealed = await self._connection.scalar(select(adres.c.ciphertext).where(_of(owner, code)))
        return None if sealed is None else self._vault.open(sealed, owner, code)

    async def set(self, owner: str, address: str | None, code: Casecode | None = None) -> None:
        await self._connection.execute(delete(adres).where(_of(owner, code)))
        await self._connection.execute(delete(other_address).where(_belongs(other_address, owner, code)))
        if address is None:
            return
        if not self._vault.has_file and await self._any_address():
            raise KeysLost
        if code:
            await self._transaction.keep_key(code)
        sealed = self._vault.seal(address, owner, code)
        await self._connection.execute(insert(adres).values(owner=owner, code=code, ciphertext=sealed))

    async def forget(self, code: Casecode) -> None:
        for table in (adres, other_address):
            await self._connection.execute(delete(table).where(table.c.code == code))
        await self._connection.execute(update(left_address).where(left_address.c.code == code).values(ciphertext=None))
        await self._transaction.destroy_key_later(code)

    async def owners(self, code: Casecode | None = None) -> list[str]:
        wanted = select(adres.c.owner).where(_in(code)).order_by(adres.c.owner)
        return list(await self._connection.scalars(wanted))

    async def closed_cases(self) -> list[Casecode]:
        closed = select(adres.c.code).join(casus, casus.c.code == adres.c.code).where(casus.c.gesloten.is_not(None))
        return [Casecode(code) for code in await self._connection.scalars(closed.distinct().order_by(adres.c.code))]

    async def _any_address(self) -> bool:
        return await self._connection.scalar(select(adres.c.id).limit(1)) is not None


def _absence_of(row: RowMapping) -> Absence:
    return Absence(row["who"], DatePeriod(row["van"], row["tot"]), row["id"])


def _in(code: Casecode | None) -> ColumnElement[bool]:
    return adres.c.code.is_(None) if code is None else adres.c.code == code


def _of(owner: str, code: Casecode | None) -> ColumnElement[bool]:
    return _belongs(adres, owner, code)


def _belongs(table: Table, owner: str, code: Casecode | None) -> ColumnElement[bool]:
    return and_(table.c.owner == owner, table.c.code.is_(None) if code is None else table.c.code == code)
