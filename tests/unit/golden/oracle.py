"""A second reckoning of free days and terms, written from the law and REGELS.md alone: a plain loop over days.

Nothing here comes from retbot or from the library of holidays."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
EQUATED = (
    *("2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30"),
    *("2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26"),
)


def easter(year: int) -> date:
    """The Sunday after the paschal full moon, from golden number and epact (Lilius and Clavius)."""
    golden, century = year % 19 + 1, year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    march = 44 - epact
    moon = date(year, 3, 1) + timedelta(days=(march if march >= 21 else march + 30) - 1)
    return moon + timedelta(days=7 - (moon.weekday() + 1) % 7)


def holidays(year: int) -> dict[date, str]:
    sunday = easter(year)
    king = date(year, 4, 27)
    return {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday - 2 * DAY: "Goede Vrijdag",
        sunday: "Eerste Paasdag",
        sunday + DAY: "Tweede Paasdag",
        (king - DAY if king.isoweekday() == 7 else king): "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        sunday + 39 * DAY: "Hemelvaartsdag",
        sunday + 49 * DAY: "Eerste Pinksterdag",
        sunday + 50 * DAY: "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }


FREE = {day for year in range(2020, 2042) for day in holidays(year)} | {date.fromisoformat(day) for day in EQUATED}


def is_free(day: date, but: date | None = None) -> bool:
    return day.isoweekday() > 5 or (day in FREE and day != but)


def months_on(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError(day)


def ends(start: date, term: str, rule: str, but: date | None = None) -> date:
    """`term` as the covenant file writes it up to its event: `10 wd na`, `1 w voor`. `rule`: awt, eu or kaal.
    `but` is one free day that is left out."""
    number, unit, way = term.split()
    count = int(number)
    step = DAY if way == "na" else -DAY
    if unit == "wd":
        day = start
        while count:
            day += step
            count -= not is_free(day, but)
        return day
    day = (
        months_on(start, count * {"m": 1, "j": 12}[unit])
        if unit in "mj"
        else start + count * {"d": 1, "w": 7}[unit] * step
    )
    too_long = unit == "j" or count > {"d": 90, "w": 12, "m": 3}[unit]
    if way == "na" and (rule == "kaal" or (rule == "awt" and too_long)):
        return day
    three_days = abs((day - start).days) >= 3
    while is_free(day, but) or (way == "na" and rule == "awt" and three_days and _werkdagen(start, day, but) < 2):
        day += step
    return day


def moved(start: date, term: str, rule: str) -> list[date]:
    """The free weekdays on the way without which, one at a time, the term would end elsewhere."""
    due = ends(start, term, rule)
    first, last = min(start, due), max(start, due)
    way = [first + n * DAY for n in range((last - first).days + 1)]
    return [day for day in way if day in FREE and day.isoweekday() < 6 and ends(start, term, rule, but=day) != due]


def dated(text: str) -> tuple[str, str] | None:
    """The term and its event, of a term that has a date as soon as its event has: `10 wd na`, `aanmelding`. A cadence
    that starts with an event ends for the first time as any term would."""
    words = text.removeprefix("elke ").split()
    return (" ".join(words[:3]), words[3]) if len(words) == 4 and words[0].isdigit() else None


def rule(row: Mapping[str, Any]) -> str:
    return "eu" if row.get("bron") == "wet" else "awt"


def starts(row: Mapping[str, Any]) -> list[str]:
    """The events that can start this row of a covenant file, the one that goes first in front."""
    parts = dated(row["termijn"])
    return [parts[1], *([row["anders_na"]] if "anders_na" in row else [])] if parts else []


def timeline(
    rows: Iterable[Mapping[str, Any]], events: Mapping[str, date | datetime]
) -> dict[str, tuple[str, date | datetime]]:
    """For each id that has an end: the event it counts from, and that end."""
    found = {}
    for row in rows:
        event = next((event for event in starts(row) if event in events), None)
        parts = dated(row["termijn"])
        if event and parts and row.get("actief", True):
            found[row["id"]] = (event, _due(events[event], parts[0], rule(row)))
    return found


def _due(start: date | datetime, term: str, rule: str) -> date | datetime:
    number, unit, _ = term.split()
    if unit != "h":
        return ends(start.date() if isinstance(start, datetime) else start, term, rule)
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day, tzinfo=ZoneInfo("Europe/Amsterdam"))
    return start.astimezone(UTC) + timedelta(hours=int(number))


def _werkdagen(start: date, end: date, but: date | None) -> int:
    found, day = 0, start + DAY
    while day <= end and found < 2:
        found += not is_free(day, but)
        day += DAY
    return found
