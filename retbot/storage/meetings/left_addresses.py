"""Former addresses of guests, kept until the last message to them has been sent."""

from collections.abc import Sequence

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
    or_,
    select,
    update,
)

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.rsvps import by_token
from retbot.ports.storage.addresses import OUD, LeftAddress
from retbot.storage.database.base import StorePart, Transaction
from retbot.storage.database.tables import adres, metadata, of_casus, outbox
from retbot.storage.meetings.reply_addresses import new_token
from retbot.storage.meetings.rsvps import SqlInvitations, invitation
from retbot.storage.outbox import STILL_OPEN, Rank

left_address = Table(
    "oud_adres",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("token", String, nullable=False, unique=True),
    of_casus(index=True),
    Column("ciphertext", LargeBinary),
    Column("organizer", String, nullable=False, index=True),
    sqlite_autoincrement=True,
)


class SqlLeftAddresses(StorePart):
    def __init__(self, transaction: Transaction, invitations: SqlInvitations) -> None:
        super().__init__(transaction)
        self._invitations = invitations

    async def leave(self, uid: str, owner: str) -> LeftAddress | None:
        guest = await self._invitations.get(uid, owner)
        if guest is None:
            return None
        sealed = await self._connection.scalar(select(adres.c.ciphertext).where(_present(owner, guest.code)))
        if sealed is None:
            return None
        row = {"uid": uid, "owner": owner, "token": guest.token, "code": guest.code, "ciphertext": sealed}
        row["organizer"] = guest.organizer
        id_ = await self._connection.scalar(insert(left_address).values(**row).returning(left_address.c.id))
        same = invitation.c.uid == uid, invitation.c.owner == owner
        organizer = await self._invitations.organizer(owner, case_of_address(owner, guest.code), private=True)
        renewed = update(invitation).where(*same).values(token=new_token(), organizer=organizer)
        await self._connection.execute(renewed)
        return await self.get(id_ or 0)

    async def get(self, id_: int) -> LeftAddress | None:
        return next(iter(await self._oude(left_address.c.id == id_)), None)

    async def of_tokens(self, tokens: Sequence[str]) -> list[LeftAddress]:
        wanted = list(dict.fromkeys(token.lower() for token in tokens))
        either = or_(left_address.c.token.in_(wanted), left_address.c.organizer.in_(wanted))
        return sorted(await self._oude(either), key=lambda old: by_token(old, wanted))

    async def of_guest(self, uid: str, owner: str) -> list[LeftAddress]:
        return await self._oude(and_(left_address.c.uid == uid, left_address.c.owner == owner))

    async def forget(self, id_: int) -> None:
        await self._connection.execute(update(left_address).where(left_address.c.id == id_).values(ciphertext=None))

    async def forget_unneeded(self) -> None:
        to = literal(OUD).concat(cast(left_address.c.id, String))
        waits = exists().where(STILL_OPEN, outbox.c.rank == Rank.MAIL, outbox.c.to == to)
        known = left_address.c.ciphertext.is_not(None)
        await self._connection.execute(update(left_address).where(known, ~waits).values(ciphertext=None))

    async def _oude(self, where: ColumnElement[bool]) -> list[LeftAddress]:
        wanted = select(left_address).where(where).order_by(left_address.c.id)
        return [self._open(row) for row in (await self._connection.execute(wanted)).mappings()]

    def _open(self, row: RowMapping) -> LeftAddress:
        code = Casecode(row["code"]) if row["code"] else None
        sealed, owner = row["ciphertext"], row["owner"]
        address = self._vault.open(sealed, owner, case_of_address(owner, code)) if sealed else None
        return LeftAddress(row["id"], row["uid"], owner, row["token"], row["organizer"], code, address)


def _present(owner: str, code: Casecode | None) -> ColumnElement[bool]:
    case = case_of_address(owner, code)
    return and_(adres.c.owner == owner, adres.c.code.is_(None) if case is None else adres.c.code == case)
