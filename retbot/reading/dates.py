"""Reads Dutch phrases for days and moments. All words must be understood; when a phrase is unclear it asks instead of
guessing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TypeAlias, TypeVar

from retbot.domain.calendar.working_days import SATURDAY, Calendar
from retbot.domain.tijd import local
from retbot.reading.phrases import days, doubts, times
from retbot.reading.phrases.doubts import DateDoubt, View, either
from retbot.reading.phrases.rules import add_months
from retbot.reading.phrases.words import NUMBER, number, plain
from retbot.wording.dates import weekday

_T = TypeVar("_T")
_Time: TypeAlias = time
_LONGEST = 16
"""In words; no phrase for a moment is longer."""
_MONTHS_AWAY = 36
_LONG_AGO = 12 * 60
"""In months, for what may lie many years back."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was read."""

    day: date
    """In Europe/Amsterdam."""
    time: _Time | None
    """Local start; None when no time was given."""
    until: _Time | None
    """Local end of a range."""
    later: _Time | None = None
    """When two hours may be meant, `time` is the earlier one and this the hour in the afternoon, if that has passed
    too."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The phrase is unclear; `question` asks about it. It may contain dates and times, but never typed text."""

    question: str


def read(
    text: str,
    now: datetime,
    kalender: Calendar,
    *,
    back: bool = False,
    in_hours: bool = False,
    long_ago: bool = False,
) -> Moment | Ask:
    """What `text` means, seen from `now` (aware). Planning looks forward, recording looks `back`. `in_hours` is for a
    term in hours, which had better start too early than too late; `long_ago` for a day that may lie many years back."""
    view = View(local(now), kalender, back, in_hours, long_ago)
    try:
        return _read(plain(text), view)
    except DateDoubt as doubt:
        return Ask(doubt.question)
    except OverflowError:  # beyond the year 9999
        return Ask(doubts.which_day(view).question)


def apart(text: str, now: datetime, kalender: Calendar, *, back: bool = False) -> tuple[str, str]:
    """Separates the moment from other words: those after it, or one word before it, when the rest is a moment only
    without them. Otherwise returns all of the text as the moment."""
    reading = partial(read, now=now, kalender=kalender, back=back)
    nothing = Ask(doubts.which_day(View(local(now), kalender, back, in_hours=False)).question)
    if not text or reading(text) != nothing:
        return text, ""
    words = text.split()
    for kept, stray in ((words[:at], words[at:]) for at in range(len(words) - 1, 0, -1)):
        alone = len(stray) == 1 and stray[0].isalpha()
        if isinstance(reading(" ".join(kept)), Moment) and (alone or reading(" ".join(stray)) == nothing):
            return " ".join(kept), " ".join(stray)
    if words[0].isalpha() and isinstance(reading(" ".join(words[1:])), Moment):
        return " ".join(words[1:]), words[0]
    return text, ""


def mention(day: date, kalender: Calendar) -> str | None:
    """The name of a free day, to be mentioned in the answer."""
    name = weekday(day) if day.weekday() >= SATURDAY else None
    return kalender.free.get(day, name)


def _read(text: str, view: View) -> Moment:
    if (instant := _counted_instant(text, view)) is not None:
        return _certain(instant.date(), times.Span(instant.time()), view)
    taken = times.take_part(text.split())
    if taken is None or (taken[1] == "nacht" and not view.in_hours) or len(taken[0]) > _LONGEST:
        raise doubts.which_day(view)
    words, part = taken
    for read_day in (days.read, days.read_twice):
        readings = [reading for split in _splits(words) if (reading := _attempt(split, part, read_day, view))]
        if readings:
            return _only(readings, view)
    raise _no_day(words, part, view)


_AROUND = {"rond", "ongeveer", "omstreeks", "circa", "ca.", "ca", "tegen", "tussen", "vanaf", "na", "voor"}
_LIKE_A_TIME = re.compile(r"(?:om )?\d[\d:. ]*(?:u|h|uur)?")


def _no_day(words: list[str], part: str | None, view: View) -> DateDoubt:
    """What to ask when no reading fits: the time when the day is clear, or the day when the time is."""
    for at in range(1, len(words)):
        if words[at] in _AROUND or _LIKE_A_TIME.fullmatch(" ".join(words[at:])):
            day = _or_ask(partial(days.read, _trim(words[:at]), view))
            return doubts.time_on(view, day) if isinstance(day, date) else doubts.which_day(view)
    if times.read(" ".join(words), part) and (words or part):
        return doubts.day_for_time(view)
    return doubts.which_day(view)


