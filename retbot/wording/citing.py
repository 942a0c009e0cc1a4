"""How a duty is cited, and why its term ends on that day."""

from datetime import date

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.convenant.convenant import Plicht, Source
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.wording.dates import MONTHS, join


def cite(plicht: Plicht) -> str:
    """`art. 8.5`; for the law `AVG 33`; for a duty that the team added itself, that it did."""
    return "eigen afspraak van het team" if plicht.bron is Source.TEAM else cited_article(plicht.artikel)


def cited_article(artikel: str) -> str:
    return f"art. {artikel}" if artikel[:1].isdigit() else artikel


def moving_days(termijn: Termijn, kalender: Calendar) -> str:
    """`Hemelvaartsdag en 15 mei tellen niet mee`, or an empty string."""
    names = [_free_day(day, kalender) for day in termijn.moved_by]
    return f"{join(names)} {'telt' if len(names) == 1 else 'tellen'} niet mee" if names else ""


def _free_day(day: date, kalender: Calendar) -> str:
    name = kalender.free[day]
    return f"{day.day} {MONTHS[day.month - 1]}" if name.startswith("gelijkgesteld") else name
