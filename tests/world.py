"""A team in memory: its store, its clock and the room in which it talks with the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from retbot.app.presence import Presence
from retbot.covenants import convenant_files, monitor
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local_day
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.router import Router
from retbot.handlers.intake import Intake
from retbot.handlers.table import commands, questions, steps_back
from retbot.ports import Channel, Doubt, Message, Post, PostRow, PostState, Reaction, ReceivedFile, Withdrawal
from retbot.reading.confirmations import asked_for
from retbot.wording.dates import short_date
from retbot.wording.replies import SENTENCES, render
from retbot.wording.replies.chat.compound import SAMEN
from retbot.wording.replies.chat.general import in_het_kort
from retbot.wording.vocabulary import in_words_of
from tests import evidence
from tests.clock import SetClock
from tests.contract.fake_storage import FakeStorage
from tests.gate import GATE

VOORZITTER = "@voorzitter:ret.test"
SECRETARIS = "@secretaris:ret.test"
BEHEERDER = "@beheerder:ret.test"
EXPERT = "@expert:ret.test"
RIGHTS = {
    VOORZITTER: frozenset({Right.VOORZITTER}),
    SECRETARIS: frozenset({Right.SECRETARIS}),
    BEHEERDER: frozenset({Right.BEHEERDER}),
}
ROOM, DIRECT = "!room:ret.test", "!direct:ret.test"


def root_of(code: Casecode | None) -> str:
    """The event that opened the thread of this case."""
    return f"$root:{code}"


@cache
def team_of(profile: str) -> Team:
    """Read once in a process."""
    return Team(
        convenant_files.load(profile),
        kalender(),
        RIGHTS,
        plekken={"stadhuis": "Stadhuis, kamer 2"},
        telefoon="de secretaris",
        uitvraag=monitor.load(),
    )


@dataclass
class World:
    """What is said goes through the intake; the answers are read as they would be sent. A message that opens the thread
    of a case is sent at once, and `code` is the case that the test is about: the one that was opened last."""

    profile: str = "overijssel-2022"
    storage: FakeStorage = field(default_factory=FakeStorage)
    clock: SetClock = field(default_factory=SetClock)
    code: Casecode | None = None
    events: int = 0
    _read: int = 0

    def __post_init__(self) -> None:
        self.team = self.new_team()
        self.presence = Presence(self.team, self.clock)
        answers = AnswerTaker(questions(), steps_back())
        router, team = Router(commands()), self.presence.team
        self.intake = Intake(self.storage, team, router, answers, self.clock, lambda: None, GATE)

    def new_team(self) -> Team:
        return team_of(self.profile)

    async def say(
        self,
        text: str,
        who: str = SECRETARIS,
        *,
        thread: bool = False,
        about: Casecode | None = None,
        direct: bool = False,
        doubt: Doubt | None = None,
        event_id: str | None = None,
        replaces: str | None = None,
        confirm: bool = True,
        root: str | None = None,
    ) -> list[str]:
        """What the bot answers. `CODE` in the text stands for the code of the case; `thread` says it in the thread of
        that case, `about` in that of another. What the bot wants to have confirmed is confirmed, in the same place,
        and the answer is the one to that; after that of
        a new case."""
        root = root_of(about) if about else await self.root() if thread else root
        written, room, before = text.replace("CODE", self.code or "CODE"), DIRECT if direct else ROOM, self.code
        event, now = event_id or self._event(), self.clock.now()
        answers = await self._type(Message(event, room, who, written, now, root, replaces, direct, doubt))
        asked = next((found for answer in answers if (found := asked_for(answer))), None)
        if asked is None or not confirm:
            return answers
        opened = [] if self.code == before else answers
        return opened + await self._type(Message(self._event(), room, who, asked, now, root, direct=direct))

    async def send_file(self, content: bytes | None, who: str = SECRETARIS, *, direct: bool = True) -> list[str]:
        """What the bot answers; nothing is confirmed."""
        room = DIRECT if direct else ROOM
        file = ReceivedFile(content)
        return await self._type(Message(self._event(), room, who, "", self.clock.now(), direct=direct, file=file))

    async def _type(self, message: Message) -> list[str]:
        self._read = self.last
        await self.intake.take(message)
        async with self.storage.begin() as work:
            self.presence.tell(await work.people.absences())
        return await self.read()

    async def react(self, target: str, emoji: str = "✅", who: str = SECRETARIS) -> str:
        """The id of the reaction."""
        reaction = Reaction(self._event(), ROOM, who, target, emoji)
        await self.intake.take(reaction)
        return reaction.event_id

    async def take_back(self, target: str, who: str = SECRETARIS) -> None:
        await self.intake.take(Withdrawal(self._event(), ROOM, who, target))

    async def posted(
        self,
        about: str | None,
        kind: str = "herinnering",
        *,
        in_case: bool = True,
        args: Mapping[str, Arg] | None = None,
    ) -> str:
        """The event id of a message of the bot about a term, as if it was sent."""
        async with self.storage.begin() as work:
            event = self._event()
            post = Post(event, Channel.ROOM, kind, args or {}, self.code if in_case else None, about, in_case=True)
            await work.outbox.put(post, self.clock.now())
            row = await work.outbox.of_key(event)
            assert row
            await work.outbox.settle(row.id, PostState.SENT, self.clock.now(), event)
        return event

    async def root(self) -> str | None:
        async with self.storage.begin() as work:
            return await work.cases.thread(self.code) if self.code else None

    async def keep(self, casus: Casus) -> Casus:
        """With its thread."""
        self.code = self.code or casus.code
        async with self.storage.begin() as work:
            terms, reminders = self.team.termijnen(casus), self.team.reminders(casus)
            await work.cases.save(casus, terms, reminders, self.clock.now())
            await work.cases.set_thread(casus.code, root_of(casus.code))
        return casus

    async def casus(self, code: Casecode | None = None) -> Casus:
        wanted = code or self.code
        assert wanted
        async with self.storage.begin() as work:
            found = await work.cases.get(wanted)
        assert found
        return found

    async def termijnen(self) -> dict[str, Termijn]:
        return {t.key: t for t in self.team.termijnen(await self.casus())}

    async def read(self) -> list[str]:
        """What was answered in the room since the last look; each reply once."""
        before, self._read = self._read, self.last
        for row in self.rows(before):
            await self._opened(row)
        return self.answers(before)

    @property
    def last(self) -> int:
        return max(self.storage.memory.outbox, default=0)

    def rows(self, after: int = 0) -> list[PostRow]:
        found = [row for row in self.storage.memory.outbox.values() if row.id > after]
        evidence.reminded(self.team.convenant, [row.post.about for row in found])
        return found

    def answers(self, after: int = 0) -> list[str]:
        """What stands in the room, each answer once; without the line in the thread of what was said elsewhere."""
        said = [row.post for row in self.rows(after) if row.post.channel is Channel.ROOM]
        answers = [post for post in said if post.sentence in {*SENTENCES, SAMEN} - {in_het_kort.name}]
        texts = (render(p.sentence, p.args, p.code, self.example_day) for p in answers)
        found = list(dict.fromkeys(in_words_of(self.team.convenant, text) for text in texts))
        evidence.said(self.team.convenant, found)
        return found

    def kinds(self, after: int = 0) -> list[str]:
        return [row.post.sentence for row in self.rows(after)]

    def args(self, kind: str) -> dict[str, Arg]:
        """What the latest sentence of this kind was filled in with."""
        return dict([row.post.args for row in self.rows() if row.post.sentence == kind][-1])

    async def posts(self, channel: Channel) -> list[PostRow]:
        return [row for row in self.rows() if row.post.channel is channel]

    @property
    def example_day(self) -> str:
        soon = local_day(self.clock.now()) + timedelta(weeks=2)
        return short_date(self.team.kalender.on_or_after(soon))

    def _event(self) -> str:
        self.events += 1
        return f"$e{self.events}"

    async def _opened(self, row: PostRow) -> None:
        if row.post.opens_thread and row.post.code:
            self.code = row.post.code
            async with self.storage.begin() as work:
                await work.cases.set_thread(row.post.code, root_of(row.post.code))