def _only(readings: list[Moment | Ask], view: View) -> Moment:
    """The only reading of the whole phrase. A doubtful reading counts as well, and raises DateDoubt."""
    for reading in readings:
        if isinstance(reading, Ask):
            raise DateDoubt(reading.question)
    first, *others = dict.fromkeys(reading for reading in readings if isinstance(reading, Moment))
    if others:
        either(view, first.day, others[0].day)
        raise doubts.exact_time()
    return first


@dataclass(frozen=True, slots=True)
class _Split:
    """The phrase split into a day and a time."""

    day: str
    time: str


def _splits(words: list[str]) -> Iterator[_Split]:
    for at in range(len(words) + 1):
        first, second = _trim(words[:at]), _trim(words[at:])
        if not (times.BARE_RANGE.fullmatch(second) and days.is_weekday(first)):
            yield _Split(first, second)
        if second and not times.BARE_RANGE.fullmatch(first):
            yield _Split(second, first)


def _trim(words: list[str]) -> str:
    return " ".join(words).strip(", -")


def _attempt(
    split: _Split, part: str | None, read_day: Callable[[str, View], date | None], view: View
) -> Moment | Ask | None:
    """None when the two parts are not a day and a time."""
    day = _or_ask(partial(read_day, split.day, view))
    span = _or_ask(partial(times.read, split.time, part, earlier=view.in_hours)) if day else None
    if day is None or span is None:
        return None
    if isinstance(day, Ask):
        return day
    return span if isinstance(span, Ask) else _or_ask(partial(_certain, day, span, view))


def _or_ask(read_it: Callable[[], _T]) -> _T | Ask:
    try:
        return read_it()
    except DateDoubt as doubt:
        return Ask(doubt.question)


def _certain(day: date, span: times.Span, view: View) -> Moment:
    """Raises DateDoubt for a moment on the wrong side of now, too far away, or that is skipped or repeated by a clock
    change."""
    _check_direction(day, span, view)
    furthest = _LONG_AGO if view.long_ago else _MONTHS_AWAY
    if not add_months(view.today, -furthest) <= day <= add_months(view.today, _MONTHS_AWAY):
        raise doubts.out_of_reach(day)
    if span.part and span.start is None and not _part_is_enough(day, span.part, view):
        raise doubts.time_on(view, day)
    for moment in filter(None, (span.start, span.until)):
        if doubt := doubts.clock_change(view, day, moment):
            raise doubt
    past = span.later and datetime.combine(day, span.later) <= view.now.replace(tzinfo=None)
    return Moment(day, span.start, span.until, span.later if past else None)


def _part_is_enough(day: date, part: str, view: View) -> bool:
    """Looking back, a part of the day is precise enough. A night belongs to two days, so it is not, except last
    night."""
    return view.back and (part != "nacht" or day == view.today)


def _check_direction(day: date, span: times.Span, view: View) -> None:
    now = view.now.replace(second=0, microsecond=0, tzinfo=None)
    if view.back:
        begins = span.start or times.PART_BEGINS.get(span.part or "", time())
        if datetime.combine(day, span.until or begins) > now:
            raise doubts.still_to_come(view, day, span.until or span.start)
    elif datetime.combine(day, span.start or time.max) < now:
        raise doubts.already_past(view, day, span.start)


_COUNTED = re.compile(
    rf"(?:vandaag )?(?P<over>over )?(?:(?P<n>{NUMBER}) (?P<unit>min|minuut|minuten|kwartier|uur|uren)"
    r"|(?P<half>een half ?uur|half ?uur|een anderhalf uur|anderhalf uur))(?P<ago> geleden)?"
)
_MINUTES = {"m": 1, "k": 15, "u": 60}


def _counted_instant(text: str, view: View) -> datetime | None:
    """`over een kwartier`, `twee uur geleden`, `nu`: local, without its offset."""
    if text == "nu":
        return view.now.replace(second=0, microsecond=0, tzinfo=None, fold=0)
    found = _COUNTED.fullmatch(text)
    if not found or bool(found["over"]) == bool(found["ago"]):
        return None
    minutes = _minutes(found) * (-1 if found["ago"] else 1)
    instant = view.now.astimezone(UTC) + timedelta(minutes=minutes)
    return local(instant).replace(second=0, microsecond=0, tzinfo=None, fold=0)


def _minutes(found: re.Match[str]) -> int:
    if found["half"]:
        return 90 if "anderhalf" in found["half"] else 30
    return number(found["n"]) * _MINUTES[found["unit"][0]]
