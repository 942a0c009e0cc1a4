"""What is kept for the rights of those concerned, and the register of breaches."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeAlias

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.datalekken import Datalek

Cell: TypeAlias = str | int | date | datetime | Sequence[str] | Mapping[str, object] | None
Dossier: TypeAlias = Mapping[str, Sequence[Mapping[str, Cell]]]
"""By the name of a table its rows, by the name of a column."""


class GdprDecisions(Protocol):
    async def save_gdpr_decision(self, code: Casecode, besluit: GdprDecision) -> None:
        """In place of an earlier one about the same right."""

    async def besluit(self, code: Casecode, right: GdprRight) -> GdprDecision | None: ...

    async def to_be_wiped(self) -> list[Casecode]:
        """Whose deletion two persons confirmed."""

    async def dossier(self, code: Casecode) -> Dossier:
        """Everything that is stored about a case, but for what is sealed."""

    async def datalekken(self) -> list[Datalek]:
        """By their number."""

    async def save_datalek(self, datalek: Datalek) -> None:
        """Adds or replaces the one with this number."""
