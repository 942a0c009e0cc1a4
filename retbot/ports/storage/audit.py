"""The audit log of who did what: rows are only added, in a hash chain that reveals any change."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from retbot.domain.casus.casecode import Casecode


class Processing(StrEnum):
    """The processing activity to which an act belongs, as named in the controller's register (AVG 30; Logboek
    dataverwerkingen: processing_activity_id)."""

    CASUS = "casusbehandeling"
    DEELNEMERS = "deelnemersadministratie"
    RECHTEN = "rechten van betrokkenen"
    DATALEK = "datalekken"
    MONITOR = "landelijke monitor"
    CIJFERS = "rode draden"
    BEWAREN = "bewaren en vernietigen"
    BEHEER = "beheer"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act (NEN 7513), never with a value that was read or written.

    `who` is a Matrix id, `retbot` for acts on its own initiative, or `beheerder` for the command line. `role` is the
    right used, with the number on the list of deelnemers (TeamPerson.id). `on_behalf_of` is the partij, or else the
    team.
    """

    at: datetime
    who: str
    what: str
    """The command or the act."""
    outcome: str
    code: Casecode | None = None
    event_id: str | None = None
    role: str = ""
    on_behalf_of: str = ""
    processing: Processing = Processing.CASUS
    removed: int | None = None
    """How many rows a purge removed; None for any other act."""


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last link of the chain. Somebody who saves it elsewhere can show later whether rows before it were removed or
    changed."""

    id: int
    head: str
    """SHA-256, in hexadecimal."""

    def __str__(self) -> str:
        return f"{self.id}:{self.head}"


class AuditLog(Protocol):
    """Rows are never changed."""

    async def add(self, entry: AuditEntry) -> None:
        """Adds a row; rows are never changed."""

    async def purge(self, code: Casecode, why: str, now: datetime) -> int:
        """Removes the rows about this case and adds one that gives their number and the reason, without the code.
        Returns their number."""

    async def purge_before(self, before: datetime, why: str, now: datetime) -> int:
        """The same for rows without a case from before that instant. Adds no row when there were none."""

    async def head(self) -> AuditHead | None:
        """None while there are no rows."""
