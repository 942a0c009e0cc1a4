"""Rules for weekdays, ends of weeks and weekends."""

from datetime import date

from retbot.reading.phrases.doubts import View, either, which_day, which_day_between
from retbot.reading.phrases.rules import (
    FRIDAY,
    SATURDAY,
    SUNDAY,
    WEEK,
    Found,
    Rules,
    in_some_year,
    in_week,
    last_weekday,
    next_weekday,
)
from retbot.reading.phrases.words import NUMBER, WEEKDAY, YEAR, number, weekday

rules = Rules()

_WD = rf"(?P<wd>{WEEKDAY})"
_COMING = r"(?:aanstaande|aankomende?|komende|aanstaand|komend|eerstvolgende?|eerstkomende?)"
_REL = r"(?:de )?(?P<rel>volgende|vorige|verleden|deze) week"
_RELATIVE = {"vorige": -1, "verleden": -1, "deze": 0, "volgende": 1}
_OF = r",? (?:van |in |uit )?(?:de )?"


@rules.add(rf"(?:de )?{_WD}")
def _weekday(found: Found, view: View) -> date:
    wd = weekday(found["wd"])
    return last_weekday(view.today, wd) if view.back else next_weekday(view.today, wd)


@rules.add(rf"(?:de )?{_COMING} {_WD}", rf"{_WD},? {_COMING}")
def _coming(found: Found, view: View) -> date:
    return next_weekday(view.today, weekday(found["wd"]))


@rules.add(rf"(?:de )?afgelopen {_WD}", rf"{_WD},? afgelopen")
def _past(found: Found, view: View) -> date:
    return last_weekday(view.today, weekday(found["wd"]))


@rules.add(rf"(?:de )?volgende {_WD}", rf"(?:de )?{_COMING} week,? (?:op )?{_WD}", rf"{_WD}{_OF}{_COMING} week")
def _next(found: Found, view: View) -> date:
    wd = weekday(found["wd"])
    return either(view, next_weekday(view.today, wd), in_week(view.today, 1, wd))


@rules.add(
    rf"(?:de )?(?:vorige|verleden) {_WD}", rf"(?:de )?afgelopen week,? (?:op )?{_WD}", rf"{_WD}{_OF}afgelopen week"
)
def _previous(found: Found, view: View) -> date:
    wd = weekday(found["wd"])
    return either(view, last_weekday(view.today, wd), in_week(view.today, -1, wd))


@rules.add(rf"deze {_WD}")
def _this(found: Found, view: View) -> date:
    day = in_week(view.today, 0, weekday(found["wd"]))
    return either(view, day, day - WEEK if view.back else day + WEEK) if day == view.today else day


@rules.add(rf"(?:in )?{_REL},? (?:op |de )?{_WD}", rf"(?:de )?{_WD}{_OF}{_REL}")
def _of_week(found: Found, view: View) -> date:
    return in_week(view.today, _RELATIVE[found["rel"]], weekday(found["wd"]))


_SPELL = rf"(?P<n>{NUMBER}) (?P<unit>dagen|week|weken)"


@rules.add(rf"{_WD},? over {_SPELL}", rf"over {_SPELL},? (?:op )?{_WD}")
def _in_weeks(found: Found, view: View) -> date:
    """`vrijdag over een week` is a week after the coming Friday; otherwise both ways of counting must agree."""
    wd, weeks = weekday(found["wd"]), _weeks(found, view)
    counted = next_weekday(view.today, wd) + weeks * WEEK
    if weeks == 1 and found.string.startswith(found["wd"]) and wd != view.today.weekday():
        return counted
    return either(view, in_week(view.today, weeks, wd), counted)


@rules.add(rf"{_WD},? {_SPELL} geleden", rf"{_SPELL} geleden,? (?:op )?{_WD}")
def _weeks_ago(found: Found, view: View) -> date:
    wd, weeks = weekday(found["wd"]), _weeks(found, view)
    return either(view, in_week(view.today, -weeks, wd), last_weekday(view.today, wd) - weeks * WEEK)


