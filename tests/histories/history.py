"""The bot's side of a history: the real domain, ledger and mails, with a store and a mail server in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus, Feit
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry, Meeting, MeetingMessage, of_bespreking
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.domain.team import Team
from retbot.mail.messages import mime
from retbot.meetings import invitations
from retbot.ports import Mail, MailFate, PostState
from retbot.scheduling.delivery.courier import Courier
from tests.clock import SetClock, at
from tests.contract.fake_mailbox import IDS, SENDER
from tests.histories.attendee import Letter, Scheduling, read
from tests.unit.scheduling.stage import CODE, aanmelding, overijssel, team
from tests.world import World

CASE, TEAM = "bespreking", "overleg"
UIDS: Mapping[str, str] = MappingProxyType({CASE: "bespreking@retbot", TEAM: "overleg@retbot"})
FIXED = {"deelnemer:1": "lvb@ambiq.example", "deelnemer:2": "ggz@karakter.example"}
OTHERS = {"school": "zorg@school.example", "ouders": "thuis@prive.example"}
ADDRESSES = FIXED | OTHERS
SECOND = {owner: f"ander.{address}" for owner, address in ADDRESSES.items()}
MAILBOXES = {address: owner for known in (ADDRESSES, SECOND) for owner, address in known.items()}
PLACES = ("stadhuis", "video", None)
PLACE_NAMES = {"stadhuis": "Stadhuis, zaal 2", "video": "https://video.example/ret"}
FIRST = at("2026-05-07 14:00")


class Server(Enum):
    UP = "up"
    DOWN = "down"
    BREAKS = "breaks"
    """The connection breaks after the text was sent: a mail that arrived counts as delayed, and is sent again."""
    LATER = "later"
    """Nothing is sent for now."""


@lru_cache(maxsize=20_000)
def _over_the_wire(mail: Mail) -> Letter:
    """Cached, because the same mail always has the same bytes except for its Date, which no calendar reads."""
    return read(mail.to, mime(mail, SENDER, FIRST, IDS))


@dataclass
class Wire:
    """Implements Mailbox: stores the bytes of every mail that was sent."""

    server: Server = Server.UP
    letters: list[Letter] = field(default_factory=list)

    async def send(self, mails: Sequence[Mail]) -> list[MailFate]:
        if self.server is not Server.DOWN:
            sure = self.server is Server.UP
            self.letters += [replace(_over_the_wire(mail), sure=sure) for mail in mails]
        return [MailFate.SENT if self.server is Server.UP else MailFate.DELAYED] * len(mails)


@dataclass
class Expected:
    """What the calendars must contain in the end; computed separately from the bot's own ledger."""

    start: datetime = FIRST
    minuten: int = 60
    plek: str | None = "stadhuis"
    off: bool = False
    anonymous: bool = False
    guests: dict[str, GuestList] = field(default_factory=dict)

    def sees(self, owner: str) -> set[str]:
        """The owners listed in this guest's object, including the guest."""
        lijst = self.guests[owner]
        others = {
            GuestList.IEDEREEN: [one for one in self.guests if one != "ouders"],
            GuestList.VAST: [one for one in self.guests if one in FIXED],
            GuestList.OWN_ADDRESS: [],
        }[lijst]
        return {owner, *others}


