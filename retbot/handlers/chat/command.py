"""What a chat command is, declared beside its handler: its name, who may give it, what it takes, what it does.

COMMANDS = Commands("bespreking")


@COMMANDS.declare("annuleer", help="Zegt de bespreking af.", rights=EDITORS, effect=Effect.ACT)
async def annuleer(request: Request) -> None:
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NotRequired, TypedDict, TypeVar, Unpack, overload

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Right
from retbot.handlers.chat import examples
from retbot.handlers.chat.request import Request
from retbot.ports import Processing
from retbot.reading.grammar import Argument
from retbot.wording.forms import Ending

EDITORS = frozenset({Right.VOORZITTER, Right.SECRETARIS})
READERS = EDITORS | {Right.EXPERT, Right.DEELNEMER}
ADMINS = EDITORS | {Right.BEHEERDER}
EVERYBODY = frozenset(Right)

_PROCESSING = {"deelnemers": Processing.DEELNEMERS, "privacy": Processing.RECHTEN}
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
Run0 = Callable[[Request], Awaitable[None]]
Run1 = Callable[[Request, A], Awaitable[None]]
Run2 = Callable[[Request, A, B], Awaitable[None]]
Run3 = Callable[[Request, A, B, C], Awaitable[None]]
Run4 = Callable[[Request, A, B, C, D], Awaitable[None]]
Run5 = Callable[[Request, A, B, C, D, E], Awaitable[None]]


class Code(StrEnum):
    """Whether a command needs the code of a case."""

    NONE = "none"
    FROM_THREAD = "from_thread"
    """May be left out in the thread of the case."""
    WRITTEN = "written"
    """Must be written out: a thread relation travels in the clear and can be forged."""
    OPTIONAL = "optional"


class Effect(StrEnum):
    """The most that a command can do."""

    LOOK = "look"
    RECORD = "record"
    """Within the store, so that it can be undone."""
    ACT = "act"
    """Mails, shares, exports, changes consent, closes, escalates or deletes."""


@dataclass(frozen=True, slots=True)
class Command:
    """`usage` is its right form, without `!ret`; `summary` says in a Dutch sentence what it does; both may hold the
    name of an example, see examples.py. `subject` is the topic of help under which it stands. Several may have one
    name: forms of it, which do different things."""

    name: str
    usage: str
    summary: str
    subject: str
    rights: frozenset[Right]
    run: Callable[..., Awaitable[None]]
    code: Code = Code.FROM_THREAD
    effect: Effect = Effect.RECORD
    direct_only: bool = False
    """Holds what may not stand in the room, such as an address."""
    event: str | None = None
    """What it records; the command is there only under a covenant that knows it."""
    regel: str | None = None
    """The code of the condition that it is about; the command is there only under a covenant that has it."""
    known: Callable[[Convenant], bool] | None = None
    """Under which covenants it is there, where neither of these says so."""
    ends: tuple[Ending, ...] = ()
    """What it records, as steps and terms wait for it; without this, `event`."""
    asks: Mapping[str, str] = field(default_factory=dict)
    """The kinds of question that it asks, each with the words behind the code that ask it anew."""
    processing: Processing | None = None
    """For the audit; that of its subject when none is given."""
    begins: str = ""
    """Words behind the code that tell this form from the others of its name."""
    arguments: tuple[Argument[object], ...] | None = None
    """What it takes, in the order in which the handler gets it; None for one that reads `request.rest` itself."""

    @property
    def verwerking(self) -> Processing:
        return self.processing or _PROCESSING.get(self.subject, Processing.CASUS)

    @property
    def reads(self) -> bool:
        return self.effect is Effect.LOOK

    def form(self, convenant: Convenant) -> str:
        """Its right form, with examples that the covenant knows."""
        return examples.filled(self.usage, convenant)

    def example(self, convenant: Convenant) -> str:
        """As it can be typed; empty when that says no more than its form."""
        words = [argument.example for argument in self.arguments or ()]
        typed = examples.filled(_joined(*self.head, *words), convenant)
        return typed if any(words) and typed != self.form(convenant) else ""

    def says(self, convenant: Convenant) -> str:
        return examples.filled(self.summary, convenant)

    def is_known(self, convenant: Convenant) -> bool:
        known = self.event is None or convenant.kent(self.event)
        has_rule = self.regel is None or self.regel in convenant.regels
        return known and has_rule and (self.known is None or self.known(convenant))

    @property
    def head(self) -> tuple[str, ...]:
        """What comes before its arguments."""
        return self.name, "" if self.code is Code.NONE else "CODE", self.begins

    @property
    def endings(self) -> dict[str, str]:
        """Event → what is typed to record it."""
        ends = self.ends or ((Ending(self.event),) if self.event else ())
        return {one.event: _joined(*self.head, one.words) for one in ends}

    @property
    def asking(self) -> dict[str, str]:
        """Kind of question → what is typed to be asked it."""
        return {sentence: _joined(*self.head, words) for sentence, words in self.asks.items()}


class Declaration(TypedDict):
    """What is said of a command beside its handler. The names are those of Command; `help` is its summary."""

    help: str
    rights: frozenset[Right]
    effect: Effect
    subject: NotRequired[str]
    """Where it is not that of its module."""
    form: NotRequired[str]
    """Where it does not follow from the arguments."""
    code: NotRequired[Code]
    direct_only: NotRequired[bool]
    event: NotRequired[str]
    regel: NotRequired[str]
    known: NotRequired[Callable[[Convenant], bool]]
    ends: NotRequired[tuple[Ending, ...]]
    asks: NotRequired[Mapping[str, str]]
    processing: NotRequired[Processing]
    begins: NotRequired[str]


class Commands(list[Command]):
    """The commands of one module, in the order in which help shows them."""

    def __init__(self, subject: str) -> None:
        super().__init__()
        self._subject = subject

    @overload
    def declare(self, name: str, /, **said: Unpack[Declaration]) -> Callable[[Run0], Run0]: ...

    @overload
    def declare(self, name: str, a: Argument[A], /, **said: Unpack[Declaration]) -> Callable[[Run1[A]], Run1[A]]: ...

    @overload
    def declare(
        self, name: str, a: Argument[A], b: Argument[B], /, **said: Unpack[Declaration]
    ) -> Callable[[Run2[A, B]], Run2[A, B]]: ...

    @overload
    def declare(
        self, name: str, a: Argument[A], b: Argument[B], c: Argument[C], /, **said: Unpack[Declaration]
    ) -> Callable[[Run3[A, B, C]], Run3[A, B, C]]: ...

    @overload
    def declare(
        self,
        name: str,
        a: Argument[A],
        b: Argument[B],
        c: Argument[C],
        d: Argument[D],
        /,
        **said: Unpack[Declaration],
    ) -> Callable[[Run4[A, B, C, D]], Run4[A, B, C, D]]: ...

    @overload
    def declare(
        self,
        name: str,
        a: Argument[A],
        b: Argument[B],
        c: Argument[C],
        d: Argument[D],
        e: Argument[E],
        /,
        **said: Unpack[Declaration],
    ) -> Callable[[Run5[A, B, C, D, E]], Run5[A, B, C, D, E]]: ...

    def declare(
        self, name: str, /, *arguments: Argument[object], **said: Unpack[Declaration]
    ) -> Callable[[Callable[..., Awaitable[None]]], Callable[..., Awaitable[None]]]:
        """The command that the function under it carries out: it gets what the arguments read, in their order."""

        def of(run: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
            self.append(_command(name, run, arguments, self._subject, said))
            return run

        return of


def _command(
    name: str,
    run: Callable[..., Awaitable[None]],
    arguments: Sequence[Argument[object]],
    subject: str,
    said: Declaration,
) -> Command:
    made = Command(
        name,
        said.get("form", ""),
        said["help"],
        said.get("subject", subject),
        said["rights"],
        run,
        said.get("code", Code.FROM_THREAD),
        said["effect"],
        said.get("direct_only", False),
        said.get("event"),
        said.get("regel"),
        said.get("known"),
        said.get("ends", ()),
        said.get("asks", {}),
        said.get("processing"),
        said.get("begins", ""),
        tuple(arguments),
    )
    usage = made.usage or _joined(*made.head, *(argument.form for argument in arguments))
    return replace(made, usage=usage)


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
