"""What the store keeps of invitations and the answers to them."""

from collections.abc import Sequence
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.rsvps import Invitation, Rsvp


class Rsvps(Protocol):
    """Part of UnitOfWork. A meeting is known by the UID of its calendar entry."""

    async def invite(self, uid: str, owner: str, code: Casecode | None = None) -> Invitation:
        """The invitation of this guest: the one that is there, else a new one with a random token."""

    async def invitation(self, uid: str, owner: str) -> Invitation | None: ...

    async def invitations_of_tokens(self, tokens: Sequence[str]) -> Sequence[Invitation]:
        """In the order of the tokens, whose case may have changed in the mail; also of who is not expected any more."""

    async def invitations(self, uid: str) -> Sequence[Invitation]:
        """Of everybody who ever was a guest of this meeting, in the order in which they were made."""

    async def antwoorden(self, uid: str) -> Sequence[Rsvp]:
        """One of each guest, in the order in which they came in."""

    async def forget_rsvps(self, uid: str, owner: str | None = None) -> None:
        """Of this guest, or of everybody; offered ones too."""

    async def add_rsvp(self, antwoord: Rsvp) -> bool:
        """Replaces the earlier one of this guest. False, and nothing changes, when it is not newer (SEQUENCE, then
        DTSTAMP); when by what he was told (Ledger) he is not expected, or was asked anew since."""

    async def offer_antwoord(self, antwoord: Rsvp) -> bool:
        """Keeps it apart, in place of what was offered for this guest before, until somebody accepts it: nothing that
        counts changes. It goes with the next answer of this guest that counts. False, and nothing changes, when it
        would not count either."""

    async def offered_antwoorden(self, code: Casecode | None) -> Sequence[Rsvp]:
        """For the besprekingen of this case; without one for every overleg. In the order in which they came in."""

    async def forget_offer(self, uid: str, owner: str) -> None: ...
