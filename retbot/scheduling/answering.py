"""Takes in what a mail says about an invitation: only from who was invited, and only what is new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from retbot import attending, inviting, offers
from retbot.domain.antwoorden import Antwoord, Partstat, Uitnodiging, Via
from retbot.domain.errors import Arg
from retbot.domain.meeting import Standing, Told
from retbot.domain.team import Team
from retbot.domain.uitnodigen import case_of_address
from retbot.domain.vertrouwen import COUNTS, Claim, Herkomst, Verified, herkomst
from retbot.organisations import organisation_of
from retbot.ports import AuditEntry, Channel, Post, UnitOfWork
from retbot.ports.oude_adressen import OudAdres
from retbot.ports.replies import Decision, Letter, Reading, Why

_FARTHEST = timedelta(days=2 * 366)
"""Ahead, of a time that a guest proposes."""


class Gevolg(StrEnum):
    """What became of a mail. What is not TAKEN or QUIET is told to the secretaris, once for each mail. An answer
    that is FORWARDED, FORGED, UNPROVEN or LEFT waits until he accepts it, if it is one that could count at all."""

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
class Desk:
    """What is the same for every mail. `bears_tokens`: whether the address to which a guest answers tells one from
    another, so that an answer without a token is not to be expected; `room` gives the id of the team's room."""

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
        return Claim(reading.sender, reading.attendee, reading.sent_by, reading.verified)

    async def take(self) -> Gevolg:
        invited = await self._invited()
        left = None if invited else await self._left()
        gevolg, offered = await self._judge(invited, left)
        guest = invited or left
        if gevolg not in {Gevolg.TAKEN, Gevolg.QUIET} and not offered:
            await self._tell(gevolg, guest)
        code = guest.code if guest else None
        await self.work.audit(AuditEntry(self.now, "retbot", "antwoord per mail", str(gevolg), code))
        return gevolg

    async def _judge(self, invited: Uitnodiging | None, left: OudAdres | None) -> tuple[Gevolg, bool]:
        """Also whether it was offered to be accepted."""
        match self.reading.decision:
            case Decision.SET_ASIDE:
                return Gevolg.UNREAD, False
            case Decision.BOUNCE:
                return Gevolg.QUIET if left else Gevolg.BOUNCED, False
            case Decision.IGNORE if self.reading.why in {Why.NO_CALENDAR, Why.FORWARDED} and invited:
                return Gevolg.LETTER, False
            case Decision.IGNORE | Decision.AUTO_REPLY:
                return Gevolg.QUIET, False
            case Decision.COUNTER if not self._is_near():
                return Gevolg.UNREAD, False
        return await self._answered(invited, left)

    def _is_near(self) -> bool:
        """Whether the time that is proposed could be meant, and said."""
        proposed = [one for one in (self.reading.start, self.reading.end) if one]
        return all(self.now <= one <= self.now + _FARTHEST for one in proposed)

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

    async def _answered(self, invited: Uitnodiging | None, left: OudAdres | None) -> tuple[Gevolg, bool]:
        if invited:
            of = await self._of(invited)
            return (await self._keep(invited, of), False) if of in COUNTS else await self._offer(invited, _gevolg(of))
        if left and left.uid == self.reading.uid:
            return await self._offer(left, Gevolg.LEFT)
        guest = await self._by_address()
        if guest is None:
            return Gevolg.LEFT if left else Gevolg.UNKNOWN, False
        of = await self._without_token(guest)
        return (await self._keep(guest, of), False) if of in COUNTS else await self._offer(guest, _gevolg(of))

    async def _of(self, invited: Uitnodiging) -> Herkomst:
        """With the token of this guest. One that names another guest of the same meeting is not his."""
        known = await self._address(invited)
        others = {await self._address(one) for one in await self.work.uitnodigingen(invited.uid)} - {known, None}
        if known is None or {self.reading.attendee, self.reading.sender} & others:
            return Herkomst.VERVALST if self.reading.verified is Verified.FAILED else Herkomst.ONBEWEZEN
        return herkomst(known, self.claim, organisation_of)

    async def _without_token(self, guest: Uitnodiging) -> Herkomst:
        """Where tokens do not come back: the guest's own address, as far as the own mail server vouches for it."""
        of = await self._of(guest)
        vouched = of is Herkomst.ZELF and self.reading.verified is Verified.PASSED
        return Herkomst.ONBEWEZEN if of in COUNTS and (self.desk.bears_tokens or not vouched) else of

    async def _by_address(self) -> Uitnodiging | None:
        """Whose answer it says that it is; who mailed it before who is named in it."""
        uid = self.reading.uid or ""
        expected = await inviting.invited(self.work, uid)
        invited = [one for one in await self.work.uitnodigingen(uid) if one.owner in expected]
        by_address = {await self._address(one) or "": one for one in reversed(invited)}
        return by_address.get(self.reading.sender or "-") or by_address.get(self.reading.attendee or "-")

    async def _keep(self, invited: Uitnodiging, of: Herkomst) -> Gevolg:
        told = await self._told(invited)
        if told is None or self._is_over(told):
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
        await offers.close(self.work, answer.code)
        return Gevolg.TAKEN

    async def _offer(self, guest: Uitnodiging | OudAdres, gevolg: Gevolg) -> tuple[Gevolg, bool]:
        """What does not count by itself; also whether it would if somebody accepted it."""
        told = await self._told(guest)
        if told is None or self._is_over(told):
            return Gevolg.QUIET, False
        notice: dict[str, Arg] = {"gevolg": str(gevolg), "opmerking": "ja" if self.reading.remark else "nee"}
        answer = self._answer(guest, told)
        return gevolg, await offers.offer(self.work, self.team, answer, notice, self.desk.room(), self.now)

    def _is_over(self, told: Told) -> bool:
        return told.standing is Standing.OFF or told.start <= self.now

    async def _told(self, invited: Uitnodiging | OudAdres) -> Told | None:
        return next((one for one in await self.work.told(invited.uid) if one.owner == invited.owner), None)

    def _answer(self, invited: Uitnodiging | OudAdres, told: Told) -> Antwoord:
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


def _gevolg(of: Herkomst) -> Gevolg:
    return Gevolg(str(of))
