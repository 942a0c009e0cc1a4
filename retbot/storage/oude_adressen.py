"""The addresses that guests have left, until the last message went there."""

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    RowMapping,
    String,
    Table,
    and_,
    cast,
    exists,
    insert,
    literal,
    select,
    update,
)

from retbot.domain.casecode import Casecode
from retbot.domain.uitnodigen import case_of_address
from retbot.ports.oude_adressen import OUD, OudAdres
from retbot.storage.answers import Answers, new_token, uitnodiging
from retbot.storage.outbox import STILL_OPEN, Rank
from retbot.storage.tables import adres, metadata, of_casus, outbox

oud_adres = Table(
    "oud_adres",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("token", String, nullable=False, unique=True),
    of_casus(index=True),
    Column("ciphertext", LargeBinary),
    sqlite_autoincrement=True,
)


class OudeAdressen(Answers):
    async def leave_address(self, uid: str, owner: str) -> OudAdres | None:
        guest = await self.uitnodiging(uid, owner)
        if guest is None:
            return None
        sealed = await self._connection.scalar(select(adres.c.ciphertext).where(_present(owner, guest.code)))
        if sealed is None:
            return None
        row = {"uid": uid, "owner": owner, "token": guest.token, "code": guest.code, "ciphertext": sealed}
        id_ = await self._connection.scalar(insert(oud_adres).values(**row).returning(oud_adres.c.id))
        same = uitnodiging.c.uid == uid, uitnodiging.c.owner == owner
        await self._connection.execute(update(uitnodiging).where(*same).values(token=new_token()))
        return await self.oud_adres(id_ or 0)

    async def oud_adres(self, id_: int) -> OudAdres | None:
        return next(iter(await self._oude(oud_adres.c.id == id_)), None)

    async def oud_adres_of_token(self, token: str) -> OudAdres | None:
        return next(iter(await self._oude(oud_adres.c.token == token.lower())), None)

    async def oude_adressen(self, uid: str, owner: str) -> list[OudAdres]:
        return await self._oude(and_(oud_adres.c.uid == uid, oud_adres.c.owner == owner))

    async def forget_oud_adres(self, id_: int) -> None:
        await self._connection.execute(update(oud_adres).where(oud_adres.c.id == id_).values(ciphertext=None))

    async def forget_oude_adressen(self) -> None:
        to = literal(OUD).concat(cast(oud_adres.c.id, String))
        waits = exists().where(STILL_OPEN, outbox.c.rank == Rank.MAIL, outbox.c.to == to)
        known = oud_adres.c.ciphertext.is_not(None)
        await self._connection.execute(update(oud_adres).where(known, ~waits).values(ciphertext=None))

    async def _oude(self, where: ColumnElement[bool]) -> list[OudAdres]:
        wanted = select(oud_adres).where(where).order_by(oud_adres.c.id)
        return [self._opened(row) for row in (await self._connection.execute(wanted)).mappings()]

    def _opened(self, row: RowMapping) -> OudAdres:
        code = Casecode(row["code"]) if row["code"] else None
        sealed, owner = row["ciphertext"], row["owner"]
        address = self._vault.open(sealed, owner, case_of_address(owner, code)) if sealed else None
        return OudAdres(row["id"], row["uid"], owner, row["token"], code, address)


def _present(owner: str, code: Casecode | None) -> ColumnElement[bool]:
    case = case_of_address(owner, code)
    return and_(adres.c.owner == owner, adres.c.code.is_(None) if case is None else adres.c.code == case)
