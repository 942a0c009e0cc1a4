"""To which address a guest answers: one for each person, so that mail programs recognise the sender."""

import secrets

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    String,
    Table,
    and_,
    delete,
    insert,
    select,
    update,
)

from retbot.domain.casus.casecode import Casecode
from retbot.storage.database.base import StorePart
from retbot.storage.database.tables import adres, metadata, of_casus

_TOKEN_BYTES = 10
MOST_COMPARED = 200
"""With how many of the latest professionals a new one is compared: each address must be unsealed for it."""

reply_address = Table(
    "antwoordadres",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String, nullable=False),
    of_casus(index=True),
    Column("token", String, nullable=False),
    Column("private", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

# From which other addresses a guest answers: while `uid` is set, the sender of an answer that waits to be accepted.
other_address = Table(
    "ander_adres",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String, nullable=False),
    of_casus(index=True),
    Column("uid", String),
    Column("ciphertext", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)


def new_token() -> str:
    """80 random bits in lower case, because a mail server may change upper and lower case in an address."""
    return secrets.token_hex(_TOKEN_BYTES)


class Senders(StorePart):
    async def remember_sender(self, owner: str, code: Casecode | None, uid: str, address: str) -> None:
        await self.forget_sender(uid, owner)
        row = {"owner": owner, "code": code, "uid": uid, "ciphertext": self._vault.seal(address, owner, code)}
        await self._connection.execute(insert(other_address).values(**row))

    async def accept_sender(self, owner: str, code: Casecode | None, uid: str) -> bool:
        waiting = and_(_of(other_address, owner, code), other_address.c.uid == uid)
        return (await self._connection.execute(update(other_address).where(waiting).values(uid=None))).rowcount > 0

    async def other_addresses(self, owner: str, code: Casecode | None) -> list[str]:
        accepted = and_(_of(other_address, owner, code), other_address.c.uid.is_(None))
        sealed = await self._connection.scalars(select(other_address.c.ciphertext).where(accepted))
        return [address for one in sealed if (address := self._vault.open(one, owner, code))]

    async def forget_sender(self, uid: str, owner: str | None) -> None:
        of_guest = [] if owner is None else [other_address.c.owner == owner]
        await self._connection.execute(delete(other_address).where(other_address.c.uid == uid, *of_guest))


class ReplyAddresses(StorePart):
    async def renew_organizer(self, owner: str, code: Casecode | None) -> None:
        await self._connection.execute(delete(reply_address).where(_of(reply_address, owner, code)))

    async def organizer(self, owner: str, code: Casecode | None, *, private: bool) -> str:
        """The token of this person, or of the same professional in another case, or a new one."""
        own = select(reply_address.c.token).where(_of(reply_address, owner, code))
        found: str | None = await self._connection.scalar(own)
        if found:
            return found
        token = (None if private else await self._of_same_address(owner, code)) or new_token()
        row = {"owner": owner, "code": code, "token": token, "private": private}
        await self._connection.execute(insert(reply_address).values(**row))
        return token

    async def _of_same_address(self, owner: str, code: Casecode | None) -> str | None:
        address = await self._open_address(owner, code)
        others = select(reply_address).where(~reply_address.c.private).order_by(reply_address.c.id.desc())
        others = others.limit(MOST_COMPARED)
        for row in (await self._connection.execute(others)).mappings().all() if address else []:
            other = await self._open_address(row["owner"], Casecode(row["code"]) if row["code"] else None)
            if other and address and other.casefold() == address.casefold():
                return str(row["token"])
        return None

    async def _open_address(self, owner: str, code: Casecode | None) -> str | None:
        sealed = await self._connection.scalar(select(adres.c.ciphertext).where(_of(adres, owner, code)))
        return self._vault.open(sealed, owner, code) if sealed else None


def _of(table: Table, owner: str, code: Casecode | None) -> ColumnElement[bool]:
    return and_(table.c.owner == owner, table.c.code.is_(None) if code is None else table.c.code == code)
