"""The outbox in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from retbot.domain.casus.casecode import Casecode
from retbot.ports import Channel, Post, PostRow, PostState
from retbot.ports.storage.privacy import CLEARED, REPLACED
from tests.contract.storage_memory import Memory, kept_args, rank


@dataclass
class FakeOutbox:
    memory: Memory

    async def put(self, post: Post, now: datetime, due: datetime | None = None) -> None:
        if await self.of_key(post.key) is None:
            id_ = self.memory.new_id()
            kept = replace(post, args=kept_args(post.args))
            self.memory.outbox[id_] = PostRow(id_, kept, now, due or now, due or now, 0, PostState.OPEN)

    async def due(self, now: datetime, limit: int, *, mail: bool = False) -> list[PostRow]:
        due = [row for row in self.memory.due_posts(now) if (row.post.channel is Channel.MAIL) is mail]
        return sorted(due, key=lambda row: (rank(row.post), row.id))[:limit]

    async def attempting(self, id_: int, now: datetime) -> None:
        row = self.memory.outbox[id_]
        self.memory.outbox[id_] = replace(row, attempts=row.attempts + 1, attempted_at=now)

    async def settle(self, id_: int, state: PostState, now: datetime, event_id: str | None = None) -> None:
        row = self.memory.outbox[id_]
        sent_at = now if state is PostState.SENT else row.sent_at
        if state is PostState.SENT and row.post.is_answer:
            row = replace(row, post=replace(row.post, args={}))
        self.memory.outbox[id_] = replace(row, state=state, sent_at=sent_at, event_id=event_id or row.event_id)

    async def retry(self, id_: int, at: datetime, attempts: int | None = None) -> None:
        row = self.memory.outbox[id_]
        self.memory.outbox[id_] = replace(row, due=at, attempts=row.attempts if attempts is None else attempts)
        self.memory.retried.add(id_)

    async def new_envelope(self, ids: Sequence[int]) -> str:
        token = sha256(f"envelope {self.memory.new_id()}".encode()).hexdigest()[:20]
        self.memory.envelopes |= dict.fromkeys(ids, token)
        return token

    async def of_envelopes(self, tokens: Sequence[str]) -> list[PostRow]:
        wanted = {token.lower() for token in tokens}
        return [row for id_, row in self.memory.outbox.items() if self.memory.envelopes.get(id_) in wanted]

    async def mark_bounced(self, ids: Sequence[int], now: datetime) -> None:
        self.memory.bounced |= set(ids)

    async def owners_not_reached(self, uid: str) -> frozenset[str]:
        rows = [row for row in self.memory.outbox.values() if row.post.key.startswith(f"uitnodiging:{uid}:")]
        tried = {row.post.to or "": row for row in rows if row.state in {PostState.SENT, PostState.REFUSED}}
        failed = {row.id for row in rows if row.state is PostState.REFUSED} | self.memory.bounced
        return frozenset(to for to, row in tried.items() if row.id in failed)

    async def of_event(self, event_id: str) -> PostRow | None:
        return next((row for row in self.memory.outbox.values() if row.event_id == event_id), None)

    async def of_key(self, key: str) -> PostRow | None:
        return next((row for row in self.memory.outbox.values() if row.post.key == key), None)

    async def with_key(self, begin: str) -> list[PostRow]:
        return [row for row in self.memory.outbox.values() if row.post.key.startswith(begin)]

    async def posts(
        self, *, code: Casecode | None = None, sentence: str | None = None, state: PostState | None = None
    ) -> list[PostRow]:
        rows = [r for r in self.memory.outbox.values() if state in {None, r.state}]
        return [r for r in rows if code in {None, r.post.code} and sentence in {None, r.post.sentence}]

    async def mentions(self, id_: int, codes: Collection[Casecode]) -> None:
        self.memory.mentions |= {(id_, code) for code in codes if code in self.memory.cases}

    async def forget(self, before: datetime, *, answers: bool) -> None:
        def goes(row: PostRow) -> bool:
            old = row.post.code is None and row.made_at < before and row.state is not PostState.OPEN
            return old and (
                row.post.key.startswith("antwoord:") if answers else row.post.sentence != "looptijd_voorbij"
            )

        self.memory.outbox = {id_: row for id_, row in self.memory.outbox.items() if not goes(row)}

    async def forget_redactions(self) -> bool:
        found = [row for row in self.memory.outbox.values() if row.post.key.startswith(CLEARED)]
        if any(row.state is PostState.OPEN for row in found):
            return False
        self.memory.outbox = {id_: row for id_, row in self.memory.outbox.items() if row not in found}
        return bool(found)

    async def forget_replaced(self) -> None:
        done = [r for r in self.memory.outbox.values() if r.post.key.startswith(REPLACED) and r.state is PostState.SENT]
        gone = {row.post.target for row in done}
        self.memory.outbox = {
            id_: row for id_, row in self.memory.outbox.items() if row not in done and row.event_id not in gone
        }