def _weeks(found: Found, view: View) -> int:
    count = number(found["n"])
    if not found["unit"].startswith("dag"):
        return count
    if count % 7 or not count:
        raise which_day(view)
    return count // 7


_END = r"(?:(?:aan |op )?(?:het )?einde?) (?:van )?"


@rules.add(rf"{_END}(?:de |deze )?week", rf"{_END}(?:de )?(?P<rel>volgende|vorige|verleden) week")
def _end_of_week(found: Found, view: View) -> date:
    rel = found.groupdict().get("rel") or "deze"
    return in_week(view.today, _RELATIVE[rel], FRIDAY)


@rules.add(rf"{_END}(?:de )?{_COMING} week")
def _end_of_coming_week(_: Found, view: View) -> date:
    return either(view, next_weekday(view.today, FRIDAY), in_week(view.today, 1, FRIDAY))


@rules.add(r"(?:in )?dit weekend", r"(?:in )?(?:het )?weekend van deze week")
def _this_weekend(_: Found, view: View) -> date:
    return in_week(view.today, 0, SATURDAY)


@rules.add(rf"(?:in |van )?(?:het )?(?:{_COMING} )?weekend", rf"weekend {_COMING}")
def _weekend(found: Found, view: View) -> date | None:
    """The nearest one, looking forward or back; on a Saturday or Sunday that is not certain."""
    named = found.string.removesuffix("weekend").strip()
    if view.back and named in {"", "het", "in het", "van het"}:
        return _last_weekend(found, view)
    if view.today.weekday() >= SATURDAY:
        return either(view, in_week(view.today, 0, SATURDAY), in_week(view.today, 1, SATURDAY))
    return in_week(view.today, 0, SATURDAY)


@rules.add(r"(?:in )?(?:het )?volgende? weekend")
def _next_weekend(_: Found, view: View) -> date:
    return either(view, next_weekday(view.today, SATURDAY), in_week(view.today, 1, SATURDAY))


@rules.add(r"(?:in )?(?:het )?(?:afgelopen|vorige?) weekend")
def _last_weekend(_: Found, view: View) -> date:
    return either(view, last_weekday(view.today, SATURDAY), in_week(view.today, -1, SATURDAY))


@rules.add(rf"(?:in )?(?:het )?weekend{_OF}{_REL}", rf"(?:in )?{_REL},? (?:in )?(?:het )?weekend")
def _weekend_of_week(found: Found, view: View) -> date:
    return in_week(view.today, _RELATIVE[found["rel"]], SATURDAY)


_WEEK = rf"(?:in )?week (?P<week>\d\d?)(?:,? (?:van )?(?P<year>{YEAR}))?"


@rules.add(rf"(?:de )?{_WD},? (?:van )?{_WEEK}", rf"{_WEEK},? (?:op )?(?:de )?{_WD}")
def _of_numbered_week(found: Found, view: View) -> date:
    return _of_week_number(found, view, weekday(found["wd"]))


@rules.add(rf"{_END}{_WEEK}")
def _end_of_numbered_week(found: Found, view: View) -> date:
    return _of_week_number(found, view, FRIDAY)


@rules.add(rf"(?:het )?weekend (?:van )?{_WEEK}")
def _weekend_of_numbered_week(found: Found, view: View) -> date:
    return _of_week_number(found, view, SATURDAY)


@rules.add(_WEEK)
def _numbered_week(found: Found, view: View) -> date:
    raise which_day_between(view, _of_week_number(found, view, 0), _of_week_number(found, view, SUNDAY))


def _of_week_number(found: Found, view: View, wd: int) -> date:
    def on(year: int) -> date | None:
        try:
            return date.fromisocalendar(year, int(found["week"]), wd + 1)
        except ValueError:
            return None

    return in_some_year(view, on, found["year"])


@rules.add(rf"(?:in )?{_REL}")
def _some_day_of_week(found: Found, view: View) -> date:
    weeks = _RELATIVE[found["rel"]]
    raise which_day_between(view, in_week(view.today, weeks, 0), in_week(view.today, weeks, SUNDAY))
