"""Deleting a case from a store in memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.privacy.counters import HalfYearCount
from retbot.ports import OwnMessage, PostRow, PostState, Question
from retbot.ports.purge import CLEARED, REPLACED
from tests.contract.fake_audit import FakeAudit
from tests.contract.fake_rechten import FakeRechten


class FakeKeeping(FakeAudit, FakeRechten):
    async def mentions(self, id_: int, codes: Collection[Casecode]) -> None:
        self.memory.mentions |= {(id_, code) for code in codes if code in self.memory.cases}

    async def traces(self, code: Casecode) -> Mapping[str, int]:
        found = {
            "casus": int(code in self.memory.cases),
            "outbox": len([row for row in self.memory.outbox.values() if self._tells_of(row, code)]),
            "audit": len([entry for entry in self.memory.audits if entry.code == code]),
        }
        return {name: count for name, count in found.items() if count}

    async def purge(
        self, code: Casecode, counted: Iterable[HalfYearCount], why: str, now: datetime
    ) -> list[OwnMessage]:
        memory = self.memory
        gone = [row for row in memory.outbox.values() if self._tells_of(row, code)]
        memory.tellers = Counter(memory.tellers) + Counter(counted)
        memory.outbox = {id_: row for id_, row in memory.outbox.items() if row not in gone}
        memory.notes = {name: value for name, value in memory.notes.items() if code not in name + value}
        memory.questions = {i: v for i, v in memory.questions.items() if v.code != code and code not in str(v.state)}
        memory.reminders = {key: reminder for key, reminder in memory.reminders.items() if reminder.code != code}
        memory.ends = {key: end for key, end in memory.ends.items() if key[0] != code}
        memory.threads.pop(code, None)
        memory.cases.pop(code, None)
        for other in memory.cases.values():
            if other.aanmelding.vervolg_op == code:
                memory.cases[other.code] = replace(other, aanmelding=replace(other.aanmelding, vervolg_op=None))
        memory.drop_addresses(lambda _, case: case == code)
        memory.forget_case(code)
        await self.purge_audit(code, why, now)
        said = (OwnMessage(r.event_id, r.post.room_id, r.post.direct) for r in gone if r.event_id)
        return list(said)

    async def tellers(self) -> Mapping[HalfYearCount, int]:
        return dict(self.memory.tellers)

    async def notes(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self.memory.notes.items() if name.startswith(prefix)}

    async def forget_posts(self, before: datetime, *, answers: bool) -> None:
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

    async def forget_questions(self, before: datetime) -> None:
        def stays(question: Question) -> bool:
            return question.code is not None or question.gesteld >= before

        self.memory.questions = {id_: one for id_, one in self.memory.questions.items() if stays(one)}

    def _tells_of(self, row: PostRow, code: Casecode) -> bool:
        named = (row.id, code) in self.memory.mentions or code in row.post.key or code in str(dict(row.post.args))
        return row.post.code == code or named
