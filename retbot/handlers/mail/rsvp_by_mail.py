"""Handles the answer to an invitation in a mail: only from the invited guest, and only when it is new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from retbot.domain.errors import Arg
from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry
from retbot.domain.invitations.rsvps import Invitation, Partstat, Rsvp, Via
from retbot.domain.invitations.trust import COUNTS, Claim, Origin, SenderVerdict, origin
from retbot.domain.team import Team
from retbot.mail.organisations import organisation_of
from retbot.meetings import invitations, offers, rsvps
from retbot.ports import AuditEntry, Channel, Post, UnitOfWork
from retbot.ports.incoming_mail import Decision, Letter, Reading, Why
from retbot.ports.left_addresses import LeftAddress

_FARTHEST = timedelta(days=2 * 366)
"""How far ahead a time proposed by a guest may be."""


class MailOutcome(StrEnum):
    """The result for a mail. Every result except TAKEN and QUIET is reported to the secretaris, once for each mail. An
    answer that is FORWARDED, FORGED, UNPROVEN or LEFT waits until it is accepted, if accepting it would have an
    effect."""

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
    def claim(self) -> Claim:
        reading = self.reading
        return Claim(reading.sender, reading.attendee, reading.sent_by, reading.sender_verdict)

    async def take(self) -> MailOutcome:
        invited = await self._find_invitation()
        left = None if invited else await self._find_left_address()
        gevolg, offered = await self._judge(invited, left)
        guest = invited or left
        if gevolg not in {MailOutcome.TAKEN, MailOutcome.QUIET} and not offered:
            await self._tell(gevolg, guest)
        code = guest.code if guest else None
        await self.work.audit(AuditEntry(self.now, "retbot", "antwoord per mail", str(gevolg), code))
        return gevolg

    async def _judge(self, invited: Invitation | None, left: LeftAddress | None) -> tuple[MailOutcome, bool]:
        """The result, and whether the answer was offered for acceptance."""
        match self.reading.decision:
            case Decision.SET_ASIDE:
                return MailOutcome.UNREAD, False
            case Decision.BOUNCE:
                return MailOutcome.QUIET if left else MailOutcome.BOUNCED, False
            case Decision.IGNORE if self.reading.why in {Why.NO_CALENDAR, Why.FORWARDED} and invited:
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

    async def _find_invitation(self) -> Invitation | None:
        """By the token, which must match the UID."""
        found = await self.work.invitations_of_tokens(self.reading.tokens)
        return next((one for one in found if self.reading.uid in {one.uid, None}), None)

    async def _find_left_address(self) -> LeftAddress | None:
        """By the token in a mail that the guest got at a former address."""
        return next(iter(await self.work.left_addresses_of_tokens(self.reading.tokens)), None)

    async def _take_answer(self, invited: Invitation | None, left: LeftAddress | None) -> tuple[MailOutcome, bool]:
        if invited:
            of = await self._of(invited)
            return (await self._keep(invited, of), False) if of in COUNTS else await self._offer(invited, _gevolg(of))
        if left and left.uid == self.reading.uid:
            return await self._offer(left, MailOutcome.LEFT)
        guest = await self._by_address()
        if guest is None:
            return MailOutcome.LEFT if left else MailOutcome.UNKNOWN, False
        of = await self._without_token(guest)
        return (await self._keep(guest, of), False) if of in COUNTS else await self._offer(guest, _gevolg(of))

    async def _of(self, invited: Invitation) -> Origin:
        """For an answer with the token of this guest. An answer that names another guest of the same meeting is not
        theirs."""
        known = await self._address(invited)
        others = {await self._address(one) for one in await self.work.invitations(invited.uid)} - {known, None}
        if known is None or {self.reading.attendee, self.reading.sender} & others:
            return Origin.VERVALST if self.reading.sender_verdict is SenderVerdict.FAILED else Origin.ONBEWEZEN
        return origin(known, self.claim, organisation_of)

    async def _without_token(self, guest: Invitation) -> Origin:
        """For a team without tokens: accepts the guest's own address if the team's mail server vouches for the
        sender."""
        of = await self._of(guest)
        vouched = of is Origin.OWN_ADDRESS and self.reading.sender_verdict is SenderVerdict.PASSED
        return Origin.ONBEWEZEN if of in COUNTS and (self.desk.bears_tokens or not vouched) else of

    async def _by_address(self) -> Invitation | None:
        """The guest whose answer it claims to be: the sender of the mail, otherwise the attendee in it."""
        uid = self.reading.uid or ""
        expected = await invitations.invited_owners(self.work, uid)
        invited = [one for one in await self.work.invitations(uid) if one.owner in expected]
        by_address = {await self._address(one) or "": one for one in reversed(invited)}
        return by_address.get(self.reading.sender or "-") or by_address.get(self.reading.attendee or "-")

    async def _keep(self, invited: Invitation, of: Origin) -> MailOutcome:
        told = await self._find_entry(invited)
        if told is None or self._is_over(told):
            return MailOutcome.QUIET
        answer = self._answer(invited, told)
        before = next((a for a in await self.work.antwoorden(invited.uid) if a.owner == invited.owner), None)
        if before and (before.order, before.partstat) == (answer.order, answer.partstat):
            return MailOutcome.QUIET
        if not await self.work.add_rsvp(answer):
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
        told = await self._find_entry(guest)
        if told is None or self._is_over(told):
            return MailOutcome.QUIET, False
        notice: dict[str, Arg] = {"gevolg": str(gevolg), "opmerking": "ja" if self.reading.remark else "nee"}
        answer = self._answer(guest, told)
        return gevolg, await offers.offer(self.work, self.team, answer, notice, self.desk.room(), self.now)

    def _is_over(self, told: LedgerEntry) -> bool:
        return told.standing is GuestStanding.OFF or told.start <= self.now

    async def _find_entry(self, invited: Invitation | LeftAddress) -> LedgerEntry | None:
        return next((one for one in await self.work.invitations_sent(invited.uid) if one.owner == invited.owner), None)

    def _answer(self, invited: Invitation | LeftAddress, told: LedgerEntry) -> Rsvp:
        """Limits time stamp and SEQUENCE, so that a clock that is ahead or a SEQUENCE that was never sent does not
        block later answers."""
        reading = self.reading
        counter = reading.decision is Decision.COUNTER
        return Rsvp(
            uid=invited.uid,
            owner=invited.owner,
            partstat=Partstat.COUNTER if counter else Partstat[reading.partstat or ""],
            sequence=min(reading.sequence, told.sequence),
            stamp=min(reading.stamp or self.now, self.now),
            via=Via.MAIL,
            at=self.now,
            code=invited.code,
            voorstel_van=reading.start,
            voorstel_tot=reading.end,
        )

    async def _address(self, invited: Invitation) -> str | None:
        found = await self.work.address(invited.owner, case_of_address(invited.owner, invited.code))
        return found.lower() if found else None

    async def _tell(self, gevolg: MailOutcome, guest: Invitation | LeftAddress | None) -> None:
        """Contains no text of the mail. A bounce is reported once per address of a guest of a meeting, anything else
        once per mail."""
        owner = guest.owner if guest else await self._owner_of(self.reading.attendee)
        args = {"gevolg": str(gevolg), "owner": owner or "", "waarom": str(self.reading.why)}
        about = self.letter.digest
        if guest and gevolg is MailOutcome.BOUNCED:
            about = f"{guest.uid}:{guest.owner}:{len(await self.work.left_addresses(guest.uid, guest.owner))}"
        code = guest.code if guest else None
        key = f"post:{gevolg}:{about}"
        await self.work.put(Post(key, Channel.ROOM, "post", args, code, in_case=code is not None), self.now)

    async def _owner_of(self, address: str | None) -> str | None:
        """The owner of the address. Looks only at addresses of the team, because a mail without a token reveals no
        case."""
        for owner in await self.work.owners() if address else []:
            found = await self.work.address(owner)
            if found and found.lower() == address:
                return owner
        return None


def _gevolg(of: Origin) -> MailOutcome:
    return MailOutcome(str(of))
