"""The account of who did what: rows that are only added, chained so that a change of them shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from retbot.domain.casus.casecode import Casecode


class Processing(StrEnum):
    """The processing that an act belongs to, as the register of the controller names it (AVG 30; Logboek
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
    """One act (NEN 7513): never a value that was read or written.

    `who` is a Matrix id, `retbot` for what it does of its own accord, or `beheerder` at the command line. `role` is by
    what right, with the number on the list of deelnemers: Persoon.id. `on_behalf_of` is the partij, else the team.
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
    """How many rows a purge took away; None for any other act."""


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The end of the chain: who keeps it elsewhere can tell later whether rows were cut off behind it."""

    id: int
    head: str
    """SHA-256, in hexadecimal."""

    def __str__(self) -> str:
        return f"{self.id}:{self.head}"


class AuditLog(Protocol):
    async def audit(self, entry: AuditEntry) -> None:
        """The database takes a row and never changes one."""

    async def purge_audit(self, code: Casecode, why: str, now: datetime) -> int:
        """Takes away the rows about this case and leaves one that says how many and why, without the code. Returns
        their number."""

    async def purge_audit_before(self, before: datetime, why: str, now: datetime) -> int:
        """The same for the rows about no case from before that instant; nothing is left when there are none."""

    async def audit_head(self) -> AuditHead | None:
        """None as long as there are no rows."""
