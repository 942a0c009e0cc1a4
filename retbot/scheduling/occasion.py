"""The moment at which a post has its turn, and what is then said."""

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
    """`rings` are Matrix ids in place of those of the post; `reactions` the bot places on its own message, as the
    choices that it offers. With `options` it is the question of a poll, of which one may choose `most`; with `ends` it
    ends the poll of that event."""

    text: MaybeSentence
    rings: tuple[MatrixId, ...] | None = None
    reactions: tuple[Emoji, ...] = ()
    options: tuple[OutgoingOption, ...] = ()
    most: int = 1
    ends: EventId | None = None
    file: "File | None" = None
    """In place of the text."""


@dataclass(frozen=True, slots=True)
class File:
    """Made when it is sent and kept nowhere else; redacted again after `expires`."""

    name: FileName
    content: Content = field(repr=False)
    mime_type: MimeType
    expires: timedelta


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything that a sentence is made of: it is worded from the state of this moment."""

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
        """An argument of the post that is a word."""
        return str(self.post.args[name])

    def number(self, name: str) -> int:
        return int(self.text(name))

    def instant(self, name: str) -> datetime:
        found = self.post.args[name]
        if not isinstance(found, datetime):
            raise TypeError(f"{name} is no instant")
        return found

    async def casus(self) -> Casus | None:
        return await self.work.casus(self.post.code) if self.post.code else None

    async def open_casus(self) -> Casus | None:
        casus = await self.casus()
        return casus if casus and not casus.gesloten else None

    async def open_term(self) -> tuple[Casus, Termijn] | None:
        """The term that the post is about, as long as it is open."""
        casus = await self.casus()
        terms = self.team.termijnen(casus) if casus else []
        found = next((t for t in terms if t.key == self.post.about and t.staat is TermijnState.OPEN), None)
        return (casus, found) if casus and found else None

    def convenant(self, casus: Casus | None = None) -> Convenant:
        return self.team.convenant_of(casus) if casus else self.team.convenant


NoticeWording = Callable[[Occasion], Awaitable[Speech | None]]
"""None when what it would say is no longer true."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the bot says of its own accord in a room. `at_any_hour` does not wait for the office to open: it answers
    what somebody just did, or is worth nothing on another morning. `says_how_late` tells so in words of its own."""

    words: NoticeWording
    at_any_hour: bool
    says_how_late: bool


NOTICES: dict[str, Notice] = {}
"""By the name under which they wait in the outbox; complete once retbot.scheduling.notices is imported."""


def notice(
    name: str, *, at_any_hour: bool = False, says_how_late: bool = False
) -> Callable[[NoticeWording], NoticeWording]:
    """Registers the function below it. Raises ValueError for a name that another one has."""

    def register(words: NoticeWording) -> NoticeWording:
        if name in NOTICES:
            raise ValueError(f"two notices are named {name}")
        NOTICES[name] = Notice(words, at_any_hour, says_how_late)
        return words

    return register


LetterWording = Callable[[Occasion], Awaitable[Mail | None]]
"""None when it is no longer true, or nobody can be reached."""


@dataclass(frozen=True, slots=True)
class LetterType:
    """A mail. `called` is how the secretaris is told that it did not arrive; None where he is not: the address is one
    that was left, or the beheerder's. Of one that `must_arrive` he is told as well that there is no address."""

    words: LetterWording
    label: str | None
    must_arrive: bool


LETTERS: dict[str, LetterType] = {}
"""By the name under which they wait in the outbox; complete once retbot.scheduling.notices is imported."""


def letter(
    name: str, *, called: str | None = None, must_arrive: bool = False
) -> Callable[[LetterWording], LetterWording]:
    """Registers the function below it. Raises ValueError for a name that another one has."""

    def register(words: LetterWording) -> LetterWording:
        if name in LETTERS:
            raise ValueError(f"two letters are named {name}")
        LETTERS[name] = LetterType(words, called, must_arrive)
        return words

    return register


async def with_outcome(turn: Occasion) -> dict[str, Arg]:
    """The arguments of a reply; where it is about a message that was to be taken away, with the state of that post in
    place of its key: whether the bot might is known only when it tried."""
    args = dict(turn.post.args)
    if key := args.get("verwijdering"):
        taken_away = await turn.work.post_of_key(str(key))
        args["verwijdering"] = str(taken_away.state) if taken_away else ""
    return args
