"""Time in tests: a clock that stands still until it is set."""

from dataclasses import dataclass
from datetime import UTC, datetime

from retbot.domain.tijd import AMSTERDAM


def at(local: str) -> datetime:
    """`2026-04-20 9:00` or `2026-04-20T09:00` in Europe/Amsterdam, returned in UTC."""
    return datetime.strptime(local.replace("T", " "), "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM).astimezone(UTC)


MORNING = at("2026-04-20 9:00")
"""A Monday."""


@dataclass
class SetClock:
    """Implements ports.Clock."""

    instant: datetime = MORNING

    def now(self) -> datetime:
        return self.instant

    def set(self, local: str) -> None:
        self.instant = at(local)
