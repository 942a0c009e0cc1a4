"""Handles the answer to an invitation in a mail: only from the invited guest, and only when it is new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Arg
from retbot.domain.invitations.meeting import LedgerEntry
from retbot.domain.invitations.rsvps import Invitation, Partstat, Rsvp, Via
from retbot.domain.invitations.trust import COUNTS, Origin, SenderVerdict
from retbot.domain.team import Team
from retbot.handlers.mail import other_mail
from retbot.handlers.mail.guest_search import GuestSearch
from retbot.meetings import offers, rsvps
from retbot.ports import AuditEntry, Channel, Post, UnitOfWork
from retbot.ports.incoming_mail import Decision, Letter, Reading, Why
from retbot.ports.storage.addresses import LeftAddress

_FAILED = SenderVerdict.FAILED
_FARTHEST = timedelta(days=2 * 366)
"""How far ahead a time proposed by a guest may be."""


class MailOutcome(StrEnum):
    """The result for a mail. Every result except TAKEN and QUIET is reported to the secretaris, once for each mail, if
    it shows which guest it is from; otherwise the beheerder hears how many there were. An answer that is FORWARDED,
    FORGED, UNPROVEN or LEFT waits until it is accepted, if accepting it would have an effect."""

    TAKEN = "taken"
    QUIET = "quiet"
    """Nothing that people need to know: a copy, an automatic answer, a receipt, something that is over."""
    FORWARDED = "doorgestuurd"
    FORGED = "vervalst"
    UNPROVEN = "onbewezen"
    STALE = "verouderd"
    UNKNOWN = "onbekend"
    LEFT = "oud_adres"
    UNREAD = "ongelezen"
    LETTER = "gewone_mail"
    BOUNCED = "niet_aangekomen"


_MAY_BE_OWN = frozenset({MailOutcome.FORWARDED, MailOutcome.UNPROVEN})
"""From another address, which may be the guest's own or an assistant's."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is the same for every mail. `bears_tokens`: each guest has their own address to answer to, so an answer
    without a token is suspicious. `room` returns the id of the team's room."""

    team: Callable[[], Team]
    bears_tokens: bool
    room: Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Taking:
    """One mail, in one transaction."""

    work: UnitOfWork
    desk: Desk
    letter: Letter
    now: datetime

    @property
    def team(self) -> Team:
        return self.desk.team()

    @property
    def reading(self) -> Reading:
        return self.letter.reading

    @property
    def guests(self) -> GuestSearch:
        return GuestSearch(self.work, self.reading, self.now)

    async def take(self) -> MailOutcome:
        invited = await self.guests.find_invitation()
        left = None if invited else await self.guests.find_left_address()
        guest = invited or left or await self.guests.find_person()
        if self.reading.decision is Decision.BOUNCE:
            gevolg, offered = await self._take_bounce(invited), True
        else:
            gevolg, offered = await self._judge(invited, left)
        if gevolg not in {MailOutcome.TAKEN, MailOutcome.QUIET} and not offered:
            await self._tell(gevolg, guest)
        code = guest.code if guest else None
        await self.work.audit.add(AuditEntry(self.now, "retbot", "antwoord per mail", str(gevolg), code))
        return gevolg

    async def _take_bounce(self, invited: Invitation | None) -> MailOutcome:
        rows = await other_mail.mail_that_returned(self.work, self.reading.tokens, invited)
        await self.work.outbox.mark_bounced([row.id for row in rows], self.now)
        if any(map(other_mail.is_to_former_address, rows)) or (not rows and await self.guests.find_left_address()):
            return MailOutcome.QUIET
        if rows:
            post = rows[0].post
            about = await other_mail.once_for_address(self.work, rows[0], self.now)
            await self._put(MailOutcome.BOUNCED, post.to or "", post.code, about)
        else:
            await self._tell(MailOutcome.BOUNCED, None)
        return MailOutcome.BOUNCED

    async def _judge(self, invited: Invitation | None, left: LeftAddress | None) -> tuple[MailOutcome, bool]:
        """The result, and whether the answer was offered for acceptance."""
        match self.reading.decision:
            case Decision.SET_ASIDE:
                return MailOutcome.UNREAD, False
            case Decision.REFRESH:
                return await self._send_again(invited), False
            case Decision.IGNORE if self.reading.why in {Why.NO_CALENDAR, Why.FORWARDED} and invited:
                if await self._is_from(invited):
                    await other_mail.say_where_to_turn(self.work, invited, self.now)
                return MailOutcome.LETTER, False
            case Decision.IGNORE | Decision.AUTO_REPLY:
                return MailOutcome.QUIET, False
            case Decision.COUNTER if not self._is_near():
                return MailOutcome.UNREAD, False
        return await self._take_answer(invited, left)

    def _is_near(self) -> bool:
        """Whether the proposed time is plausible."""
        proposed = [one for one in (self.reading.start, self.reading.end) if one]
        return all(self.now <= one <= self.now + _FARTHEST for one in proposed)

    async def _send_again(self, invited: Invitation | None) -> MailOutcome:
        """Only to the guest who asks; the answer goes to the invited address."""
        told = await self.guests.find_entry(invited) if invited else None
        if told and invited and await self._is_from(invited):
            await other_mail.send_again(self.work, told, self.now)
        return MailOutcome.QUIET

    async def _is_from(self, invited: Invitation) -> bool:
        """Whether the mail comes from the invited address, as far as is known."""
        known = await self.guests.address_of(invited)
        return known is not None and known == self.reading.sender and self.reading.sender_verdict is not _FAILED

    async def _take_answer(self, invited: Invitation | None, left: LeftAddress | None) -> tuple[MailOutcome, bool]:
        if invited:
            of = await self._of(invited)
            return (await self._keep(invited, of), False) if of in COUNTS else await self._offer(invited, _gevolg(of))
        if left and self.guests.is_about(left):
            return await self._offer(left, MailOutcome.LEFT)
        if self.reading.by_link:
            return (MailOutcome.STALE if await self.guests.find_person() else MailOutcome.UNKNOWN), False
        guest = await self.guests.find_by_address()
        if guest is None:
            return MailOutcome.LEFT if left else MailOutcome.UNKNOWN, False
        of = await self._without_token(guest)
        return (await self._keep(guest, of), False) if of in COUNTS else await self._offer(guest, _gevolg(of))

    async def _of(self, invited: Invitation) -> Origin:
        return await self.guests.origin_of(invited, await self.work.invitations.of_meeting(invited.uid))

    async def _without_token(self, guest: Invitation) -> Origin:
        """For a team without tokens: accepts the guest's own address if the team's mail server vouches for the
        sender."""
        of = await self._of(guest)
        vouched = of is Origin.OWN_ADDRESS and self.reading.sender_verdict is SenderVerdict.PASSED
        return Origin.ONBEWEZEN if of in COUNTS and (self.desk.bears_tokens or not vouched) else of

    async def _keep(self, invited: Invitation, of: Origin) -> MailOutcome:
        told = await self.guests.find_entry(invited)
        if told is None or self.guests.is_over(told):
            return MailOutcome.QUIET
        answer = self._answer(invited, told)
        before = next((a for a in await self.work.rsvps.of_meeting(invited.uid) if a.owner == invited.owner), None)
        if before and (before.order, before.partstat) == (answer.order, answer.partstat):
            return MailOutcome.QUIET
        if not await self.work.rsvps.add(answer):
            return MailOutcome.STALE
        on_behalf, remark = of is Origin.ON_BEHALF, self.reading.remark
        # A plain yes is not told: the summary of the case and the digest count who comes.
        if answer.partstat is not Partstat.ACCEPTED or on_behalf or remark:
            await rsvps.tell(self.work, answer, self.now, remark=remark, on_behalf=on_behalf)
        await rsvps.fulfil(self.work, self.team, answer, self.now)
        await offers.close(self.work, answer.code)
        return MailOutcome.TAKEN

    async def _offer(self, guest: Invitation | LeftAddress, gevolg: MailOutcome) -> tuple[MailOutcome, bool]:
        """For an answer that is not accepted automatically. Returns the result, and whether it would have an effect if
        accepted."""
        told = await self.guests.find_entry(guest)
        if told is None or self.guests.is_over(told):
            return MailOutcome.QUIET, False
        notice: dict[str, Arg] = {"gevolg": str(gevolg), "opmerking": "ja" if self.reading.remark else "nee"}
        answer = self._answer(guest, told)
        sender = self.reading.sender if gevolg in _MAY_BE_OWN else None
        return gevolg, await offers.offer(self.work, self.team, answer, notice, self.desk.room(), self.now, sender)

    def _answer(self, invited: Invitation | LeftAddress, told: LedgerEntry) -> Rsvp:
        """Limits time stamp and SEQUENCE, so that a clock that is ahead or a SEQUENCE that was never sent does not
        block later answers."""
        reading = self.reading
        counter = reading.decision is Decision.COUNTER
        return Rsvp(
            uid=invited.uid,
            owner=invited.owner,
            partstat=Partstat.COUNTER if counter else Partstat[reading.partstat or ""],
            sequence=told.sequence if reading.by_link else min(reading.sequence, told.sequence),
            stamp=min(reading.stamp or self.now, self.now),
            via=Via.MAIL,
            at=self.now,
            code=invited.code,
            voorstel_van=reading.start,
            voorstel_tot=reading.end,
        )

    async def _tell(self, gevolg: MailOutcome, guest: Invitation | LeftAddress | None) -> None:
        """Once for each mail, without any of its text. What strangers send is only counted."""
        owner = guest.owner if guest else await self.guests.owner_of(self.reading.attendee)
        if owner is None:
            await other_mail.count_stranger(self.work, self.team, self.now)
        else:
            await self._put(gevolg, owner, guest.code if guest else None, self.letter.digest)

    async def _put(self, gevolg: MailOutcome, owner: str, code: Casecode | None, about: str) -> None:
        args = {"gevolg": str(gevolg), "owner": owner, "waarom": str(self.reading.why)}
        key = f"post:{gevolg}:{about}"
        await self.work.outbox.put(Post(key, Channel.ROOM, "post", args, code, in_case=code is not None), self.now)


def _gevolg(of: Origin) -> MailOutcome:
    return MailOutcome(str(of))
