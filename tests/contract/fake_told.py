"""The ledger of what guests were told, in memory; test_storage_told.py runs the same tests on the real store."""

from retbot.domain.invitations.meeting import LedgerEntry
from tests.contract.storage_memory import Memory


class FakeLedger:
    memory: Memory

    async def invitations_sent(self, uid: str) -> list[LedgerEntry]:
        return [told for told in self.memory.told.values() if told.uid == uid]

    async def told_to(self, owner: str) -> list[LedgerEntry]:
        return sorted((told for told in self.memory.told.values() if told.owner == owner), key=lambda t: t.start)

    async def set_told(self, told: LedgerEntry) -> None:
        self.memory.told[told.uid, told.owner] = told
