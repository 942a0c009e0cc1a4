"""Times on the clock of Amsterdam."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(instant: datetime) -> datetime:
    """`instant` (aware) on the clock of Amsterdam."""
    return instant.astimezone(AMSTERDAM)


def local_day(instant: datetime) -> date:
    return local(instant).date()
