"""Storage of the overleggen of the team."""

from datetime import datetime
from typing import Protocol

from retbot.domain.overleg.overleg import Overleg


class Overleggen(Protocol):
    async def overleggen(self) -> list[Overleg]:
        """All of them, also past and cancelled ones, sorted by start and then by uid."""

    async def save_overleg(self, overleg: Overleg) -> None:
        """Adds or replaces the one with this uid."""

    async def forget_overleggen(self, before: datetime) -> None:
        """Deletes those that began before that instant."""

    async def forget_guests(self, before: datetime) -> None:
        """Deletes, for overleggen that began before that instant, who was invited, what was sent to them, their answers
        and former addresses. Those of a bespreking are deleted with their case."""
