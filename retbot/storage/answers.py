"""Invitations and the answers to them."""

import secrets

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    delete,
    insert,
    select,
    update,
)

from retbot.domain.antwoorden import Antwoord, Partstat, Uitnodiging, Via, counts
from retbot.domain.casecode import Casecode
from retbot.storage.columns import Choice, Instant
from retbot.storage.part import Part, made_of, row_of
from retbot.storage.tables import metadata, of_casus

_TOKEN_BYTES = 10

uitnodiging = Table(
    "uitnodiging",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("token", String, nullable=False, unique=True),
    Column("vanaf", Integer, nullable=False),
    of_casus(index=True),
    Column("ingetrokken", Boolean, nullable=False),
    UniqueConstraint("uid", "owner"),
    sqlite_autoincrement=True,
)

antwoord = Table(
    "antwoord",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("partstat", Choice(Partstat), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("stamp", Instant, nullable=False),
    Column("via", Choice(Via), nullable=False),
    Column("at", Instant, nullable=False),
    of_casus(index=True),
    Column("voorstel_van", Instant),
    Column("voorstel_tot", Instant),
    UniqueConstraint("uid", "owner"),
    sqlite_autoincrement=True,
)


def new_token() -> str:
    """80 random bits in lower case: a mail server may change the case of an address."""
    return secrets.token_hex(_TOKEN_BYTES)


class Answers(Part):
    async def invite(self, uid: str, owner: str, sequence: int, code: Casecode | None = None) -> Uitnodiging:
        known = await self.uitnodiging(uid, owner)
        if known is None:
            made = Uitnodiging(uid, owner, new_token(), sequence, code)
            await self._connection.execute(insert(uitnodiging).values(**row_of(made)))
        elif known.ingetrokken:
            await self._update_guests(_of(uitnodiging, uid, owner), ingetrokken=False, vanaf=sequence)
        found = await self.uitnodiging(uid, owner)
        assert found  # noqa: S101 - it was just written
        return found

    async def uninvite(self, uid: str, owner: str) -> None:
        await self._update_guests(_of(uitnodiging, uid, owner), ingetrokken=True)
        await self._connection.execute(delete(antwoord).where(_of(antwoord, uid, owner)))

    async def uitnodiging(self, uid: str, owner: str) -> Uitnodiging | None:
        return await self._uitnodiging(_of(uitnodiging, uid, owner))

    async def uitnodiging_of_token(self, token: str) -> Uitnodiging | None:
        return await self._uitnodiging(uitnodiging.c.token == token.lower())

    async def uitnodigingen(self, uid: str) -> list[Uitnodiging]:
        wanted = select(uitnodiging).where(uitnodiging.c.uid == uid).order_by(uitnodiging.c.id)
        return [made_of(Uitnodiging, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def ask_anew(self, uid: str, sequence: int) -> None:
        await self._update_guests(uitnodiging.c.uid == uid, vanaf=sequence)
        await self._connection.execute(delete(antwoord).where(antwoord.c.uid == uid))

    async def antwoorden(self, uid: str) -> list[Antwoord]:
        wanted = select(antwoord).where(antwoord.c.uid == uid).order_by(antwoord.c.id)
        return [made_of(Antwoord, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def add_antwoord(self, antwoord_: Antwoord) -> bool:
        invited = await self.uitnodiging(antwoord_.uid, antwoord_.owner)
        earlier = [one for one in await self.antwoorden(antwoord_.uid) if one.owner == antwoord_.owner]
        if not counts(antwoord_, invited, earlier[0] if earlier else None):
            return False
        await self._connection.execute(delete(antwoord).where(_of(antwoord, antwoord_.uid, antwoord_.owner)))
        await self._connection.execute(insert(antwoord).values(**row_of(antwoord_)))
        return True

    async def _uitnodiging(self, where: ColumnElement[bool]) -> Uitnodiging | None:
        row = (await self._connection.execute(select(uitnodiging).where(where))).mappings().first()
        return made_of(Uitnodiging, row) if row else None

    async def _update_guests(self, where: ColumnElement[bool], **values: object) -> None:
        await self._connection.execute(update(uitnodiging).where(where).values(**values))


def _of(table: Table, uid: str, owner: str) -> ColumnElement[bool]:
    return and_(table.c.uid == uid, table.c.owner == owner)
