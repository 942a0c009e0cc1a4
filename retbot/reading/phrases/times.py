"""Times of day in Dutch: `14:00`, `half drie`, `5 voor half 10`, `van 10 tot half 12`."""

import re
from dataclasses import dataclass, replace
from datetime import time

from retbot.reading.phrases.doubts import DateDoubt, exact_time
from retbot.reading.phrases.words import NUMBER, PARTS, number
from retbot.wording.dates import clock_time

NOON, DAY_LONG = 720, 1440
_OFFICE = range(8 * 60, 20 * 60)
"""The minutes of the day in which an hour is assumed to be when no part of the day is given."""
_PARTS = {
    "nacht": range(6 * 60),
    "ochtend": range(5 * 60, NOON),
    "middag": range(NOON, 19 * 60),
    "avond": range(17 * 60, DAY_LONG),
}
PART_BEGINS = {"nacht": time(), "ochtend": time(5), "middag": time(12), "avond": time(17)}

_HOUR = r" ?(?:uur|u|h)"
_DIGITAL = re.compile(rf"(?!.*[uh].*:)(?P<h>\d\d?)(?:[:.]|{_HOUR} ?)(?P<m>[0-5]\d)(?::00|{_HOUR})?")
_WHOLE = re.compile(rf"(?P<h>{NUMBER}){_HOUR}")
_FOUR_DIGITS = re.compile(rf"(?!20\d\d$)(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:{_HOUR})?")
"""`1430`; but what may be a year is not a time."""
_BARE = re.compile(r"(?P<h>\d\d?|een)")
_SPOKEN = re.compile(
    rf"(?:(?P<m>kwart|{NUMBER})(?: minuten| minuut| min)? (?P<side>voor|over) )?"
    rf"(?P<half>half )?(?P<h>{NUMBER})(?: uur)?"
)
_AT = re.compile(r"(?:om|te|@|vanaf) ?(?P<rest>.+)")
_RANGE = re.compile(r"(?:tussen (?P<from>.+?) en |(?:(?:van|om) )?(?P<start>.+?)(?: ?- ?| tot ))(?P<end>.+)")
BARE_RANGE = re.compile(r"\d\d?-\d\d?")


@dataclass(frozen=True, slots=True)
class Span:
    start: time | None = None
    until: time | None = None
    part: str | None = None
    later: time | None = None
    """When `start` is the earlier of two possible times, the other one."""


@dataclass(frozen=True, slots=True)
class _Hour:
    """The possible meanings of an hour, in minutes after midnight."""

    options: tuple[int, ...]
    early: bool = False
    """Written as `7:30` or `07 uur`, which may be clock time in the morning or mean the evening."""


def read(text: str, part: str | None, *, earlier: bool = False) -> Span | None:
    """None when `text` is not a time. Raises DateDoubt when it is unclear. `part` is one of words.PARTS. With `earlier`
    the earlier of two possible hours is taken."""
    if not text:
        return Span(part=part)
    if hour := _hour(text, part):
        return _from_hour(hour, part, earlier=earlier)
    if not (found := _RANGE.fullmatch(text)):
        return None
    start, end = _point(found["start"] or found["from"]), _point(found["end"])
    if not (start and end):
        return None
    begin = _from_hour(start, part, earlier=earlier)
    return begin if begin.later else replace(begin, until=_until(begin.start, end, part))


def _from_hour(hour: _Hour, part: str | None, *, earlier: bool) -> Span:
    return _earlier(hour) if earlier and part is None else Span(_as_time(_start(hour, part)), part=part)


def _hour(text: str, part: str | None) -> _Hour | None:
    at = _AT.fullmatch(text)
    if text == "een uur" and not part:
        raise DateDoubt("Is dat het tijdstip of de duur? Schrijf een tijdstip bijvoorbeeld zo: 13:00.")
    if at and _BARE.fullmatch(at["rest"]):
        return _point(at["rest"])
    rest = at["rest"] if at else text
    return None if _BARE.fullmatch(rest) else _point(rest)


