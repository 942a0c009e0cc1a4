"""Storage of invitations, of what was sent to each guest, and of the answers."""

from collections.abc import Sequence
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.meeting import LedgerEntry
from retbot.domain.invitations.rsvps import Invitation, Rsvp


class MeetingInvitations(Protocol):
    """Who was ever invited, with their tokens. A meeting is identified by the UID of its calendar entry."""

    async def invite(self, uid: str, owner: str, code: Casecode | None = None, *, private: bool = True) -> Invitation:
        """The existing invitation of this guest, or else a new one with a random token. The address to answer to is
        that of the person: in this case, or unless `private` also of the same address in another case."""

    async def renew_tokens(self, uid: str) -> None:
        """Gives every guest of this meeting another token in the links to answer with."""

    async def renew_organizer(self, owner: str, code: Casecode | None) -> None:
        """Gives this person another address to answer to, for invitations that are made from now on."""

    async def get(self, uid: str, owner: str) -> Invitation | None: ...

    async def of_tokens(self, tokens: Sequence[str]) -> Sequence[Invitation]:
        """Those with one of the tokens, in the links or in the address to answer to, in the order of the tokens; upper
        and lower case are ignored, because mail may change them. Includes guests who were uninvited."""

    async def of_meeting(self, uid: str) -> Sequence[Invitation]:
        """Of everybody who ever was a guest of this meeting, in the order in which they were created."""


class Ledger(Protocol):
    """What was last sent to each guest of a meeting. A meeting is identified by the UID of its calendar entry."""

    async def of_meeting(self, uid: str) -> list[LedgerEntry]:
        """What was last sent to each guest about this meeting, in the order of the first messages."""

    async def of_guest(self, owner: str) -> list[LedgerEntry]:
        """What was last sent to this guest about each of their meetings, by start; a role as owner has meetings in
        every case."""

    async def set(self, told: LedgerEntry) -> None:
        """Replaces what was stored for the same guest and meeting."""


class Rsvps(Protocol):
    """The answers of guests. A meeting is identified by the UID of its calendar entry."""

    async def of_meeting(self, uid: str) -> Sequence[Rsvp]:
        """One per guest, in order of arrival."""

    async def forget(self, uid: str, owner: str | None = None) -> None:
        """Deletes the answers of this guest, or of everybody; including those that wait to be accepted."""

    async def add(self, antwoord: Rsvp) -> bool:
        """Replaces the earlier answer of this guest. Returns False and changes nothing when it is not newer (by
        SEQUENCE, then DTSTAMP), or when according to the ledger the guest was uninvited or has been asked again
        since."""

    async def offer(self, antwoord: Rsvp) -> bool:
        """Stores the answer separately until somebody accepts it, replacing an earlier one that waited; valid answers
        do not change. It is deleted by the next valid answer of this guest. Returns False and changes nothing when it
        would not count even if accepted."""

    async def waiting(self, code: Casecode | None) -> Sequence[Rsvp]:
        """For the besprekingen of this case; without a code, for every overleg. In order of arrival."""

    async def forget_offer(self, uid: str, owner: str) -> None: ...

    async def remember_sender(self, owner: str, code: Casecode | None, uid: str, address: str) -> None:
        """Stores, encrypted, from where the waiting answer of this guest came; deleted together with that answer.
        `code` is the case of the guest's own address."""

    async def accept_sender(self, owner: str, code: Casecode | None, uid: str) -> bool:
        """From now on the guest also answers from where the waiting answer came, until the guest's own address changes
        or is deleted. Returns False when that is not known."""

    async def other_addresses(self, owner: str, code: Casecode | None) -> list[str]:
        """The accepted ones of this guest."""
