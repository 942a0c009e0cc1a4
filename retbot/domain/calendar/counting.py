"""When a term ends, and which free days moved its end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.calendar.working_days import DAY, Calendar


class CountingRule(StrEnum):
    """Which rule decides where a term ends when its last day is a free day."""

    AWT = "awt"
    """Algemene termijnenwet, art. 1, 2 and 4. Applying it is our choice: the law binds only statutory terms."""
    EU = "eu"
    """Regulation 1182/71, art. 3(4), for the terms of the AVG."""
    KAAL = "kaal"
    """No rule: the date that the calendar gives, even on a free day."""


@dataclass(frozen=True, slots=True)
class TermijnEnd:
    """`due` is a date (the end of that day, Europe/Amsterdam) or, for a term in hours, an instant."""

    due: date | datetime
    moved_by: tuple[date, ...] = ()
    """The free weekdays that moved the end: without any one of them the term would end on another day."""


def end_after(start: date, duur: Duration, kalender: Calendar, telling: CountingRule = CountingRule.AWT) -> TermijnEnd:
    """The end of a term of length `duur`. The day `start` itself does not count."""
    due = _after(start, duur, kalender, telling)
    if duur.eenheid is not DurationUnit.WORKING_DAY and due == duur.from_day(start, 1):
        return TermijnEnd(due)
    free = kalender.free_weekdays(start + DAY, due)
    return TermijnEnd(due, tuple(day for day in free if _after(start, duur, kalender.without(day), telling) != due))


def end_before(event: date, duur: Duration, kalender: Calendar) -> TermijnEnd:
    """The last day to do what must be done `duur` before `event`. When that is a free day, the working day before it
    (`terugrekening = "werkdag_ervoor"` in the covenant file: no law prescribes this)."""
    due = _before(event, duur, kalender)
    free = kalender.free_weekdays(due, event - DAY)
    return TermijnEnd(due, tuple(day for day in free if _before(event, duur, kalender.without(day)) != due))


def end_in_hours(start: datetime, duur: Duration) -> TermijnEnd:
    """Hours also run at night, on free days and through clock changes. Counted in UTC, because 72 hours on the clock of
    Amsterdam can be 71 or 73."""
    return TermijnEnd(start.astimezone(UTC) + timedelta(hours=duur.aantal))


def _before(event: date, duur: Duration, kalender: Calendar) -> date:
    if duur.eenheid is DurationUnit.WORKING_DAY:
        return kalender.shift(event, -duur.aantal)
    return kalender.on_or_before(duur.from_day(event, -1))


def _after(start: date, duur: Duration, kalender: Calendar, telling: CountingRule) -> date:
    if duur.eenheid is DurationUnit.WORKING_DAY:
        return kalender.shift(start, duur.aantal)
    end = duur.from_day(start, 1)
    if telling is CountingRule.KAAL or (telling is CountingRule.AWT and duur.is_long):
        return end
    end = kalender.on_or_after(end)
    return (
        _two_working_days(start, end, kalender) if telling is CountingRule.AWT and _is_three_days(start, duur) else end
    )


def _is_three_days(start: date, duur: Duration) -> bool:
    return (duur.from_day(start, 1) - start).days >= 3


def _two_working_days(start: date, end: date, kalender: Calendar) -> date:
    """Art. 2 Awt: extends the term until it contains at least two working days."""
    while kalender.count(start, end) < 2:
        end = kalender.on_or_after(end + DAY)
    return end
