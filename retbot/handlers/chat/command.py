"""A chat command: its name, who may use it, its arguments, and what it does."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Right
from retbot.handlers.chat import examples
from retbot.ports import Processing
from retbot.reading.grammar import Argument
from retbot.wording.forms import Ending
from retbot.wording.vocabulary import in_words_of

EDITORS = frozenset({Right.VOORZITTER, Right.SECRETARIS})
READERS = EDITORS | {Right.EXPERT, Right.DEELNEMER}
ADMINS = EDITORS | {Right.BEHEERDER}
EVERYBODY = frozenset(Right)

_PROCESSING = {"deelnemers": Processing.DEELNEMERS, "privacy": Processing.RECHTEN}


class Code(StrEnum):
    """Whether a command needs the code of a case."""

    NONE = "none"
    FROM_THREAD = "from_thread"
    """May be left out in the thread of the case. A relation to a thread is not encrypted and can be forged, so an act
    is confirmed with the symbols of the code."""
    OPTIONAL = "optional"


class Effect(StrEnum):
    """The most that a command can do."""

    LOOK = "look"
    RECORD = "record"
    """Changes the store only, so it can be undone."""
    ACT = "act"
    """Mails, shares, exports, changes consent, closes, escalates or deletes."""


@dataclass(frozen=True, slots=True)
class Command:
    """`summary` is a Dutch sentence about what it does, which may contain the name of an example, see examples.py.
    `subject` is the help topic to which it belongs. Several commands may share a name: they are its forms, which do
    different things."""

    name: str
    summary: str
    subject: str
    rights: frozenset[Right]
    run: Callable[..., Awaitable[None]]
    code: Code = Code.FROM_THREAD
    effect: Effect = Effect.RECORD
    direct_only: bool = False
    """Contains something that must not be in the room, such as an address."""
    event: str | None = None
    """The event that it records; the command exists only under a covenant that knows it."""
    regel: str | None = None
    """The id of the condition that it is about; the command exists only under a covenant that has it."""
    knows: Callable[[Convenant], bool] | None = None
    """Under which covenants it exists, when neither of these says so."""
    ends: tuple[Ending, ...] = ()
    """The events that it records and that end steps and terms; by default `event`."""
    asks: Mapping[str, str] = field(default_factory=dict)
    """The kinds of question that it asks, each with the words after the code that ask it again."""
    processing: Processing | None = None
    """For the audit log; by default that of its subject."""
    begins: str = ""
    """Words after the code that distinguish this form from the others with its name."""
    arguments: tuple[Argument[object], ...] = ()
    """In the order of the handler's parameters."""
    undone_by: str = ""
    """What to type to put it right, where `ongedaan` cannot take it back: always for what acts or is not kept with the
    case, never for other records. May contain the name of an example, and `{was}` for the earlier moment."""
    own_form: str = ""
    """Its usage, when that does not follow from the arguments."""

    @property
    def verwerking(self) -> Processing:
        return self.processing or _PROCESSING.get(self.subject, Processing.CASUS)

    @property
    def reads(self) -> bool:
        return self.effect is Effect.LOOK

    @property
    def usage(self) -> str:
        """How to type it, without `!ret`; may contain the name of an example."""
        return self.own_form or join_words(*self.head, *(argument.form for argument in self.arguments))

    def form(self, convenant: Convenant) -> str:
        """How to type it, with examples that the covenant knows."""
        return join_words(*examples.fill_in(self.usage, convenant).split())

    def example(self, convenant: Convenant) -> str:
        """A complete example; empty when it would be the same as the form, or when the form itself was written as
        one."""
        if self.own_form:
            return ""
        words = [argument.example for argument in self.arguments]
        typed = examples.fill_in(join_words(*self.head, *words), convenant)
        return typed if any(words) and typed != self.form(convenant) else ""

    def says(self, convenant: Convenant) -> str:
        """In the words of the covenant."""
        return in_words_of(convenant, examples.fill_in(self.summary, convenant))

    def is_known(self, convenant: Convenant) -> bool:
        known = self.event is None or convenant.kent(self.event)
        has_rule = self.regel is None or self.regel in convenant.regels
        return known and has_rule and (self.knows is None or self.knows(convenant))

    @property
    def head(self) -> tuple[str, ...]:
        """What comes before its arguments."""
        return self.name, "" if self.code is Code.NONE else "CODE", self.begins

    def full_name(self, convenant: Convenant) -> str:
        """Its name, plus what distinguishes this form from the others with that name."""
        first = self.arguments[0].form.lstrip("0123456789 ") if self.arguments else ""
        return examples.fill_in(join_words(self.name, self.begins or first), convenant)

    @property
    def endings(self) -> dict[str, str]:
        """Event → what to type to record it."""
        ends = self.ends or ((Ending(self.event),) if self.event else ())
        return {one.event: join_words(*self.head, one.words) for one in ends}

    @property
    def asking(self) -> dict[str, str]:
        """Kind of question → what to type to get it."""
        return {sentence: join_words(*self.head, words) for sentence, words in self.asks.items()}


def join_words(*words: str) -> str:
    """Skips empty ones."""
    return " ".join(word for word in words if word)
