"""Invitations and the answers to them."""

from collections.abc import Sequence

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.rsvps import Invitation, Partstat, Rsvp, Via, by_token, counts
from retbot.storage.database.base import Transaction, made_of, row_of
from retbot.storage.database.columns import Choice, Instant
from retbot.storage.database.tables import metadata, of_casus
from retbot.storage.meetings.ledger import SqlLedger
from retbot.storage.meetings.reply_addresses import ReplyAddresses, Senders, new_token

invitation = Table(
    "uitnodiging",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("token", String, nullable=False, unique=True),
    of_casus(index=True),
    Column("organizer", String, nullable=False, index=True),
    UniqueConstraint("uid", "owner"),
    sqlite_autoincrement=True,
)


def _table_of_answers(name: str) -> Table:
    """A table with one answer per guest of a meeting."""
    return Table(
        name,
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


antwoord = _table_of_answers("antwoord")
offered_answer = _table_of_answers("offered_answer")


class SqlInvitations(ReplyAddresses):
    async def invite(self, uid: str, owner: str, code: Casecode | None = None, *, private: bool = True) -> Invitation:
        if known := await self.get(uid, owner):
            return known
        organizer = await self.organizer(owner, case_of_address(owner, code), private=private)
        made = Invitation(uid, owner, new_token(), organizer, code)
        await self._connection.execute(insert(invitation).values(**row_of(made)))
        return made

    async def renew_tokens(self, uid: str) -> None:
        for one in await self.of_meeting(uid):
            renewed = update(invitation).where(_of(invitation, uid, one.owner)).values(token=new_token())
            await self._connection.execute(renewed)

    async def get(self, uid: str, owner: str) -> Invitation | None:
        return await self._invitation(_of(invitation, uid, owner))

    async def of_tokens(self, tokens: Sequence[str]) -> list[Invitation]:
        wanted = list(dict.fromkeys(token.lower() for token in tokens))
        either = or_(invitation.c.token.in_(wanted), invitation.c.organizer.in_(wanted))
        rows = await self._connection.execute(select(invitation).where(either).order_by(invitation.c.id))
        found = [made_of(Invitation, row) for row in rows.mappings()]
        return sorted(found, key=lambda one: by_token(one, wanted))

    async def of_meeting(self, uid: str) -> list[Invitation]:
        wanted = select(invitation).where(invitation.c.uid == uid).order_by(invitation.c.id)
        return [made_of(Invitation, row) for row in (await self._connection.execute(wanted)).mappings()]

    async def _invitation(self, where: ColumnElement[bool]) -> Invitation | None:
        row = (await self._connection.execute(select(invitation).where(where))).mappings().first()
        return made_of(Invitation, row) if row else None


class SqlRsvps(Senders):
    def __init__(self, transaction: Transaction, ledger: SqlLedger) -> None:
        super().__init__(transaction)
        self._ledger = ledger

    async def of_meeting(self, uid: str) -> list[Rsvp]:
        return await self._answers(antwoord, antwoord.c.uid == uid)

    async def forget(self, uid: str, owner: str | None = None) -> None:
        for table in (antwoord, offered_answer):
            where = table.c.uid == uid if owner is None else _of(table, uid, owner)
            await self._connection.execute(delete(table).where(where))
        await self.forget_sender(uid, owner)

    async def add(self, rsvp_: Rsvp) -> bool:
        if not await self._would_count(rsvp_):
            return False
        await self.forget(rsvp_.uid, rsvp_.owner)
        await self._connection.execute(insert(antwoord).values(**row_of(rsvp_)))
        return True

    async def offer(self, rsvp_: Rsvp) -> bool:
        if not await self._would_count(rsvp_):
            return False
        await self.forget_offer(rsvp_.uid, rsvp_.owner)
        await self._connection.execute(insert(offered_answer).values(**row_of(rsvp_)))
        return True

    async def waiting(self, code: Casecode | None) -> list[Rsvp]:
        column = offered_answer.c.code
        return await self._answers(offered_answer, column.is_(None) if code is None else column == code)

    async def forget_offer(self, uid: str, owner: str) -> None:
        await self._connection.execute(delete(offered_answer).where(_of(offered_answer, uid, owner)))
        await self.forget_sender(uid, owner)

    async def _would_count(self, rsvp_: Rsvp) -> bool:
        uid, owner = rsvp_.uid, rsvp_.owner
        told = next((one for one in await self._ledger.of_meeting(uid) if one.owner == owner), None)
        earlier = next((one for one in await self.of_meeting(uid) if one.owner == owner), None)
        return counts(rsvp_, told, earlier)

    async def _answers(self, table: Table, where: ColumnElement[bool]) -> list[Rsvp]:
        rows = await self._connection.execute(select(table).where(where).order_by(table.c.id))
        return [made_of(Rsvp, row) for row in rows.mappings()]


def _of(table: Table, uid: str, owner: str) -> ColumnElement[bool]:
    return and_(table.c.uid == uid, table.c.owner == owner)
