"""What both senders use: waiting after a failure and until the office opens."""

from datetime import datetime

from retbot.domain.team import Team
from retbot.domain.termijnen.reminders import next_morning

PATIENCE = 3
"""How many times to try a post whose text cannot be made; after that it no longer blocks other posts."""


def office_opens(team: Team, now: datetime) -> datetime | None:
    """The start of the next working morning; None in office hours."""
    return None if team.in_office_hours(now) else next_morning(now, team.kalender, team.morning)
