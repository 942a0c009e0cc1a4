"""What the two senders share: waiting after a failure, and for the office to open."""

from datetime import datetime

from retbot.domain.team import Team
from retbot.domain.termijnen.reminders import next_morning

PATIENCE = 3
"""How often a post that cannot be worded is tried; after that it no longer stands in the way of the rest."""


def office_opens(team: Team, now: datetime) -> datetime | None:
    """When the next working morning starts; None in office hours."""
    return None if team.in_office_hours(now) else next_morning(now, team.kalender, team.morning)
