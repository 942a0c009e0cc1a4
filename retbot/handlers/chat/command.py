"""What a chat command is: how it is called, who may give it, and what it runs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Right
from retbot.handlers.chat import examples
from retbot.handlers.chat.request import Request
from retbot.ports import Processing

EDITORS = frozenset({Right.VOORZITTER, Right.SECRETARIS})
READERS = EDITORS | {Right.EXPERT, Right.DEELNEMER}
VOORZITTER = frozenset({Right.VOORZITTER})
ADMINS = EDITORS | {Right.BEHEERDER}

_PROCESSING = {"deelnemers": Processing.DEELNEMERS, "privacy": Processing.RECHTEN}


class Code(StrEnum):
    """Whether a command needs the code of a case."""

    NONE = "none"
    FROM_THREAD = "from_thread"
    """May be left out in the thread of the case."""
    WRITTEN = "written"
    """Must be written out: a thread relation travels in the clear and can be forged."""
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Command:
    """`usage` is its right form, without `!ret`; `summary` says in a Dutch sentence what it does; both may hold the
    name of an example, see voorbeelden.py. `subject` is the topic of help under which it stands."""

    name: str
    usage: str
    summary: str
    subject: str
    rights: frozenset[Right]
    run: Callable[[Request], Awaitable[None]]
    code: Code = Code.FROM_THREAD
    reads: bool = False
    """Whether it only reads."""
    direct_only: bool = False
    """Holds what may not stand in the room, such as an address."""
    event: str | None = None
    """What it records; the command is there only under a covenant that knows it."""
    regel: str | None = None
    """The code of the condition that it is about; the command is there only under a covenant that has it."""
    processing: Processing | None = None
    """For the audit; that of its subject when none is given."""

    @property
    def verwerking(self) -> Processing:
        return self.processing or _PROCESSING.get(self.subject, Processing.CASUS)

    def form(self, convenant: Convenant) -> str:
        """Its right form, with examples that the covenant knows."""
        return examples.filled(self.usage, convenant)

    def says(self, convenant: Convenant) -> str:
        return examples.filled(self.summary, convenant)

    def is_known(self, convenant: Convenant) -> bool:
        known = self.event is None or convenant.kent(self.event)
        return known and (self.regel is None or self.regel in convenant.regels)
