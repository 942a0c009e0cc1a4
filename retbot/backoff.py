"""How long to wait after a failure."""

from collections.abc import Callable
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=5)


LONGEST_WAIT = timedelta(minutes=10)


def next_try(attempts: int, now: datetime, random: Callable[[], float]) -> datetime:
    """5 s after the first attempt, then doubled each time up to 10 min; a random quarter more or less at most."""
    wait = min(FIRST_WAIT * (1 << min(attempts, 10)), LONGEST_WAIT)
    return now + wait * (0.75 + random() / 2)
