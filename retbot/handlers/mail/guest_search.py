"""Finds whose mail it is: by the tokens in it, or by its addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry
from retbot.domain.invitations.rsvps import Invitation
from retbot.domain.invitations.trust import Claim, Origin, SenderVerdict, origin
from retbot.mail.organisations import organisation_of
from retbot.meetings import invitations
from retbot.ports import UnitOfWork
from retbot.ports.incoming_mail import Reading
from retbot.ports.storage.addresses import LeftAddress


class MailedGuest(Protocol):
    """Who was asked something by mail."""

    @property
    def owner(self) -> str: ...
    @property
    def code(self) -> Casecode | None: ...


@dataclass(frozen=True, slots=True)
class GuestSearch:
    work: UnitOfWork
    reading: Reading
    now: datetime

    async def find_invitation(self) -> Invitation | None:
        """By the token, which must match the UID. A mail without a UID is about the invitation of its link, or else
        about the next meeting of the guest."""
        found = await self.work.invitations.of_tokens(self.reading.tokens)
        if self.reading.by_link:
            return next((one for one in found if one.token == self.reading.tokens[0]), None)
        if self.reading.uid:
            return next((one for one in found if one.uid == self.reading.uid), None)
        return await self._next_of(found)

    async def _next_of(self, found: Sequence[Invitation]) -> Invitation | None:
        """The one that is next, otherwise the first."""
        told = [(one, await self.find_entry(one)) for one in found]
        coming = [(entry.start, place) for place, (_, entry) in enumerate(told) if entry and not self.is_over(entry)]
        return found[min(coming)[1]] if coming else next(iter(found), None)

    async def find_person(self) -> Invitation | None:
        """An invitation of the person whose token it is, to name who wrote; the mail is not about it."""
        return await self._next_of(await self.work.invitations.of_tokens(self.reading.tokens))

    async def find_left_address(self) -> LeftAddress | None:
        """By the token in a mail that the guest got at a former address; the one of this meeting first."""
        found = await self.work.left_addresses.of_tokens(self.reading.tokens)
        return next((one for one in found if self.is_about(one)), next(iter(found), None))

    def is_about(self, left: LeftAddress) -> bool:
        by_link = self.reading.by_link and left.token == self.reading.tokens[0]
        return by_link or left.uid == self.reading.uid

    async def find_by_address(self) -> Invitation | None:
        """The guest whose answer it claims to be: the sender of the mail, otherwise the attendee in it."""
        uid = self.reading.uid or ""
        expected = await invitations.invited_owners(self.work, uid)
        invited = [one for one in await self.work.invitations.of_meeting(uid) if one.owner in expected]
        by_address = {await self.address_of(one) or "": one for one in reversed(invited)}
        return by_address.get(self.reading.sender or "-") or by_address.get(self.reading.attendee or "-")

    def is_over(self, told: LedgerEntry) -> bool:
        return told.standing is GuestStanding.OFF or told.start <= self.now

    async def find_entry(self, invited: Invitation | LeftAddress) -> LedgerEntry | None:
        return next((one for one in await self.work.ledger.of_meeting(invited.uid) if one.owner == invited.owner), None)

    async def address_of(self, guest: MailedGuest) -> str | None:
        found = await self.work.addresses.get(guest.owner, case_of_address(guest.owner, guest.code))
        return found.lower() if found else None

    async def origin_of(self, guest: MailedGuest, others: Iterable[MailedGuest]) -> Origin:
        """Where an answer with the token of this guest comes from. One that names another guest is not theirs."""
        known = await self.address_of(guest)
        taken = {await self.address_of(one) for one in others} - {known, None}
        reading = self.reading
        if known is None or {reading.attendee, reading.sender} & taken:
            return Origin.VERVALST if reading.sender_verdict is SenderVerdict.FAILED else Origin.ONBEWEZEN
        return origin(known, await self._claim_of(guest, known), organisation_of)

    async def _claim_of(self, guest: MailedGuest, known: str) -> Claim:
        """An address of the guest that was accepted before counts as the invited one."""
        found = await self.work.rsvps.other_addresses(guest.owner, case_of_address(guest.owner, guest.code))
        own, reading = {one.lower() for one in found}, self.reading
        return Claim(
            known if reading.sender in own else reading.sender,
            known if reading.attendee in own else reading.attendee,
            known if reading.sent_by in own else reading.sent_by,
            reading.sender_verdict,
        )

    async def owner_of(self, address: str | None) -> str | None:
        """The owner of the address. Looks only at addresses of the team, because a mail without a token reveals no
        case."""
        for owner in await self.work.addresses.owners() if address else []:
            found = await self.work.addresses.get(owner)
            if found and found.lower() == address:
                return owner
        return None
