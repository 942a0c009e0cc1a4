"""Storage for deleting a case, for the rights of data subjects, and the register of data breaches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.counters import HalfYearCount
from retbot.domain.privacy.datalekken import Datalek

CLEARED = "opruimen:"
"""Key prefix of the posts that redact messages about a deleted case."""
REPLACED = "vervangen:"
"""Key prefix of the posts that redact an old version of a message that is kept current."""

Cell: TypeAlias = str | int | date | datetime | Sequence[str] | Mapping[str, object] | None
Dossier: TypeAlias = Mapping[str, Sequence[Mapping[str, Cell]]]
"""Table name → its rows; column name → value."""


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message of the bot in a room, to be redacted. `room_id` None is the team's room; `direct` as in Post."""

    event_id: str
    room_id: str | None
    direct: str | None


class Purge(Protocol):
    """Deleting whole cases. Counters remain."""

    async def traces(self, code: Casecode) -> Mapping[str, int]:
        """How many rows would be deleted with this case, by table; changes nothing."""

    async def case(self, code: Casecode, counted: Iterable[HalfYearCount], why: str, now: datetime) -> list[OwnMessage]:
        """Deletes every row about this case, and its key. Raises each counter in `counted` by one, and adds a row to
        the audit log with the number of deleted audit rows and the reason `why`. Returns the bot's messages about the
        case in rooms."""

    async def counters(self) -> Mapping[HalfYearCount, int]:
        """The counters of purged cases."""


class GdprDecisions(Protocol):
    """Decisions on requests of data subjects."""

    async def save(self, code: Casecode, besluit: GdprDecision) -> None:
        """Replaces an earlier decision about the same right."""

    async def decision(self, code: Casecode, right: GdprRight) -> GdprDecision | None: ...

    async def to_be_wiped(self) -> list[Casecode]:
        """The cases whose deletion two persons confirmed."""

    async def dossier(self, code: Casecode) -> Dossier:
        """Everything stored about a case, except encrypted data."""


class Datalekken(Protocol):
    """The register of data breaches."""

    async def all(self) -> list[Datalek]:
        """Sorted by number."""

    async def save(self, datalek: Datalek) -> None:
        """Adds or replaces the one with this number."""
