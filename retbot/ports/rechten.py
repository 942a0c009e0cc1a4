"""Storage for the rights of data subjects, and the register of data breaches."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeAlias

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.datalekken import Datalek

Cell: TypeAlias = str | int | date | datetime | Sequence[str] | Mapping[str, object] | None
Dossier: TypeAlias = Mapping[str, Sequence[Mapping[str, Cell]]]
"""Table name → its rows; column name → value."""


class GdprDecisions(Protocol):
    async def save_gdpr_decision(self, code: Casecode, besluit: GdprDecision) -> None:
        """Replaces an earlier decision about the same right."""

    async def besluit(self, code: Casecode, right: GdprRight) -> GdprDecision | None: ...

    async def to_be_wiped(self) -> list[Casecode]:
        """The cases whose deletion two persons confirmed."""

    async def dossier(self, code: Casecode) -> Dossier:
        """Everything stored about a case, except encrypted data."""

    async def datalekken(self) -> list[Datalek]:
        """Sorted by number."""

    async def save_datalek(self, datalek: Datalek) -> None:
        """Adds or replaces the one with this number."""
