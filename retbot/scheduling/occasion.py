"""What a message is made from at the moment of sending, and the lists of all messages that the bot sends by itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.tijd import local_day
from retbot.ports import Mail, OutgoingOption, Post, PostRow, UnitOfWork
from retbot.ports.closed_sets import Content, Emoji, EventId, FileName, MatrixId, MaybeSentence, MimeType

TICK = "✅"
LATER = "⏰"


@dataclass(frozen=True, slots=True)
class Speech:
    """What to send. `rings` are Matrix ids to notify instead of those of the post. `reactions` are the choices that the
    bot puts under its own message. With `options` it is the question of a poll in which one may choose `most`; with
    `ends` it ends the poll of that event."""

    text: MaybeSentence
    rings: tuple[MatrixId, ...] | None = None
    reactions: tuple[Emoji, ...] = ()
    options: tuple[OutgoingOption, ...] = ()
    most: int = 1
    ends: EventId | None = None
    file: "File | None" = None
    """Sent instead of the text."""


@dataclass(frozen=True, slots=True)
class File:
    """Made at the moment of sending and stored nowhere else; redacted again after `expires`."""

    name: FileName
    content: Content = field(repr=False)
    mime_type: MimeType
    expires: timedelta


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything that a message is made from, in the state at the moment of sending."""

    row: PostRow
    work: UnitOfWork
    team: Team
    now: datetime

    @property
    def post(self) -> Post:
        return self.row.post

    @property
    def today(self) -> date:
        return local_day(self.now)

    def text(self, name: str) -> str:
        """An argument of the post as a string."""
        return str(self.post.args[name])

    def number(self, name: str) -> int:
        return int(self.text(name))

    def instant(self, name: str) -> datetime:
        found = self.post.args[name]
        if not isinstance(found, datetime):
            raise TypeError(f"{name} is no instant")
        return found

    async def casus(self) -> Casus | None:
        return await self.work.cases.get(self.post.code) if self.post.code else None

    async def open_casus(self) -> Casus | None:
        casus = await self.casus()
        return casus if casus and not casus.gesloten else None

    async def open_term(self) -> tuple[Casus, Termijn] | None:
        """The term that the post is about, while it is open."""
        casus = await self.casus()
        terms = self.team.termijnen(casus) if casus else []
        found = next((t for t in terms if t.key == self.post.about and t.staat is TermijnState.OPEN), None)
        return (casus, found) if casus and found else None

    def convenant(self, casus: Casus | None = None) -> Convenant:
        return self.team.convenant_of(casus) if casus else self.team.convenant

    async def covenant_to_speak(self) -> Convenant:
        """Whose words to use: that of the case; of the team where that is gone, or there is no case."""
        casus = await self.casus()
        return self.convenant(casus if casus and self.team.knows(casus) else None)


NoticeWording = Callable[[Occasion], Awaitable[Speech | None]]
"""Returns None when the message would no longer be true."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that the bot sends to a room on its own initiative. `at_any_hour`: it does not wait for the office to
    open, because it follows somebody's action or is useless the next morning. `says_how_late`: its text mentions a
    delay itself."""

    words: NoticeWording
    at_any_hour: bool
    says_how_late: bool


NOTICES: dict[str, Notice] = {}
"""By the name that the outbox stores; complete once retbot.scheduling.notices is imported."""


def notice(
    name: str, *, at_any_hour: bool = False, says_how_late: bool = False
) -> Callable[[NoticeWording], NoticeWording]:
    """Registers the function below it. Raises ValueError when the name is already used."""

    def register(words: NoticeWording) -> NoticeWording:
        if name in NOTICES:
            raise ValueError(f"two notices are named {name}")
        NOTICES[name] = Notice(words, at_any_hour, says_how_late)
        return words

    return register


LetterWording = Callable[[Occasion], Awaitable[Mail | None]]
"""Returns None when the mail would no longer be true, or has no recipient."""


@dataclass(frozen=True, slots=True)
class LetterType:
    """A mail. `label` names it in the message to the secretaris when it did not arrive. None means no such message: the
    mail goes to a former address or to the beheerder. With `must_arrive` the secretaris is also told when there is no
    address."""

    words: LetterWording
    label: str | None
    must_arrive: bool


LETTERS: dict[str, LetterType] = {}
"""By the name that the outbox stores; complete once retbot.scheduling.notices is imported."""


def letter(
    name: str, *, called: str | None = None, must_arrive: bool = False
) -> Callable[[LetterWording], LetterWording]:
    """Registers the function below it. Raises ValueError when the name is already used."""

    def register(words: LetterWording) -> LetterWording:
        if name in LETTERS:
            raise ValueError(f"two letters are named {name}")
        LETTERS[name] = LetterType(words, called, must_arrive)
        return words

    return register


async def with_outcome(turn: Occasion) -> dict[str, Arg]:
    """The arguments of a reply. When the reply is about removing a message, the key of that removal is replaced by its
    result, which is only known after the attempt."""
    args = dict(turn.post.args)
    if key := args.get("verwijdering"):
        taken_away = await turn.work.outbox.of_key(str(key))
        args["verwijdering"] = str(taken_away.state) if taken_away else ""
    return args
