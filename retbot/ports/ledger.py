"""What the store keeps of what each guest of a meeting was told."""

from typing import Protocol

from retbot.domain.invitations.meeting import LedgerEntry


class Ledger(Protocol):
    """Part of UnitOfWork. A meeting is known by the UID of its calendar entry."""

    async def invitations_sent(self, uid: str) -> list[LedgerEntry]:
        """What each guest was last told about this meeting, in the order in which they were first told."""

    async def told_to(self, owner: str) -> list[LedgerEntry]:
        """What this guest was last told about each of his meetings, by their start; a role has them in every case."""

    async def set_told(self, told: LedgerEntry) -> None:
        """In place of what the same guest was told about the same meeting."""
