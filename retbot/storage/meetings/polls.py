"""Polls in the database: ids, instants and owners, no text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Integer, String, Table, delete, insert, select, update

from retbot.domain.casus.casecode import Casecode
from retbot.domain.planning.polls import Option, Poll, PollType, PollVoter
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.columns import Choice, Instant
from retbot.storage.database.tables import metadata, of_casus
from retbot.storage.meetings.reply_addresses import new_token

poll = Table(
    "peiling",
    metadata,
    Column("id", Integer, primary_key=True),
    of_casus(nullable=False, index=True),
    Column("soort", Choice(PollType), nullable=False),
    Column("ronde", Integer, nullable=False),
    Column("minuten", Integer, nullable=False),
    Column("gemaakt", Instant, nullable=False),
    Column("gesloten", Instant),
    sqlite_autoincrement=True,
)


def _of_poll() -> Column[int]:
    return Column("peiling", ForeignKey("peiling.id", ondelete="CASCADE"), primary_key=True)


optie = Table(
    "peilingoptie",
    metadata,
    _of_poll(),
    Column("nummer", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("start", Instant),
    Column("keuze", String, key="value"),
)
poll_choice = Table(
    "peilingkeuze",
    metadata,
    _of_poll(),
    Column("owner", String, primary_key=True),
    Column("nummer", Integer, primary_key=True),
)
# Who was asked by mail; the token is in the links to choose with.
poll_voter = Table(
    "peilingvraag",
    metadata,
    _of_poll(),
    Column("owner", String, primary_key=True),
    Column("token", String, nullable=False, unique=True),
)
Index("ix_peiling_open", poll.c.gesloten)


class SqlPolls(StorePart):
    async def add(self, poll_: Poll) -> Poll:
        row = {name: value for name, value in row_of(poll_).items() if name not in {"id", "opties"}}
        done = await self._connection.execute(insert(poll).values(**row))
        made = replace(poll_, id=done.inserted_primary_key.id if done.inserted_primary_key else None)
        rows = [{"peiling": made.id, **row_of(one)} for one in made.opties]
        await self._connection.execute(insert(optie), rows)
        return made

    async def latest(self, code: Casecode, soort: PollType, ronde: int | None = None) -> Poll | None:
        of_round = [poll.c.ronde == ronde] if ronde is not None else []
        found = await self._polls(poll.c.code == code, poll.c.soort == soort, poll.c.gesloten.is_(None), *of_round)
        return found[-1] if found else None

    async def get(self, id_: int) -> Poll | None:
        found = await self._polls(poll.c.id == id_)
        return found[0] if found else None

    async def of_option(self, option: str) -> Poll | None:
        id_ = await self._connection.scalar(select(optie.c.peiling).where(optie.c.id == option))
        return None if id_ is None else await self.get(id_)

    async def all_open(self) -> list[Poll]:
        return await self._polls(poll.c.gesloten.is_(None))

    async def close(self, id_: int, now: datetime) -> None:
        this = poll.c.id == id_, poll.c.gesloten.is_(None)
        await self._connection.execute(update(poll).where(*this).values(gesloten=now))

    async def ask_by_mail(self, id_: int, owner: str) -> PollVoter:
        known = await self._voters(poll_voter.c.peiling == id_, poll_voter.c.owner == owner)
        if not known:
            row = {"peiling": id_, "owner": owner, "token": new_token()}
            await self._connection.execute(insert(poll_voter).values(**row))
            known = await self._voters(poll_voter.c.peiling == id_, poll_voter.c.owner == owner)
        return known[0]

    async def voters(self, id_: int) -> list[PollVoter]:
        return await self._voters(poll_voter.c.peiling == id_)

    async def voter_of_token(self, token: str) -> PollVoter | None:
        found = await self._voters(poll_voter.c.token == token)
        return found[0] if found else None

    async def choose(self, id_: int, owner: str, nummers: Sequence[int]) -> None:
        await self._connection.execute(
            delete(poll_choice).where(poll_choice.c.peiling == id_, poll_choice.c.owner == owner)
        )
        if rows := [{"peiling": id_, "owner": owner, "nummer": nummer} for nummer in dict.fromkeys(nummers)]:
            await self._connection.execute(insert(poll_choice), rows)

    async def choices(self, id_: int) -> dict[str, tuple[int, ...]]:
        wanted = (
            select(poll_choice).where(poll_choice.c.peiling == id_).order_by(poll_choice.c.owner, poll_choice.c.nummer)
        )
        found: dict[str, list[int]] = defaultdict(list)
        for row in (await self._connection.execute(wanted)).mappings():
            found[row["owner"]].append(row["nummer"])
        return {owner: tuple(numbers) for owner, numbers in found.items()}

    async def _voters(self, *where: ColumnElement[bool]) -> list[PollVoter]:
        columns = poll_voter.c.peiling, poll_voter.c.owner, poll.c.code, poll_voter.c.token
        wanted = select(*columns).join(poll, poll.c.id == poll_voter.c.peiling).where(*where)
        rows = await self._connection.execute(wanted.order_by(poll_voter.c.owner))
        return [PollVoter(id_, owner, Casecode(code), token) for id_, owner, code, token in rows]

    async def _polls(self, *where: ColumnElement[bool]) -> list[Poll]:
        wanted = select(poll).where(*where).order_by(poll.c.id)
        rows = (await self._connection.execute(wanted)).mappings().all()
        return [Poll(**row, opties=await self._opties(row["id"])) for row in rows]

    async def _opties(self, id_: int) -> tuple[Option, ...]:
        wanted = select(optie).where(optie.c.peiling == id_).order_by(optie.c.nummer)
        return tuple(made_of(Option, row) for row in (await self._connection.execute(wanted)).mappings())
