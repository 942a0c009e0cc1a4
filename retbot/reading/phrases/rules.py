"""The rules of the grammar of days, and helpers to count and choose days."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from retbot.reading.phrases.doubts import View, is_it, no_such_date, which_year

Found = re.Match[str]
Reading = Callable[[Found, View], date | None]

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
WEEK = timedelta(days=7)
_JUST_PASSED = timedelta(days=90)
"""A date without a year that was less than this long ago may have been meant as a past date."""
_A_YEAR = timedelta(days=390)
"""The longest time between two holidays of the same name. A date further away than this is never meant without its
year."""


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """Reads a phrase for one day when `pattern` matches all of it."""

    pattern: re.Pattern[str]
    reading: Reading


class Rules:
    def __init__(self) -> None:
        self._rules: list[PhraseRule] = []

    def __iter__(self) -> Iterator[PhraseRule]:
        return iter(self._rules)

    def add(self, *patterns: str) -> Callable[[Reading], Reading]:
        def register(reading: Reading) -> Reading:
            self._rules.extend(PhraseRule(re.compile(pattern), reading) for pattern in patterns)
            return reading

        return register

    def read(self, text: str, view: View) -> date | None:
        """None when no rule matches `text`. Raises DateDoubt when one matches but the day is not certain."""
        for rule in self:
            if (found := rule.pattern.fullmatch(text)) and (day := rule.reading(found, view)) is not None:
                return day
        return None


def exists(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_weekday(day: date, wd: int) -> date:
    """The first such weekday after `day`."""
    return day + timedelta(days=(wd - day.weekday() - 1) % 7 + 1)


def last_weekday(day: date, wd: int) -> date:
    return day - timedelta(days=(day.weekday() - wd - 1) % 7 + 1)


def in_week(day: date, weeks: int, wd: int) -> date:
    """This weekday in the ISO week that is `weeks` weeks after the week of `day`."""
    return day + timedelta(days=wd - day.weekday()) + weeks * WEEK


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return next(found for n in range(day.day, 0, -1) if (found := exists(year, month + 1, n)))


def shift(view: View, day: date, count: int, unit: str) -> date:
    """`unit` is a Dutch word for days, weeks, months, years or working days."""
    if unit.startswith("werkdag"):
        return view.kalender.shift(day, count)
    if unit.startswith("dag"):
        return day + timedelta(days=count)
    if unit.startswith("we"):
        return day + count * WEEK
    return add_months(day, count * (12 if unit == "jaar" else 1))


def in_some_year(view: View, on: Callable[[int], date | None], typed_year: str | None) -> date:
    """A day that comes once a year: in the typed year, otherwise the nearest one that may be meant."""
    if typed_year is not None:
        return _of_year(view, on, typed_year)
    before, after = _around(view.today, on)
    if not view.back and before and after and after > view.today and view.today - before <= _JUST_PASSED:
        raise which_year(before, after)
    return nearest_year(view, on, None)


def nearest_year(view: View, on: Callable[[int], date | None], typed_year: str | None) -> date:
    """The same for a name that cannot be a typing error: looking forward it is the next one, even when the last was
    recent."""
    if typed_year is not None:
        return _of_year(view, on, typed_year)
    before, after = _around(view.today, on)
    day = before if view.back and after != view.today else after
    if day is None:
        raise no_such_date(view)
    if abs(day - view.today) > _A_YEAR:
        raise is_it(view, day)
    return day


def _around(today: date, on: Callable[[int], date | None]) -> tuple[date | None, date | None]:
    """The last such day before today, and the first one from today on."""
    days = [day for year in range(today.year - 8, today.year + 9) if (day := on(year))]
    before = max((day for day in days if day < today), default=None)
    return before, min((day for day in days if day >= today), default=None)


def _of_year(view: View, on: Callable[[int], date | None], typed: str) -> date:
    if (day := on(_year(typed, view.today.year))) is None:
        raise no_such_date(view)
    return day


def _year(typed: str, this_year: int) -> int:
    if typed.endswith("jaar"):
        return this_year + next(n for word, n in (("vorig", -1), ("dit", 0), ("volgend", 1)) if word in typed)
    short = int(typed.lstrip("'"))
    return short + 2000 if short < 100 else short
