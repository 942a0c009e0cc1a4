"""A chat with the bot about who takes part: each message goes the whole way, into a store in memory."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Casus
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.team import Team
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.router import Router
from retbot.handlers.deelnemers import adressen, deelnemers
from retbot.handlers.intake import Intake
from retbot.ports import Channel, Message, Post
from retbot.wording.replies import render
from tests.contract.fake_storage import FakeStorage
from tests.gate import GATE

NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
CODE = Casecode("RET-7KH-4T3")
ROOM, DIRECT = "!team:ret.nl", "!direct:ret.nl"
VERA, SAM, BAS, EVA = "@vera:ret.nl", "@sam:ret.nl", "@bas:ret.nl", "@eva:ret.nl"


class Clock:
    def now(self) -> datetime:
        return NOW


@dataclass
class Chat:
    storage: FakeStorage = field(default_factory=FakeStorage)
    events: int = 0

    def __post_init__(self) -> None:
        rights = {VERA: Right.VOORZITTER, SAM: Right.SECRETARIS, BAS: Right.BEHEERDER}
        self.team = Team(
            convenant_files.load("overijssel-2022"), kalender(), {who: frozenset({one}) for who, one in rights.items()}
        )
        router = Router((*deelnemers.COMMANDS, *adressen.COMMANDS))
        self.intake = Intake(self.storage, lambda: self.team, router, AnswerTaker({}), Clock(), lambda: None, GATE)

    async def says(self, text: str, sender: str = SAM, *, direct: bool = False) -> str:
        """What the bot answers."""
        self.events += 1
        event = f"${self.events}"
        room = DIRECT if direct else ROOM
        await self.intake.message(Message(event, room, sender, text, NOW, direct=direct))
        return "\n".join(_said(post) for post in self.posts(event) if post.channel is Channel.ROOM)

    def posts(self, event: str | None = None) -> list[Post]:
        """What waits to be said or done in answer to this event, the last one by default."""
        about = event or f"${self.events}"
        return [row.post for row in self.storage.memory.outbox.values() if about in row.post.key.split(":")]

    def is_redacted(self) -> bool:
        return any(p.channel is Channel.REDACTION and p.target == f"${self.events}" for p in self.posts())

    @property
    def listed(self) -> list[Deelnemer]:
        return list(self.storage.memory.deelnemers.values())

    @property
    def addresses(self) -> dict[tuple[str, Casecode | None], str]:
        return self.storage.memory.addresses

    async def has_case(self) -> None:
        casus = Casus(CODE, self.team.convenant.naam, self.team.convenant.versie, _aanmelding())
        async with self.storage.begin() as work:
            await work.save(casus, [], [], NOW)


def _said(post: Post) -> str:
    return render(post.sentence, post.args, post.code)


def _aanmelding() -> Aanmelding:
    return Aanmelding(
        ontvangen=date(2026, 4, 20),
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
