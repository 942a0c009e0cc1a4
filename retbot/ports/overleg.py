"""The overleggen of the team, as the store keeps them."""

from typing import Protocol

from retbot.domain.overleg import Overleg


class Overleggen(Protocol):
    async def overleggen(self) -> list[Overleg]:
        """All of them, past and cancelled ones too, sorted by their start and then by uid."""

    async def save_overleg(self, overleg: Overleg) -> None:
        """Adds or replaces the one with this uid."""
