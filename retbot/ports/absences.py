"""Storage of who is away."""

from collections.abc import Sequence
from typing import Protocol

from retbot.domain.deelnemers.absence import Absence


class Absences(Protocol):
    """Part of UnitOfWork. Absences of people on the list are also in Deelnemer.afwezig."""

    async def absences(self) -> Sequence[Absence]:
        """Sorted by their first day."""

    async def add_absence(self, afwezigheid: Absence) -> None: ...

    async def remove_absence(self, id_: int) -> None: ...
