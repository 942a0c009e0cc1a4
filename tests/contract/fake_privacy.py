"""Deleting a case, decisions and data breaches, in memory."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.counters import HalfYearCount
from retbot.domain.privacy.datalekken import Datalek
from retbot.ports import OwnMessage, PostRow
from retbot.ports.storage.privacy import Dossier
from tests.contract.fake_audit import FakeAudit
from tests.contract.storage_memory import Memory


@dataclass
class FakePurge:
    memory: Memory

    async def traces(self, code: Casecode) -> Mapping[str, int]:
        found = {
            "casus": int(code in self.memory.cases),
            "outbox": len([row for row in self.memory.outbox.values() if _tells_of(self.memory, row, code)]),
            "audit": len([entry for entry in self.memory.audits if entry.code == code]),
        }
        return {name: count for name, count in found.items() if count}

    async def case(self, code: Casecode, counted: Iterable[HalfYearCount], why: str, now: datetime) -> list[OwnMessage]:
        memory = self.memory
        gone = [row for row in memory.outbox.values() if _tells_of(memory, row, code)]
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
        await FakeAudit(memory).purge(code, why, now)
        said = (OwnMessage(r.event_id, r.post.room_id, r.post.direct) for r in gone if r.event_id)
        return list(said)

    async def counters(self) -> Mapping[HalfYearCount, int]:
        return dict(self.memory.tellers)


@dataclass
class FakeGdprDecisions:
    memory: Memory

    async def save(self, code: Casecode, besluit: GdprDecision) -> None:
        self.memory.besluiten[code, besluit.right] = besluit

    async def decision(self, code: Casecode, recht: GdprRight) -> GdprDecision | None:
        return self.memory.besluiten.get((code, recht))

    async def to_be_wiped(self) -> list[Casecode]:
        found = self.memory.besluiten.items()
        return sorted(code for (code, recht), one in found if recht is GdprRight.WISSEN and one.tweede)

    async def dossier(self, code: Casecode) -> Dossier:
        casus = self.memory.cases.get(code)
        if casus is None:
            return {}
        intake = asdict(casus.aanmelding) | {"code": code, "gesloten": casus.gesloten}
        found = {"casus": [intake], "feit": [asdict(feit) | {"code": code} for feit in casus.feiten]}
        return {name: rows for name, rows in found.items() if rows}


@dataclass
class FakeDatalekken:
    memory: Memory

    async def all(self) -> list[Datalek]:
        return [self.memory.datalekken[nummer] for nummer in sorted(self.memory.datalekken)]

    async def save(self, datalek: Datalek) -> None:
        self.memory.datalekken[datalek.nummer] = datalek


def _tells_of(memory: Memory, row: PostRow, code: Casecode) -> bool:
    named = (row.id, code) in memory.mentions or code in row.post.key or code in str(dict(row.post.args))
    return row.post.code == code or named
