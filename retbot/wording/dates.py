"""Dates and lists in Dutch, for replies, notices and mail."""

from collections.abc import Sequence
from datetime import date, time

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_FAR = 275
"""In days, about nine months."""


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def long_date(day: date, today: date | None = None) -> str:
    """`donderdag 7 mei`; with its year when `today` is given and is more than about nine months away from it."""
    if today is not None and needs_year(day, today):
        return full_date(day)
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]}"


def full_date(day: date) -> str:
    """`donderdag 7 mei 2026`"""
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, today: date | None = None) -> str:
    """`do 7 mei`, as a person types it; with its year as `long_date` has it."""
    short = f"{weekday(day)[:2]} {day.day} {MONTHS[day.month - 1]}"
    return f"{short} {day.year}" if today is not None and needs_year(day, today) else short


def needs_year(day: date, today: date) -> bool:
    """Whether a reader would take the day, said without its year, for one of another year."""
    return abs((day - today).days) > _FAR


def clock_time(moment: time) -> str:
    """`14:00`"""
    return f"{moment:%H:%M}"


def join(parts: Sequence[str], last: str = "en") -> str:
    """`a, b en c`"""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def more(count: int) -> str:
    """For the part of a list that is left out: `nog 43`"""
    return f"nog {count}"


def lower_first(sentence: str) -> str:
    """For a sentence inside another one. It may begin with a marked noun (wording/vocabulary.py)."""
    at = 1 if sentence.startswith("~") else 0
    return f"{sentence[:at]}{sentence[at : at + 1].lower()}{sentence[at + 1 :]}"
