"""Rules for calendar dates: `20 mei`, `7-5`, `de 20e`, `tweede pinksterdag`, `overmorgen`."""

from collections.abc import Callable
from datetime import date, time, timedelta

from retbot.reading.phrases import feasts
from retbot.reading.phrases.doubts import View, day_or_time, either, is_it, no_such_date, which_day
from retbot.reading.phrases.rules import Found, Rules, add_months, exists, in_some_year, nearest_year
from retbot.reading.phrases.words import MONTH, WEEKDAY, YEAR, month, weekday

rules = Rules()
"""The rules for dates to which a weekday adds only a confirmation, as in `do 7 mei`."""
in_month = Rules()
vague = Rules()

_D = r"(?P<d>\d\d?|een)e?"
_MONTH = rf"(?P<month>{MONTH})"
_OF_YEAR = rf"(?:,? (?P<year>{YEAR}))?"
_SIDE = r"(?: (?P<side>aanstaande|afgelopen))?"
_SEP = r" ?(?P<sep>[-/]) ?"
_FROM_TODAY = {"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2}


@rules.add(rf"(?P<day>{'|'.join(_FROM_TODAY)})")
def _near(found: Found, view: View) -> date:
    return from_today(found["day"], view)


def from_today(word: str, view: View) -> date:
    return view.today + timedelta(days=_FROM_TODAY[word])


def _certain(day: date | None, view: View) -> date:
    if day is None:
        raise no_such_date(view)
    return day


@rules.add(r"(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d\d?)(?P=sep)(?P<d>\d\d?)")
def _year_first(found: Found, view: View) -> date:
    return _certain(exists(int(found["year"]), int(found["month"]), int(found["d"])), view)


@rules.add(
    rf"(?P<d>\d\d?){_SEP}(?P<month>\d\d?)(?:(?: ?(?P=sep) ?| (?='))(?P<year>\d{{4}}|'?\d\d))?{_SIDE}",
    rf"(?P<d>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{{4}}|\d\d){_SIDE}",
    rf"(?P<d>1[3-9]|[23]\d) (?P<month>\d\d?)(?: (?P<year>20\d\d))?{_SIDE}",
)
def _in_digits(found: Found, view: View) -> date:
    """`27 4` is a date, because its first number is too high for a month or a seat."""
    _check_side(found, view)
    return _of_month(found, view, int(found["month"]))


@rules.add(rf"(?:de )?{_D} (?:van )?{_MONTH}{_OF_YEAR}{_SIDE}")
def _in_words(found: Found, view: View) -> date:
    _check_side(found, view)
    return _of_month(found, view, month(found["month"]))


def _check_side(found: Found, view: View) -> None:
    if found["side"] and (found["side"] == "afgelopen") != view.back:
        raise which_day(view)


def _of_month(found: Found, view: View, month_: int) -> date:
    day = 1 if found["d"] == "een" else int(found["d"])
    return in_some_year(view, lambda year: exists(year, month_, day), found.groupdict().get("year"))


@rules.add(r"(?P<d>\d\d?)\.(?P<month>[1-9])")
def _dotted_date(found: Found, view: View) -> date:
    """`7.5` is a date only together with its weekday."""
    raise is_it(view, _of_month(found, view, int(found["month"])))


@rules.add(r"(?P<d>\d\d?)\.(?P<month>\d\d)")
def _day_or_time(found: Found, view: View) -> date | None:
    """`14.05` may be 14 May or 14:05; `14.30` is not a day."""
    d, month_ = int(found["d"]), int(found["month"])
    if d > 23 or not exists(2000, month_, d):
        return None
    day = next(day for year in range(view.today.year, view.today.year + 9) if (day := exists(year, month_, d)))
    raise day_or_time(view, day, time(d, month_))


@rules.add(r"(?:de )?(?P<d>\d\d?)e")
def _day_of_month(found: Found, view: View) -> date:
    """The next or previous one, which must be in this month or an adjacent one."""
    today, n = view.today, int(found["d"])
    if not 1 <= n <= 31:
        raise no_such_date(view)
    if n == today.day:
        return today if view.back else either(view, today, add_months(today, 1))
    step = -1 if view.back else 1
    first = today.replace(day=1)
    months = [add_months(first, step * k) for k in range(0 if (n > today.day) != view.back else 1, 4)]
    days = [exists(start.year, start.month, n) for start in months]
    if days[0] is None:
        raise is_it(view, next(day for day in days if day))
    return days[0]


_MONTHS = {"deze": 0, "volgende": 1, "vorige": -1}


@rules.add(
    r"(?:de )?(?P<d>\d\d?)e,? (?:van )?(?P<rel>deze|volgende|vorige) maand",
    r"(?P<rel>deze|volgende|vorige) maand,? (?:op )?(?:de )?(?P<d>\d\d?)e",
)
def _day_of_relative_month(found: Found, view: View) -> date:
    start = add_months(view.today.replace(day=1), _MONTHS[found["rel"]])
    return _certain(exists(start.year, start.month, int(found["d"])), view)


_FEAST = rf"(?:de |het )?(?P<feast>{'|'.join(sorted(feasts.NAMED, key=len, reverse=True))})"


@rules.add(rf"{_FEAST}{_OF_YEAR}")
def _feast(found: Found, view: View) -> date:
    return nearest_year(view, feasts.NAMED[found["feast"]], found["year"])


@vague.add(rf"(?:met |in )?(?:de )?(?P<feast>{'|'.join(feasts.LASTING)})")
def _lasting_feast(found: Found, view: View) -> date:
    first, last = feasts.LASTING[found["feast"]]
    return either(view, nearest_year(view, first, None), nearest_year(view, last, None))


_NTH = rf"(?:de |het )?(?P<n>[1-5]e|laatste) (?P<what>{WEEKDAY}|werkdag|dag)(?: van| in| uit)?"


@in_month.add(rf"{_NTH} {_MONTH}{_OF_YEAR}")
def _nth_of_month(found: Found, view: View) -> date:
    pick, month_ = _nth(found, view), month(found["month"])
    return in_some_year(view, lambda year: pick(date(year, month_, 1)), found["year"])


@in_month.add(rf"{_NTH} (?P<rel>de|deze|(?:de )?volgende|(?:de )?vorige) maand")
def _nth_of_relative_month(found: Found, view: View) -> date:
    start = add_months(view.today.replace(day=1), _MONTHS.get(found["rel"].removeprefix("de "), 0))
    return _certain(_nth(found, view)(start), view)


def _nth(found: Found, view: View) -> Callable[[date], date | None]:
    """The function from the first day of a month to its n-th weekday, working day or day."""
    n = -1 if found["n"] == "laatste" else int(found["n"][0])
    what = found["what"]
    if what == "werkdag":
        return lambda first: view.kalender.shift(*_before(first, n))
    if what == "dag":
        return lambda first: _before(first, n)[0] + timedelta(days=n)
    return lambda first: feasts.nth_weekday(first.year, first.month, weekday(what), n)


def _before(first: date, n: int) -> tuple[date, int]:
    """The day from which `n` days are counted into the month."""
    return (first - timedelta(days=1) if n > 0 else add_months(first, 1)), n
