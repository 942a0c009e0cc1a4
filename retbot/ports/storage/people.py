"""Storage of who takes part, and of who is away."""

from collections.abc import Sequence
from typing import Protocol

from retbot.domain.deelnemers.absence import Absence
from retbot.domain.deelnemers.roles import Deelnemer


class People(Protocol):
    """Absences of people on the list are also in Deelnemer.afwezig."""

    async def all(self) -> list[Deelnemer]: ...

    async def save(self, deelnemer: Deelnemer) -> None:
        """Adds or replaces the one with this number."""

    async def remove(self, nummer: int) -> None:
        """Also deletes their address, invitations, answers and choices in polls."""

    async def absences(self) -> Sequence[Absence]:
        """Sorted by their first day."""

    async def add_absence(self, afwezigheid: Absence) -> None: ...

    async def remove_absence(self, id_: int) -> None: ...