@dataclass
class History(World):
    clock: SetClock = field(default_factory=lambda: SetClock(at("2026-04-22 12:00")))
    uids: Mapping[str, str] = field(default_factory=lambda: UIDS)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.wire = Wire()
        self.courier = Courier(self.storage, self.wire, self.clock, lambda: self.team, lambda: 0.5)
        self.expected = {CASE: Expected(), TEAM: Expected()}
        self.reached_at: dict[str, str | None] = dict(ADDRESSES)
        """Owner → present address."""
        self.once_unreached: set[str] = set()
        """Guests who had no address for a time, so the others may not see them."""
        self.decided: list[LedgerEntry] = []
        """Everything that guests were to be told, in order."""

    def new_team(self) -> Team:
        return replace(team(), plekken=PLACE_NAMES)

    async def begin(self) -> None:
        day = date(2026, 4, 22)
        casus = Casus(CODE, "overijssel-2022", "1", aanmelding(day))
        planned = Bespreking(1, FIRST, 60, self.uids[CASE], plek="stadhuis")
        async with self.storage.begin() as work:
            await work.people.save(Deelnemer(1, "expert", "LVB", "Ambiq"))
            await work.people.save(Deelnemer(2, "expert", "GGZ", "Karakter"))
            with_mail = casus.with_feit(Feit("mail_toestemming", day, subject="ouders", value="ja")).with_bespreking(
                planned
            )
            await work.cases.save(with_mail, [], [], self.clock.now())
            for owner, address in ADDRESSES.items():
                await work.addresses.set(owner, address, CODE if owner in OTHERS else None)

    async def invite(self, which: str, owners: Iterable[str], lijst: GuestList | None) -> None:
        owners = [owner for owner in owners if which == CASE or owner in FIXED]
        wanted = self.expected[which]
        async with self.storage.begin() as work:
            meeting = await self._meeting(which)
            messages = await invitations.invite(work, meeting, overijssel(), owners, self.clock.now(), lijst)
            self._note(messages)
            remembered = {told.owner: told.lijst for told in await work.ledger.of_meeting(self.uids[which])}
        for owner in owners if not wanted.off else ():
            chosen = lijst or wanted.guests.get(owner) or remembered[owner]
            wanted.guests[owner] = chosen

    async def uninvite(self, which: str, owner: str) -> None:
        async with self.storage.begin() as work:
            meeting = await self._meeting(which)
            self._note(await invitations.uninvite(work, meeting, overijssel(), [owner], self.clock.now()))
        self.expected[which].guests.pop(owner, None)

    def uninvited(self, which: str) -> set[str]:
        told = self.storage.memory.told.values()
        return {one.owner for one in told if one.uid == self.uids[which] and one.standing is GuestStanding.UNINVITED}

    async def readdress(self, owner: str, address: str | None) -> None:
        async with self.storage.begin() as work:
            code = CODE if owner in OTHERS else None
            self.decided += await invitations.readdress(work, owner, address, code, self.clock.now())
        self.reached_at[owner] = address
        if address is None:
            self.once_unreached.add(owner)

    async def change(self, which: str, **changes: Any) -> None:
        if not self.expected[which].off:
            self.expected[which] = replace(self.expected[which], **changes)
            await self._update(which)

    async def say_again(self) -> None:
        """Consent is withdrawn or given, so the text about the case changes."""
        wanted = self.expected[CASE]
        wanted.anonymous = not wanted.anonymous
        async with self.storage.begin() as work:
            casus = await work.cases.get(CODE)
            assert casus
            form = replace(casus.aanmelding, formulier="nee" if wanted.anonymous else "ja")
            await work.cases.save(replace(casus, aanmelding=form), [], [], self.clock.now())
        async with self.storage.begin() as work:
            meeting = await self._meeting(CASE)
            self._note(await invitations.say_again(work, meeting, overijssel(), self.clock.now()))

    async def cancel(self, which: str) -> None:
        if not self.expected[which].off:
            self.expected[which] = replace(self.expected[which], off=True, guests={})
            await self._update(which)

    async def answer(self, which: str, owner: str, entry: Scheduling | None, *, yes: bool) -> None:
        """A REPLY to the entry in the calendar; nothing when there is none."""
        if entry is None:
            return
        now, partstat = self.clock.now(), Partstat.ACCEPTED if yes else Partstat.DECLINED
        code = CODE if which == CASE else None
        async with self.storage.begin() as work:
            answer = Rsvp(entry.uid, owner, partstat, entry.sequence, now, Via.MAIL, now, code)
            counted = await work.rsvps.add(answer)
        wanted = self.expected[which]
        same_time = (entry.start, entry.length) == (wanted.start, timedelta(minutes=wanted.minuten))
        assert counted <= (owner in wanted.guests and same_time)

    async def _update(self, which: str) -> None:
        if which == CASE:
            await self._keep_case()
        async with self.storage.begin() as work:
            meeting = await self._meeting(which)
            self._note(await invitations.update(work, meeting, overijssel(), self.clock.now()))

    def _note(self, messages: Iterable[MeetingMessage]) -> None:
        self.decided += [message.entry for message in messages]

    async def _keep_case(self) -> None:
        wanted = self.expected[CASE]
        async with self.storage.begin() as work:
            casus = await work.cases.get(CODE)
            assert casus
            stand = BesprekingState.CANCELLED if wanted.off else BesprekingState.PLANNED
            planned = replace(
                besprekingen.must_be_planned(casus), start=wanted.start, minuten=wanted.minuten, plek=wanted.plek
            )
            await work.cases.save(casus.with_bespreking(replace(planned, state=stand)), [], [], self.clock.now())

    async def _meeting(self, which: str) -> Meeting:
        wanted = self.expected[which]
        if which == TEAM:
            return Meeting(self.uids[TEAM], wanted.start, wanted.minuten, wanted.plek, off=wanted.off)
        casus = self.storage.memory.cases[CODE]
        return of_bespreking(casus, casus.besprekingen[-1])

    async def post(self, server: Server) -> None:
        self.wire.server = server
        if server is not Server.LATER:
            await self.courier.drain()

    async def settle(self) -> None:
        """Repeats until nothing is waiting."""
        while any(row.state is PostState.OPEN for row in self.storage.memory.outbox.values()):
            self.clock.instant += timedelta(minutes=15)
            await self.post(Server.UP)
