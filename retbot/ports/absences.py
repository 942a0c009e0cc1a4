"""What the store keeps of who is away."""

from collections.abc import Sequence
from typing import Protocol

from retbot.domain.afwezigheid import Afwezigheid


class Absences(Protocol):
    """Part of UnitOfWork. Those of who is on the list stand with him as well (Deelnemer.afwezig)."""

    async def afwezigheden(self) -> Sequence[Afwezigheid]:
        """Sorted by their first day."""

    async def add_afwezigheid(self, afwezigheid: Afwezigheid) -> None: ...

    async def remove_afwezigheid(self, id_: int) -> None: ...
