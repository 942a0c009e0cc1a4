"""Rules for days counted from today or from another day: `over twee weken`, `dag na Hemelvaart`."""

from datetime import date

from retbot.reading.phrases import calendar_days, feasts
from retbot.reading.phrases.doubts import View
from retbot.reading.phrases.rules import (
    Found,
    Rules,
    add_months,
    in_week,
    last_weekday,
    nearest_year,
    next_weekday,
    shift,
)
from retbot.reading.phrases.words import NUMBER, WEEKDAY, number, weekday

rules = Rules()

_WD = rf"(?P<wd>{WEEKDAY})"
_COUNT = rf"(?P<n>{NUMBER}) (?P<unit>dag|dagen|week|weken|maand|maanden|jaar|werkdag|werkdagen)"
_HALF_YEAR = r"(?:een )?half ?jaar"
_BESIDE = r"(?P<side>na|voor) (?P<rest>.+)"


@rules.add(
    rf"(?:(?P<day>vandaag|morgen|overmorgen) )?over {_COUNT}", rf"(?:(?P<day>vandaag|gisteren),? )?{_COUNT} geleden"
)
def _from_today(found: Found, view: View) -> date:
    start = calendar_days.from_today(found["day"] or "vandaag", view)
    sign = -1 if found.string.endswith("geleden") else 1
    return shift(view, start, sign * number(found["n"]), found["unit"])


@rules.add(rf"over {_HALF_YEAR}")
def _in_half_a_year(_: Found, view: View) -> date:
    return add_months(view.today, 6)


@rules.add(rf"{_HALF_YEAR} geleden")
def _half_a_year_ago(_: Found, view: View) -> date:
    return add_months(view.today, -6)


@rules.add(r"(?:de )?(?:(?:eerst)?volgende|eerstkomende) werkdag")
def _next_working_day(_: Found, view: View) -> date:
    return view.kalender.shift(view.today, 1)


@rules.add(r"(?:de )?(?:vorige|afgelopen) werkdag")
def _previous_working_day(_: Found, view: View) -> date:
    return view.kalender.shift(view.today, -1)


@rules.add(rf"(?:de )?dag {_BESIDE}")
def _day_beside(found: Found, view: View) -> date | None:
    day = _anchor(found, view)
    return day and shift(view, day, _sign(found), "dag")


@rules.add(rf"{_COUNT} {_BESIDE}")
def _days_beside(found: Found, view: View) -> date | None:
    day = _anchor(found, view)
    return day and shift(view, day, _sign(found) * number(found["n"]), found["unit"])


@rules.add(rf"(?:de )?(?P<nth>1e |laatste )?werkdag {_BESIDE}")
def _working_day_beside(found: Found, view: View) -> date | None:
    day = _anchor(found, view)
    return day and view.kalender.shift(day, _sign(found))


@rules.add(rf"(?:de )?(?P<nth>1e |laatste )?{_WD} {_BESIDE}")
def _weekday_beside(found: Found, view: View) -> date | None:
    day = _anchor(found, view)
    step = next_weekday if _sign(found) > 0 else last_weekday
    return day and step(day, weekday(found["wd"]))


@rules.add(rf"(?:de )?{_WD} (?:in|van|uit) de week van (?P<rest>.+)")
def _weekday_of_week_of(found: Found, view: View) -> date | None:
    day = calendar_days.rules.read(found["rest"], view)
    return day and in_week(day, 0, weekday(found["wd"]))


def _sign(found: Found) -> int:
    return 1 if found["side"] == "na" else -1


def _anchor(found: Found, view: View) -> date | None:
    """The day from which to count; of a holiday of two days, the second when counting forward, else the first."""
    nth = found.groupdict().get("nth")
    if nth and nth.startswith("1") != (found["side"] == "na"):
        return None
    if feast := feasts.LASTING.get(found["rest"]):
        return nearest_year(view, feast[1 if found["side"] == "na" else 0], None)
    return calendar_days.rules.read(found["rest"], view)
