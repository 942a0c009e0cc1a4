"""A team, its rooms and its mail, and a clock that is stepped."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus import besprekingen
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Bespreking, Casus, Feit
from retbot.domain.casus.recording import add_afspraak
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import LedgerEntry, Meeting, MeetingMessage, of_bespreking
from retbot.domain.team import Team
from retbot.domain.tijd import local
from retbot.meetings import invitations
from retbot.ports import Post, PostRow, UnitOfWork
from retbot.scheduling.delivery.courier import Courier
from retbot.scheduling.delivery.sender import RoomSender
from retbot.scheduling.waker import Waker
from retbot.wording.replies import render
from tests.clock import SetClock, at
from tests.contract.fake_mailbox import FakeMailbox
from tests.contract.fake_room import TEAM_ROOM, FakeRoom, Sent
from tests.world import World

CODE = Casecode("RET-7KH-4T3")
VERA, SANNE, EVA = "@vera:ret.example", "@sanne:ret.example", "@eva:ret.example"
EXPERT = Deelnemer(1, "expert", sector="LVB", partij="Ambiq", matrix_id=EVA, vog=date(2024, 3, 1))
ACCARE = Deelnemer(2, "contactpersoon", partij="Accare")
MANAGER = Deelnemer(3, "programmamanager")


@cache
def overijssel() -> Convenant:
    return convenant_files.load("overijssel-2022")


@cache
def team() -> Team:
    rights = {VERA: frozenset({Right.VOORZITTER}), SANNE: frozenset({Right.SECRETARIS})}
    return Team(overijssel(), kalender(), rights, plekken={"stadhuis": "Stadhuis, zaal 2"}, telefoon="038 000 00 00")


def aanmelding(ontvangen: date, formulier: str = "ja") -> Aanmelding:
    return Aanmelding(
        ontvangen=ontvangen,
        route="toegang",
        met_toegang=False,
        besproken=True,
        leeftijd="12-15",
        gemeente="Enschede",
        gronden=("contra-indicatie",),
        lokaal=True,
        formulier=formulier,
        monitor="ja",
    )


@dataclass
class Stage(World):
    """Wakes the bot: what it says and mails of its own accord, and what came of it."""

    code: Casecode | None = CODE
    room: FakeRoom = field(default_factory=FakeRoom)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.room.joined |= {VERA, SANNE}
        self.mailbox = FakeMailbox(self.clock)
        self.sender = RoomSender(
            self.storage, self.room, self.clock, lambda: self.team, lambda: TEAM_ROOM, render, lambda: 0.5
        )
        self.courier = Courier(self.storage, self.mailbox, self.clock, lambda: self.team, lambda: 0.5)
        self.waker = Waker(self.storage, self.clock, lambda: self.team, self.sender, self.courier)

    def new_team(self) -> Team:
        return team()

    async def open(self, ontvangen: date, code: Casecode = CODE, formulier: str = "ja") -> Casus:
        return await self.keep(Casus(code, "overijssel-2022", "1", aanmelding(ontvangen, formulier)))

    async def note(
        self, event: str, op: date, over: str | None = None, keuze: str | None = None, code: Casecode = CODE
    ) -> None:
        """Records a fact in the round that it belongs to."""
        casus = await self.casus(code)
        ronde = 0 if event in {"compleet", "afgesloten", "mail_toestemming"} else casus.ronde
        await self.keep(casus.with_feit(Feit(event, op, ronde, over, keuze)))

    async def plan(self, start: datetime, uid: str = "uid-1@retbot", code: Casecode = CODE) -> None:
        new = Bespreking(0, start, 60, uid, plek="stadhuis")
        await self.keep(besprekingen.plan(await self.casus(code), new, self.clock.now(), overijssel()))

    async def plan_another(self, start: datetime, uid: str) -> None:
        """Beside the one that is planned."""
        casus = await self.casus()
        await self.keep(casus.with_bespreking(Bespreking(casus.ronde + 1, start, 60, uid)))

    async def move(self, start: datetime) -> None:
        await self.keep(besprekingen.move(await self.casus(), start, None, None, self.clock.now(), overijssel()))

    async def cancel(self) -> None:
        await self.keep(besprekingen.cancel(await self.casus()))

    async def invite(self, *owners: str, lijst: GuestList | None = None, code: Casecode = CODE) -> list[MeetingMessage]:
        async with self.storage.begin() as work:
            return await invitations.invite(
                work, await self._meeting(work, code), overijssel(), owners, self.clock.now(), lijst
            )

    async def uninvite(self, *owners: str) -> list[MeetingMessage]:
        async with self.storage.begin() as work:
            return await invitations.uninvite(work, await self._meeting(work), overijssel(), owners, self.clock.now())

    async def tell(self) -> list[MeetingMessage]:
        """What changed since, to everybody who is invited."""
        async with self.storage.begin() as work:
            return await invitations.update(work, await self._meeting(work), overijssel(), self.clock.now())

    async def say_again(self) -> list[MeetingMessage]:
        async with self.storage.begin() as work:
            return await invitations.say_again(work, await self._meeting(work), overijssel(), self.clock.now())

    async def _meeting(self, work: UnitOfWork, code: Casecode = CODE) -> Meeting:
        casus = await work.cases.get(code)
        assert casus
        return of_bespreking(casus, casus.besprekingen[-1])

    async def hold(self, op: date, code: Casecode = CODE) -> None:
        await self.keep(besprekingen.hold(await self.casus(code), op, ["ouders", "LVB"], overijssel()))

    async def agree(self, partij: str, op: date, soort: str = "intake", code: Casecode = CODE) -> None:
        casus, _ = add_afspraak(await self.casus(code), partij, op, soort)
        await self.keep(casus)

    async def finish(self, nummer: int, op: date, code: Casecode = CODE) -> None:
        casus = await self.casus(code)
        await self.keep(casus.with_afspraak(replace(casus.afspraak(nummer), klaar=op)))

    async def people(self, *deelnemers: Deelnemer, mail: Iterable[int] = ()) -> None:
        async with self.storage.begin() as work:
            for deelnemer in deelnemers:
                await work.people.save(deelnemer)
            for nummer in mail:
                await work.addresses.set(f"deelnemer:{nummer}", f"deelnemer{nummer}@partij.example")

    async def address(self, owner: str, address: str | None, code: Casecode | None = CODE) -> None:
        async with self.storage.begin() as work:
            await work.addresses.set(owner, address, code)

    async def readdress(self, owner: str, address: str | None, code: Casecode | None = CODE) -> list[LedgerEntry]:
        async with self.storage.begin() as work:
            return await invitations.readdress(work, owner, address, code, self.clock.now())

    async def put(self, *posts: Post, due: datetime | None = None) -> None:
        async with self.storage.begin() as work:
            for post in posts:
                await work.outbox.put(post, self.clock.now(), due)

    async def posts_of(self, kind: str) -> list[PostRow]:
        async with self.storage.begin() as work:
            return await work.outbox.posts(sentence=kind)

    async def step(self, until: datetime) -> list[tuple[str, Sent]]:
        """Wakes at every instant at which something is due, until this one; what was sent, with its local moment."""
        told: list[tuple[str, Sent]] = []
        while (instant := await self._next()) <= until:
            self.clock.instant = max(instant, self.clock.instant)
            told += await self.now()
        self.clock.instant = until
        return told + await self.now()

    async def now(self) -> list[tuple[str, Sent]]:
        before = len(self.room.sent)
        await self.waker.run_due()
        stamp = f"{local(self.clock.instant):%Y-%m-%d %H:%M}"
        return [(stamp, sent) for sent in self.room.sent[before:]]

    async def _next(self) -> datetime:
        instant = await self.waker.next_instant()
        return instant if instant > self.clock.instant else self.clock.instant + timedelta(seconds=5)

    def texts(self, word: str = "") -> list[str]:
        return [sent.text for sent in self.room.sent if word in sent.text]


def stage(start: str) -> Stage:
    return Stage(clock=SetClock(at(start)))