def _point(text: str) -> _Hour | None:
    if found := _DIGITAL.fullmatch(text) or _FOUR_DIGITS.fullmatch(text):
        return _digital(found)
    for pattern, made in ((_WHOLE, _whole), (_BARE, _whole), (_SPOKEN, _spoken_hour)):
        if found := pattern.fullmatch(text):
            return made(found)
    return None


def _digital(found: re.Match[str]) -> _Hour | None:
    hour, minute = int(found["h"]), int(found["m"])
    if hour > 23:
        return None
    literal = hour * 60 + minute
    if found["h"].startswith("0") or hour > 12:
        return _Hour((literal,))
    return _Hour((literal, (literal + NOON) % DAY_LONG), early=hour < 8)


def _whole(found: re.Match[str]) -> _Hour | None:
    hour = number(found["h"])
    if hour > 23:
        return None
    if hour > 12:
        return _Hour((hour * 60,))
    return _Hour(_twelve(hour * 60).options, early=found["h"].startswith("0") and hour < 8)


def _spoken_hour(found: re.Match[str]) -> _Hour | None:
    """`kwart over drie`, `half drie`, `5 voor half 10`."""
    hour = number(found["h"])
    if not 1 <= hour <= 12 or not (found["m"] or found["half"]):
        return None
    minutes = 15 if found["m"] == "kwart" else number(found["m"] or "0")
    if minutes >= (15 if found["half"] else 30) and found["m"] != "kwart":
        return None
    if found["m"] == "kwart" and found["half"]:
        return None
    return _twelve(hour * 60 - (30 if found["half"] else 0) + (minutes if found["side"] == "over" else -minutes))


def _twelve(minutes: int) -> _Hour:
    return _Hour((minutes % NOON, minutes % NOON + NOON))


def _start(hour: _Hour, part: str | None) -> int:
    if part is None:
        return _in_office_hours(hour)
    fitting = [option for option in hour.options if option in _PARTS.get(part, ())]
    if len(fitting) != 1:
        raise exact_time()
    return fitting[0]


def _earlier(hour: _Hour) -> Span:
    """Twelve is noon, also in half past twelve."""
    if len(hour.options) == 1:
        return Span(_as_time(hour.options[0]))
    first = min(option for option in hour.options if option >= 60)
    return Span(_as_time(first), later=_as_time(first + NOON) if first < _OFFICE.start else None)


def _in_office_hours(hour: _Hour) -> int:
    if len(hour.options) == 1:
        return hour.options[0]
    if hour.early:
        first, second = (clock_time(_as_time(option)) for option in sorted(hour.options))
        raise DateDoubt(f"Bedoelt u {first} of {second}? Schrijf het tijdstip met vier cijfers, bijvoorbeeld: {first}.")
    return next(option for option in hour.options if option in _OFFICE)


def _end(hour: _Hour, begin: int, part: str | None) -> int:
    later = [option for option in hour.options if option > begin]
    in_part = [option for option in later if part and _ends_in(part, option)]
    usual = [option for option in later if not part and (len(hour.options) == 1 or option in _OFFICE)]
    for choice in (in_part, usual, later if part or hour.early else []):
        if len(choice) == 1:
            return choice[0]
    raise DateDoubt("Van hoe laat tot hoe laat precies? Schrijf bijvoorbeeld: 10:00-11:30.")


def _ends_in(part: str, minutes: int) -> bool:
    return minutes - 1 in _PARTS.get(part, ())


def _until(start: time | None, end: _Hour, part: str | None) -> time:
    begin = start or time()
    return _as_time(_end(end, begin.hour * 60 + begin.minute, part))


def _as_time(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def take_part(words: list[str]) -> tuple[list[str], str | None] | None:
    """The words without the part of the day among them, and that part; None when there are several."""
    parts = [word for word in words if word.rstrip(",") in PARTS]
    if len(parts) > 1:
        return None
    return [word for word in words if word not in parts], parts[0].rstrip(",") if parts else None
