"""A clock that can be set, and otherwise runs at normal speed."""

import time
from datetime import UTC, datetime, timedelta

from retbot.domain.tijd import AMSTERDAM


class SteppedClock:
    """Implements ports.Clock. After it is set it continues in real time."""

    def __init__(self, instant: datetime) -> None:
        self.set(instant)

    @staticmethod
    def read(local: str) -> datetime:
        """`2026-04-20 09:00` in Europe/Amsterdam."""
        return datetime.fromisoformat(local).replace(tzinfo=AMSTERDAM).astimezone(UTC)

    def set(self, instant: datetime) -> None:
        self._base = instant
        self._since = time.monotonic()

    def now(self) -> datetime:
        return self._base + timedelta(seconds=time.monotonic() - self._since)
