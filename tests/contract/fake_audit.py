"""The audit log of a store in memory; its head is the number of rows there have ever been."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.ports import AuditEntry, AuditHead, Processing
from tests.contract.storage_memory import Memory


@dataclass
class FakeAudit:
    memory: Memory

    async def add(self, entry: AuditEntry) -> None:
        self.memory.audits.append(entry)
        self.memory.audited += 1

    async def purge(self, code: Casecode, why: str, now: datetime) -> int:
        return await self._purge(lambda entry: entry.code == code, why, now)

    async def purge_before(self, before: datetime, why: str, now: datetime) -> int:
        def is_old(entry: AuditEntry) -> bool:
            return entry.code is None and entry.at < before and entry.removed is None

        return await self._purge(is_old, why, now) if any(map(is_old, self.memory.audits)) else 0

    async def head(self) -> AuditHead | None:
        return AuditHead(self.memory.audited, f"{self.memory.audited:064x}") if self.memory.audited else None

    async def _purge(self, goes: Callable[[AuditEntry], bool], why: str, now: datetime) -> int:
        stays = [entry for entry in self.memory.audits if not goes(entry)]
        gone = len(self.memory.audits) - len(stays)
        self.memory.audits = stays
        purge = AuditEntry(now, "retbot", "purge", why, role="retbot", processing=Processing.BEWAREN, removed=gone)
        await self.add(purge)
        return gone
