"""What the two senders share: waiting after a failure, and for the office to open."""

from collections.abc import Callable
from datetime import datetime, timedelta

from retbot.domain.herinneren import next_morning
from retbot.domain.team import Team

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
PATIENCE = 3
"""How often a post that cannot be worded is tried; after that it no longer stands in the way of the rest."""


def next_try(attempts: int, now: datetime, random: Callable[[], float]) -> datetime:
    """5 s after the first attempt, twice as long after each further one, at most 10 min; a quarter more or less."""
    wait = min(FIRST_WAIT * (1 << min(attempts, 10)), LONGEST_WAIT)
    return now + wait * (0.75 + random() / 2)


def office_opens(team: Team, now: datetime) -> datetime | None:
    """When the next working morning starts; None in office hours."""
    return None if team.in_office_hours(now) else next_morning(now, team.kalender, team.morning)
