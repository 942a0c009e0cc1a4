"""Takes in what a mail says about an invitation: only from who was invited, and only what is new."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from retbot import attending, inviting
from retbot.domain.antwoorden import Antwoord, Partstat, Uitnodiging, Via
from retbot.domain.meeting import Standing, Told
from retbot.domain.team import Team
from retbot.domain.uitnodigen import case_of_address
from retbot.domain.vertrouwen import Herkomst, herkomst
from retbot.ports import AuditEntry, Channel, Post, UnitOfWork
from retbot.ports.oude_adressen import OudAdres
from retbot.ports.replies import Decision, Letter, Reading, Verified, Why

_ANSWERS = {Decision.REPLY, Decision.COUNTER}


class Gevolg(StrEnum):
    """What became of a mail. What is not TAKEN or QUIET is told to the secretaris, once for each mail."""

    TAKEN = "taken"
    QUIET = "quiet"
    """Nothing that anybody has to know: a copy, an automatic answer, a receipt, what has passed."""
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
class Taking:
    """One mail, in one transaction."""

    work: UnitOfWork
    team: Team
    letter: Letter
    now: datetime

    @property
    def reading(self) -> Reading:
        return self.letter.reading

    async def take(self) -> Gevolg:
        invited = await self._invited()
        left = None if invited else await self._left()
        gevolg = await self._judge(invited, left)
        guest = invited or left
        if gevolg not in {Gevolg.TAKEN, Gevolg.QUIET}:
            await self._tell(gevolg, guest)
        code = guest.code if guest else None
        await self.work.audit(AuditEntry(self.now, "retbot", "antwoord per mail", str(gevolg), code))
        return gevolg

    async def _judge(self, invited: Uitnodiging | None, left: OudAdres | None) -> Gevolg:
        match self.reading.decision:
            case Decision.SET_ASIDE:
                return Gevolg.UNREAD
            case Decision.BOUNCE:
                return Gevolg.QUIET if left else Gevolg.BOUNCED
            case Decision.IGNORE if self.reading.why in {Why.NO_CALENDAR, Why.FORWARDED} and invited:
                return Gevolg.LETTER
            case Decision.IGNORE | Decision.AUTO_REPLY:
                return Gevolg.QUIET
        if invited:
            return await self._answered(invited)
        found = await self._without_token()
        return Gevolg.LEFT if left and found is Gevolg.UNKNOWN else found

    async def _invited(self) -> Uitnodiging | None:
        """By the token; a token and a UID that do not belong together are worth nothing."""
        for token in self.reading.tokens:
            found = await self.work.uitnodiging_of_token(token)
            if found and self.reading.uid in {found.uid, None}:
                return found
        return None

    async def _left(self) -> OudAdres | None:
        """By the token of what a guest got at an address where he is not reached any more."""
        for token in self.reading.tokens:
            if found := await self.work.oud_adres_of_token(token):
                return found
        return None

    async def _answered(self, invited: Uitnodiging) -> Gevolg:
        reading = self.reading
        if reading.verified is Verified.FAILED:
            return Gevolg.FORGED
        known = await self._address(invited)
        if known is None or reading.attendee is None:
            return Gevolg.UNPROVEN
        others = [one for one in await self.work.uitnodigingen(invited.uid) if one.owner != invited.owner]
        if reading.attendee in [await self._address(one) for one in others]:
            return Gevolg.UNPROVEN
        of = herkomst(known, reading.attendee, reading.sender, reading.sent_by)
        return Gevolg.FORWARDED if of is Herkomst.DOORGESTUURD else await self._keep(invited, of)

    async def _without_token(self) -> Gevolg:
        """Where tokens do not come back: the guest's own address, as far as the own mail server vouches for it."""
        uid = self.reading.uid or ""
        expected = await inviting.invited(self.work, uid)
        invited = [one for one in await self.work.uitnodigingen(uid) if one.owner in expected]
        own = [one for one in invited if self.reading.attendee == await self._address(one)]
        if not own:
            return Gevolg.UNKNOWN
        if self.reading.verified is Verified.FAILED:
            return Gevolg.FORGED
        if self.reading.verified is not Verified.PASSED or self.reading.sender != self.reading.attendee:
            return Gevolg.UNPROVEN
        return await self._keep(own[0], Herkomst.ZELF)

    async def _keep(self, invited: Uitnodiging, of: Herkomst) -> Gevolg:
        told = await self._told(invited)
        if told is None or told.standing is Standing.OFF or told.start <= self.now:
            return Gevolg.QUIET
        answer = self._answer(invited, told)
        before = next((a for a in await self.work.antwoorden(invited.uid) if a.owner == invited.owner), None)
        if before and (before.order, before.partstat) == (answer.order, answer.partstat):
            return Gevolg.QUIET
        if not await self.work.add_antwoord(answer):
            return Gevolg.STALE
        on_behalf = of is Herkomst.NAMENS
        await attending.tell(self.work, answer, self.now, remark=self.reading.remark, on_behalf=on_behalf)
        await attending.fulfil(self.work, self.team, answer, self.now)
        return Gevolg.TAKEN

    async def _told(self, invited: Uitnodiging) -> Told | None:
        return next((one for one in await self.work.told(invited.uid) if one.owner == invited.owner), None)

    def _answer(self, invited: Uitnodiging, told: Told) -> Antwoord:
        """A clock that is ahead, or a number that was never sent, must not outdo the answers to come."""
        reading = self.reading
        counter = reading.decision is Decision.COUNTER
        return Antwoord(
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

    async def _address(self, invited: Uitnodiging) -> str | None:
        found = await self.work.address(invited.owner, case_of_address(invited.owner, invited.code))
        return found.lower() if found else None

    async def _tell(self, gevolg: Gevolg, guest: Uitnodiging | OudAdres | None) -> None:
        """Without a word of the mail. A bounce once for each address of a guest of a meeting, anything else once for
        each mail."""
        owner = guest.owner if guest else await self._owner_of(self.reading.attendee)
        args = {"gevolg": str(gevolg), "owner": owner or "", "waarom": str(self.reading.why)}
        about = self.letter.digest
        if guest and gevolg is Gevolg.BOUNCED:
            about = f"{guest.uid}:{guest.owner}:{len(await self.work.oude_adressen(guest.uid, guest.owner))}"
        code = guest.code if guest else None
        key = f"post:{gevolg}:{about}"
        await self.work.put(Post(key, Channel.ROOM, "post", args, code, in_case=code is not None), self.now)

    async def _owner_of(self, address: str | None) -> str | None:
        """Whose address it is: of the team alone, since a mail that bears no token says nothing of a case."""
        for owner in await self.work.owners() if address else []:
            found = await self.work.address(owner)
            if found and found.lower() == address:
                return owner
        return None
