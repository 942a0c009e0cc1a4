"""Storage of what was sent to each guest of a meeting."""

from typing import Protocol

from retbot.domain.invitations.meeting import LedgerEntry


class Ledger(Protocol):
    """Part of UnitOfWork. A meeting is identified by the UID of its calendar entry."""

    async def invitations_sent(self, uid: str) -> list[LedgerEntry]:
        """What was last sent to each guest about this meeting, in the order of the first messages."""

    async def told_to(self, owner: str) -> list[LedgerEntry]:
        """What was last sent to this guest about each of their meetings, by start; a role as owner has meetings in
        every case."""

    async def set_told(self, told: LedgerEntry) -> None:
        """Replaces what was stored for the same guest and meeting."""
