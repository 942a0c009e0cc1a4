"""The overleggen of the team, as the store keeps them."""

from datetime import datetime
from typing import Protocol

from retbot.domain.overleg.overleg import Overleg


class Overleggen(Protocol):
    async def overleggen(self) -> list[Overleg]:
        """All of them, past and cancelled ones too, sorted by their start and then by uid."""

    async def save_overleg(self, overleg: Overleg) -> None:
        """Adds or replaces the one with this uid."""

    async def forget_overleggen(self, before: datetime) -> None:
        """Those that began before that instant."""

    async def forget_guests(self, before: datetime) -> None:
        """Who was invited to an overleg that began before that instant, what they were told and answered, and which
        address they left; those of a bespreking of a case go with the case."""
