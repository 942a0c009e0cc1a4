"""A room in memory: people say things to the handlers, and the answers are read as they would be sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from retbot.app.presence import Presence
from retbot.covenants import convenant_files, monitor
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import AMSTERDAM, local_day
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.router import Router
from retbot.handlers.intake import Intake
from retbot.handlers.table import commands, questions
from retbot.ports import Channel, Message, PostRow
from retbot.wording.dates import short_date
from retbot.wording.replies import SENTENCES, render
from retbot.wording.replies.chat.joined import SAMEN
from tests.contract.fake_storage import FakeStorage
from tests.gate import GATE

SECRETARIS = "@secretaris:ret.test"
VOORZITTER = "@voorzitter:ret.test"
BEHEERDER = "@beheerder:ret.test"
EXPERT = "@expert:ret.test"
Test = TypeVar("Test", bound=Callable[..., Any])
ROOM = "!kamer:ret.test"
DIRECT = "!direct:ret.test"


def shows(*ids: str) -> Callable[[Test], Test]:
    """Says which rows of the covenants a test shows at work: docs/convenanten.md reads it there."""
    assert ids
    return lambda test: test


@dataclass
class Klok:
    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def set(self, local: str) -> None:
        """`2026-04-20 09:00` on the clock of Amsterdam."""
        self.instant = datetime.fromisoformat(local).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@dataclass
class Kamer:
    """`say` returns what the bot answers; a message that opens the thread of a case is sent at once."""

    profile: str = "overijssel-2022"
    storage: FakeStorage = field(default_factory=FakeStorage)
    klok: Klok = field(default_factory=lambda: Klok(datetime(2026, 4, 20, 7, 0, tzinfo=UTC)))
    code: Casecode | None = None
    _events: int = 0
    _read: int = 0

    def __post_init__(self) -> None:
        rights = {
            SECRETARIS: frozenset({Right.SECRETARIS}),
            VOORZITTER: frozenset({Right.VOORZITTER}),
            BEHEERDER: frozenset({Right.BEHEERDER}),
        }
        self.team = Team(
            convenant_files.load(self.profile),
            kalender(),
            rights,
            plekken={"stadhuis": "Stadhuis, kamer 2"},
            telefoon="de secretaris",
            uitvraag=monitor.load(),
        )
        self.presence = Presence(self.team, self.klok)
        self.intake = Intake(
            self.storage,
            self.presence.team,
            Router(commands()),
            AnswerTaker(questions()),
            self.klok,
            lambda: None,
            GATE,
        )

    async def say(self, text: str, who: str = SECRETARIS, *, thread: bool = False, direct: bool = False) -> list[str]:
        """`CODE` in the text stands for the code of the case; `thread` says it in the thread of that case."""
        self._events += 1
        root = await self.root() if thread else None
        written = text.replace("CODE", self.code or "")
        room = DIRECT if direct else ROOM
        message = Message(f"$e{self._events}", room, who, written, self.klok.now(), thread=root, direct=direct)
        await self.intake.message(message)
        async with self.storage.begin() as work:
            self.presence.tell(await work.absences())
        return await self.read()

    async def root(self) -> str | None:
        async with self.storage.begin() as work:
            return await work.thread(self.code) if self.code else None

    async def read(self) -> list[str]:
        """What was answered in the room since the last look; each reply once."""
        rows = [row for row in self.storage.memory.outbox.values() if row.id > self._read]
        self._read = max((row.id for row in rows), default=self._read)
        for row in rows:
            await self._opened(row)
        said = [
            render(r.post.sentence, r.post.args, r.post.code, self.example_day)
            for r in rows
            if r.post.channel is Channel.ROOM and (r.post.sentence in SENTENCES or r.post.sentence == SAMEN)
        ]
        return list(dict.fromkeys(said))

    @property
    def example_day(self) -> str:
        soon = local_day(self.klok.now()) + timedelta(weeks=2)
        return short_date(self.team.kalender.on_or_after(soon))

    async def posts(self, channel: Channel) -> list[PostRow]:
        return [row for row in self.storage.memory.outbox.values() if row.post.channel is channel]

    async def casus(self) -> Casus:
        assert self.code
        async with self.storage.begin() as work:
            casus = await work.casus(self.code)
        assert casus
        return casus

    async def termijnen(self) -> dict[str, Termijn]:
        return {t.key: t for t in self.team.termijnen(await self.casus())}

    async def _opened(self, row: PostRow) -> None:
        if row.post.opens_thread and row.post.code:
            self.code = row.post.code
            async with self.storage.begin() as work:
                await work.set_thread(row.post.code, f"$root:{row.post.code}")


async def ijsselland() -> Kamer:
    """A case on 23 April 2026, and two members with addresses: the voorzitter, and an expert who is in the room."""
    kamer = Kamer("ijsselland-pilot-2018")
    kamer.klok.set("2026-04-23 09:00")
    for line in (f"voorzitter {VOORZITTER}", f"vaste deskundige GZ-psycholoog {EXPERT}"):
        await kamer.say(f"!ret deelnemer toevoegen {line}")
    for number in (1, 2):
        await kamer.say(f"!ret adres {number} lid{number}@partij.example", direct=True)
    await kamer.say("!ret aanmelding gemeente=Zwolle leeftijd=12-15 via=manager-toegang escalatieladder=ja")
    return kamer
