"""Reads a phrase for one day, with or without its weekday."""

import re
from collections.abc import Callable
from datetime import date

from retbot.reading.phrases import calendar_days, relative_days, weekdays
from retbot.reading.phrases.doubts import DateDoubt, View, either, is_it, other_weekday
from retbot.reading.phrases.words import WEEKDAY, weekday

ALL_RULES = (weekdays.rules, calendar_days.rules, calendar_days.in_month, relative_days.rules, calendar_days.vague)
_BESIDE_WEEKDAY = (
    re.compile(rf"(?P<wd>{WEEKDAY}),? (?P<rest>.+)"),
    re.compile(rf"(?P<rest>.+?),? (?P<wd>{WEEKDAY})"),
)
_Choices = frozenset[date]


def read(text: str, view: View) -> date | None:
    """None when no rule matches all of `text`. Raises DateDoubt when one matches but the day is not certain."""
    text = text.removeprefix("op ")
    for rules in ALL_RULES:
        if (day := rules.read(text, view)) is not None:
            return day
    return _with_weekday(text, view)


def _with_weekday(text: str, view: View) -> date | None:
    """A date with its weekday, such as `do 7 mei`."""
    for pattern in _BESIDE_WEEKDAY:
        found = pattern.fullmatch(text)
        days = _choices(found["rest"], view, calendar_days.rules.read) if found else None
        if found and days:
            named = weekday(found["wd"])
            fitting = [day for day in days if day.weekday() == named]
            if len(fitting) != 1:
                raise other_weekday(view, min(days), named)
            return fitting[0]
    return None


def read_twice(text: str, view: View) -> date | None:
    """A day that is given in two ways that agree, such as `volgende week vrijdag 1 mei`."""
    words = text.split()
    clash = None
    for at in range(1, len(words)):
        one = _choices(" ".join(words[:at]).rstrip(","), view, read)
        other = _choices(" ".join(words[at:]), view, read) if one else None
        if one and other and len(one & other) == 1:
            return next(iter(one & other))
        if one and other:
            clash = clash or (one, other)
    return _disagree(clash, view) if clash else None


def _choices(text: str, view: View, read_it: Callable[[str, View], date | None]) -> _Choices | None:
    """The days that `text` may mean. Raises DateDoubt when no other words can decide between them."""
    try:
        day = read_it(text, view)
    except DateDoubt as doubt:
        if not doubt.choices:
            raise
        return doubt.choices
    return frozenset({day}) if day else None


def _disagree(clash: tuple[_Choices, _Choices], view: View) -> date:
    """Raises DateDoubt: the two ways do not agree on one day."""
    certain = [min(days) for days in clash if len(days) == 1]
    if len(certain) == 2:
        return either(view, *certain)
    raise is_it(view, certain[0] if certain else min(clash[0]))


def is_weekday(text: str) -> bool:
    """Whether `text` is a weekday and nothing more: digits after it could be a date or an hour."""
    return re.fullmatch(rf"(?:op )?{WEEKDAY},?", text) is not None
