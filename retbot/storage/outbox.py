"""The outbox: messages that wait to be sent, in lanes that keep their order."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    RowMapping,
    Table,
    and_,
    case,
    delete,
    exists,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from retbot.domain.casus.casecode import Casecode
from retbot.ports import Channel, Post, PostRow, PostState
from retbot.ports.storage.privacy import CLEARED, REPLACED
from retbot.storage.database.base import StorePart, made_of, row_of
from retbot.storage.database.engine import insert_into
from retbot.storage.database.tables import casus, metadata, of_casus, outbox
from retbot.storage.meetings.reply_addresses import new_token

vermelding = Table(
    "vermelding",
    metadata,
    Column("post", ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True),
    of_casus(primary_key=True, index=True),
)
ONCE = ("looptijd_voorbij", "niet_vastgezet")
"""Posts whose key must stay, because they may be sent only once ever."""
_ANSWER = "antwoord:"
_BEFORE = outbox.alias()
# Written exactly as in the indexes: with a parameter instead, SQLite would not use them.
_LITERAL: ColumnElement[str] = literal_column("'open'")
STILL_OPEN = outbox.c.state == _LITERAL


class Rank(IntEnum):
    """The order of sending; mail comes last because it is sent separately."""

    ANSWER = 0
    UNASKED = 1
    REACTION = 2
    MAIL = 3


def rank(post: Post) -> Rank:
    of_channel = {Channel.MAIL: Rank.MAIL, Channel.REACTION: Rank.REACTION}
    return of_channel.get(post.channel, Rank.ANSWER if post.is_answer else Rank.UNASKED)


def lane(post: Post) -> str:
    of_answers = ["answer"] if rank(post) is Rank.ANSWER else []
    return ":".join([*of_answers, post.channel, *(part or "" for part in _where(post))])


def _where(post: Post) -> tuple[str | None, ...]:
    if post.channel is Channel.MAIL:
        return post.to, post.code
    if post.direct:
        return ("direct", post.direct)
    return post.room_id, post.code if post.in_case else post.thread


def _held_up(at: ColumnElement[datetime] | datetime) -> ColumnElement[bool]:
    """Whether an earlier post in its lane waits for a retry after `at`."""
    waits = and_(_BEFORE.c.state == _LITERAL, _BEFORE.c.retried, _BEFORE.c.due > at, _BEFORE.c.id < outbox.c.id)
    opens = and_(_BEFORE.c.opens_thread, _BEFORE.c.code == outbox.c.code)
    # Two subqueries instead of one with an OR, so that each can use its index.
    return or_(
        exists().where(_BEFORE.c.lane == outbox.c.lane, waits),
        and_(outbox.c.in_case, exists().where(opens, waits)),
    )


def may_leave(now: datetime) -> ColumnElement[bool]:
    """Posts that are due and not blocked by an earlier one."""
    return and_(STILL_OPEN, outbox.c.due <= now, ~_held_up(now))


class SqlOutbox(StorePart):
    async def put(self, post: Post, now: datetime, due: datetime | None = None) -> None:
        new = insert_into(self._connection, outbox).values(
            **row_of(post),
            lane=lane(post),
            rank=rank(post),
            made_at=now,
            due=due or now,
            first_due=due or now,
            attempts=0,
            retried=False,
            state=PostState.OPEN,
        )
        await self._connection.execute(new.on_conflict_do_nothing(index_elements=["key"]))

    async def due(self, now: datetime, limit: int, *, mail: bool = False) -> list[PostRow]:
        ranked = outbox.c.rank == Rank.MAIL if mail else outbox.c.rank < Rank.MAIL
        return await self._posts(ranked, may_leave(now), limit=limit, order=(outbox.c.rank, outbox.c.id))

    async def attempting(self, id_: int, now: datetime) -> None:
        await self._change(id_, attempts=outbox.c.attempts + 1, attempted_at=now)

    async def settle(self, id_: int, state: PostState, now: datetime, event_id: str | None = None) -> None:
        changes: dict[str, Any] = {"state": state}
        if state is PostState.SENT:
            changes["sent_at"] = now
            # What was said in answer is not needed again; it may hold a masked address, and repeats facts of the case.
            changes["args"] = case((outbox.c.is_answer, literal({}, outbox.c.args.type)), else_=outbox.c.args)
        if event_id:
            changes["event_id"] = event_id
        await self._change(id_, **changes)

    async def retry(self, id_: int, at: datetime, attempts: int | None = None) -> None:
        counted = {} if attempts is None else {"attempts": attempts}
        await self._change(id_, due=at, retried=True, **counted)

    async def new_envelope(self, ids: Sequence[int]) -> str:
        token = new_token()
        await self._connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(envelope=token))
        return token

    async def of_envelopes(self, tokens: Sequence[str]) -> list[PostRow]:
        return await self._posts(outbox.c.envelope.in_([token.lower() for token in tokens]))

    async def mark_bounced(self, ids: Sequence[int], now: datetime) -> None:
        await self._connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(bounced_at=now))

    async def owners_not_reached(self, uid: str) -> frozenset[str]:
        about = outbox.c.key.startswith(f"uitnodiging:{uid}:", autoescape=True)
        tried = outbox.c.state.in_([PostState.SENT, PostState.REFUSED])
        wanted = select(outbox.c.to, outbox.c.state, outbox.c.bounced_at).where(about, tried).order_by(outbox.c.id)
        last = {
            to: state is PostState.REFUSED or at is not None for to, state, at in await self._connection.execute(wanted)
        }
        return frozenset(to for to, failed in last.items() if failed)

    async def of_event(self, event_id: str) -> PostRow | None:
        return await self._post(outbox.c.event_id == event_id)

    async def of_key(self, key: str) -> PostRow | None:
        return await self._post(outbox.c.key == key)

    async def with_key(self, begin: str) -> list[PostRow]:
        # As a range of keys, so that the index is used: this runs often.
        return await self._posts(outbox.c.key > begin, outbox.c.key < f"{begin[:-1]};")

    async def posts(
        self, *, code: Casecode | None = None, sentence: str | None = None, state: PostState | None = None
    ) -> list[PostRow]:
        wanted = {outbox.c.code: code, outbox.c.sentence: sentence, outbox.c.state: state}
        where = [column == value for column, value in wanted.items() if value is not None]
        return await self._posts(*where, *([STILL_OPEN] if state is PostState.OPEN else []))

    async def mentions(self, id_: int, codes: Collection[Casecode]) -> None:
        known = select(casus.c.code).where(casus.c.code.in_(codes))
        for code in list(await self._connection.scalars(known)):
            new = insert_into(self._connection, vermelding).values(post=id_, code=code)
            await self._connection.execute(new.on_conflict_do_nothing())

    async def forget(self, before: datetime, *, answers: bool) -> None:
        old = outbox.c.code.is_(None), outbox.c.made_at < before, outbox.c.state != PostState.OPEN
        which = outbox.c.key.startswith(_ANSWER) if answers else outbox.c.sentence.not_in(ONCE)
        await self._connection.execute(delete(outbox).where(*old, which))

    async def forget_redactions(self) -> bool:
        # As a range of keys, so that the index is used: this runs often.
        of_deleted = outbox.c.key > CLEARED, outbox.c.key < f"{CLEARED[:-1]};"
        waiting = select(outbox.c.id).where(*of_deleted, outbox.c.state == PostState.OPEN).limit(1)
        if await self._connection.scalar(waiting) is not None:
            return False
        return bool((await self._connection.execute(delete(outbox).where(*of_deleted))).rowcount)

    async def forget_replaced(self) -> None:
        of_versions = outbox.c.key > REPLACED, outbox.c.key < f"{REPLACED[:-1]};", outbox.c.state == PostState.SENT
        gone = list(await self._connection.scalars(select(outbox.c.target).where(*of_versions)))
        if gone:
            await self._connection.execute(delete(outbox).where(or_(outbox.c.event_id.in_(gone), and_(*of_versions))))

    async def next_moment(self) -> datetime | None:
        first = select(outbox.c.due).where(STILL_OPEN, ~_held_up(outbox.c.due)).order_by(outbox.c.due).limit(1)
        return await self._connection.scalar(first)

    async def _change(self, id_: int, **values: Any) -> None:
        await self._connection.execute(update(outbox).where(outbox.c.id == id_).values(**values))

    async def _post(self, where: ColumnElement[bool]) -> PostRow | None:
        found = await self._posts(where, limit=1)
        return found[0] if found else None

    async def _posts(
        self,
        *where: ColumnElement[bool],
        limit: int | None = None,
        order: Sequence[Column[Any]] = (outbox.c.id,),
    ) -> list[PostRow]:
        wanted = select(outbox).where(*where).order_by(*order).limit(limit)
        return [_row(row) for row in (await self._connection.execute(wanted)).mappings()]


def _row(row: RowMapping) -> PostRow:
    return PostRow(
        id=row["id"],
        post=made_of(Post, row),
        made_at=row["made_at"],
        due=row["due"],
        first_due=row["first_due"],
        attempts=row["attempts"],
        state=row["state"],
        attempted_at=row["attempted_at"],
        sent_at=row["sent_at"],
        event_id=row["event_id"],
    )
