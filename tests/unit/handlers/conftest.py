"""A room in memory with its people: what they say goes through the intake, what the bot puts is read back."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus import casecode
from retbot.domain.casus.besprekingen import held
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Bespreking, Casus, Feit
from retbot.domain.casus.recording import add_afspraak, finish_afspraak, record
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.errors import Arg, Refusal
from retbot.domain.team import Team
from retbot.domain.tijd import AMSTERDAM
from retbot.handlers.chat import open_questions
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.request import Request
from retbot.handlers.chat.router import Router
from retbot.handlers.intake import Intake
from retbot.handlers.table import commands, questions
from retbot.ports import Channel, Doubt, Message, Post, PostRow, PostState, Question, Reaction, Withdrawn
from retbot.wording.replies import SENTENCES, render
from retbot.wording.replies.chat.joined import SAMEN
from tests.contract.fake_storage import FakeStorage
from tests.gate import GATE

VOORZITTER = "@voorzitter:ret.test"
SECRETARIS = "@secretaris:ret.test"
BEHEERDER = "@beheerder:ret.test"
EXPERT = "@lvb:ret.test"
ACCARE = "@accare:ret.test"
CONVENANT = convenant_files.load("overijssel-2022")
ROOM = "!kamer:ret.test"
DIRECT = "!samen:ret.test"
ONE = casecode.written("7KH4T" + casecode.check_symbol("7KH4T"))
OTHER = casecode.written("2DX9M" + casecode.check_symbol("2DX9M"))
RIGHTS = {
    VOORZITTER: frozenset({Right.VOORZITTER}),
    SECRETARIS: frozenset({Right.SECRETARIS}),
    BEHEERDER: frozenset({Right.BEHEERDER}),
}
Place = tuple[str, str | None] | None
PEOPLE = (
    Deelnemer(1, "expert", "LVB", "Ambiq", EXPERT, date(2024, 1, 5)),
    Deelnemer(2, "expert", "GGZ", "Karakter"),
    Deelnemer(3, "betrokken aanbieder", None, "Accare", ACCARE),
)


def at(local: str) -> datetime:
    """`2026-04-20 09:00` on the clock of Amsterdam."""
    return datetime.fromisoformat(local).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@dataclass
class SetClock:
    instant: datetime = field(default_factory=lambda: at("2026-04-20 09:00"))

    def now(self) -> datetime:
        return self.instant


@dataclass
class Room:
    """Its covenant is overijssel-2022; `clock` stands still until it is set."""

    storage: FakeStorage = field(default_factory=FakeStorage)
    clock: SetClock = field(default_factory=SetClock)
    events: int = 0

    def __post_init__(self) -> None:
        self.team = Team(CONVENANT, kalender(), RIGHTS, plekken={"stadhuis": "Stadhuis, kamer 2"})
        self.router = Router(commands())
        self.intake = Intake(
            self.storage, lambda: self.team, self.router, AnswerTaker(questions()), self.clock, lambda: None, GATE
        )

    async def say(
        self,
        text: str,
        who: str = SECRETARIS,
        *,
        about: Casecode | None = None,
        direct: bool = False,
        doubt: Doubt | None = None,
        event_id: str | None = None,
        replaces: str | None = None,
    ) -> list[str]:
        """What the bot answers; `about` says it in the thread of that case."""
        thread = f"$draad:{about}" if about else None
        room_id = DIRECT if direct else ROOM
        event = event_id or self._event()
        before = self.last
        now = self.clock.now()
        await self.intake.message(Message(event, room_id, who, text, now, thread, replaces, direct, doubt))
        return self.answers(before)

    async def react(self, target: str, emoji: str = "✅", who: str = SECRETARIS) -> str:
        """The id of the reaction."""
        reaction = Reaction(self._event(), ROOM, who, target, emoji)
        await self.intake.reaction(reaction)
        return reaction.event_id

    async def take_back(self, target: str, who: str = SECRETARIS) -> None:
        await self.intake.withdrawn(Withdrawn(self._event(), ROOM, who, target))

    async def posted(self, about: str | None, kind: str = "herinnering", code: Casecode | None = ONE) -> str:
        """The event id of a message of the bot about a term, as if it was sent."""
        async with self.storage.begin() as work:
            event = self._event()
            await work.put(Post(event, Channel.ROOM, kind, {}, code, about, in_case=True), self.clock.now())
            row = await work.post_of_key(event)
            assert row
            await work.settle(row.id, PostState.SENT, self.clock.now(), event)
        return event

    async def keep(self, casus: Casus) -> Casus:
        async with self.storage.begin() as work:
            terms = self.team.termijnen(casus)
            await work.save(casus, terms, self.team.reminders(casus), self.clock.now())
            await work.set_thread(casus.code, f"$draad:{casus.code}")
        return casus

    async def casus(self, code: Casecode = ONE) -> Casus:
        async with self.storage.begin() as work:
            found = await work.casus(code)
        assert found
        return found

    @property
    def last(self) -> int:
        return max(self.storage.memory.outbox, default=0)

    def rows(self, after: int = 0) -> list[PostRow]:
        return [row for row in self.storage.memory.outbox.values() if row.id > after]

    def answers(self, after: int = 0) -> list[str]:
        """What stands in the room, each answer once."""
        said = [row.post for row in self.rows(after) if row.post.channel is Channel.ROOM]
        answers = (p for p in said if p.sentence in {*SENTENCES, SAMEN})
        return list(dict.fromkeys(render(p.sentence, p.args, p.code) for p in answers))

    def kinds(self, after: int = 0) -> list[str]:
        return [row.post.sentence for row in self.rows(after)]

    def args(self, kind: str) -> dict[str, Arg]:
        """What the latest sentence of this kind was filled in with."""
        return dict([row.post.args for row in self.rows() if row.post.sentence == kind][-1])

    def _event(self) -> str:
        self.events += 1
        return f"$e{self.events}"


def aangemeld(code: Casecode = ONE, op: date = date(2026, 4, 20)) -> Casus:
    intake = Aanmelding(
        ontvangen=op,
        route="toegang",
        met_toegang=True,
        besproken=True,
        leeftijd="12-15",
        gemeente="Enschede",
        gronden=("contra-indicatie",),
        lokaal=True,
        formulier="ja",
        monitor="ja",
    )
    return Casus(code, "overijssel-2022", "1", intake)


def gepland(code: Casecode = ONE, start: str = "2026-05-07 14:00") -> Casus:
    casus = aangemeld(code).with_feit(Feit("compleet", date(2026, 4, 20)))
    meeting = Bespreking(1, at(start), 60, "uid@ret.test", plek="stadhuis")
    return casus.with_bespreking(meeting).with_feit(Feit("geagendeerd", date(2026, 4, 21), 1))


def besproken() -> Casus:
    """With two afspraken, of which the second is done."""
    casus = held(gepland(), date(2026, 5, 7), ["ouders", "LVB"], CONVENANT)
    casus, _ = add_afspraak(casus, "Accare", date(2026, 5, 22), "intake")
    casus, second = add_afspraak(casus, "Ambiq", date(2026, 5, 20), "overleg")
    return finish_afspraak(casus, second.nummer, date(2026, 5, 8), date(2026, 5, 8))


def verzonden() -> Casus:
    return record(besproken(), Feit("advies_verzonden", date(2026, 5, 12), 1), date(2026, 5, 12))


def lines(arg: Arg) -> list[str]:
    assert isinstance(arg, list)
    return [str(line) for line in arg]


@pytest.fixture(name="room")
async def _room() -> Room:
    room = Room()
    async with room.storage.begin() as work:
        for deelnemer in PEOPLE:
            await work.save_deelnemer(deelnemer)
    return room


@pytest.fixture(name="planned")
async def _planned(room: Room) -> Room:
    await room.keep(gepland())
    return room


@pytest.fixture(name="agreed")
async def _agreed(room: Room) -> Room:
    room.clock.instant = at("2026-05-20 09:00")
    await room.keep(besproken())
    return room


async def yes(request: Request, question: Question, text: str) -> None:
    if text.lower() not in {"ja", "nee"}:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    await request.work.set_note("antwoord", f"{question.code}:{text.lower()}")


ANSWERS = AnswerTaker({**questions(), **dict.fromkeys(("opgelost", "triage", "aanmelding"), yes)})


@pytest.fixture(name="asked")
async def _asked(room: Room) -> Room:
    """Two cases; the voorzitter is asked about the first, in its thread."""
    room.intake = replace(room.intake, answers=ANSWERS)
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    await ask(room, ONE)
    return room


async def ask(room: Room, code: Casecode | None, kind: str = "opgelost", place: Place = None) -> None:
    """In the thread of the case, unless a room and a thread are given."""
    room_id, thread = place or (ROOM, f"$draad:{code}")
    zin, now = "vraag_opgelost", room.clock.now()
    await put(
        room, Question(VOORZITTER, kind, room_id, thread, code, zin=zin, gesteld=now, args={"open_termijnen": []})
    )


async def put(room: Room, question: Question) -> None:
    async with room.storage.begin() as work:
        await open_questions.ask(work, question, room.team, room.clock.now())


def answered(room: Room) -> str | None:
    return room.storage.memory.notes.get("antwoord")
