"""Reads how often and when a team meets: `elke donderdag 13:00-15:00 vanaf 7 mei`, `om de week op di 10-12 uur`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from retbot.domain.calendar.working_days import DAY, Calendar
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.overleg.series import Reeks, first_on, last_day
from retbot.domain.tijd import local
from retbot.reading import dates
from retbot.reading.phrases.words import WEEKDAY, plain, weekday

_EVERY = tuple(
    (re.compile(rf"{pattern}\s*"), weeks)
    for pattern, weeks in (
        (r"(?:elke|iedere|om de|eens per|een keer per|1 keer per)\s+(?:2|andere)\s+weken\b", 2),
        (r"(?:elke|iedere|om de|eens per|een keer per|1 keer per)\s+3\s+weken\b", 3),
        (r"(?:elke|iedere|om de|eens per|een keer per|1 keer per)\s+4\s+weken\b", 4),
        (r"(?:om de week|tweewekelijks|2-?wekelijks)\b", 2),
        (rf"om de (?={WEEKDAY})", 2),
        (r"(?:(?:elke|iedere|eens per|een keer per|1 keer per)\s+week|wekelijks)\b", 1),
        (rf"(?:elke|iedere) (?={WEEKDAY})", 1),
    )
)
_SERIES = re.compile(r"(?:elke?|iedere?|om de|eens per|een keer per|1 keer per|\S*wekelijks|maandelijks)\b")
_CLAUSES = re.compile(r"\s*\b(vanaf|met ingang van|te beginnen op|tot en met|t/m|tot)\b\s*")
_SINCE = {"vanaf", "met ingang van", "te beginnen op"}
_HEAD = re.compile(rf"(?:op )?(?:(?P<day>{WEEKDAY})\b\.?)?,? *(?P<time>.*)")


@dataclass(frozen=True, slots=True)
class TypedSeries:
    """`begin` and `einde` are local times."""

    reeks: Reeks
    begin: time
    einde: time


@dataclass(frozen=True, slots=True)
class _Reader:
    now: datetime
    kalender: Calendar

    def day(self, text: str) -> dates.Moment | None:
        read = dates.read(text, self.now, self.kalender)
        return read if isinstance(read, dates.Moment) else None

    def must_be_day(self, text: str) -> dates.Moment:
        """Raises Refusal."""
        read = dates.read(text, self.now, self.kalender)
        if isinstance(read, dates.Ask):
            raise Refusal("datum_gevraagd", vraag=read.question)
        return read

    def span(self, text: str) -> dates.Moment | None:
        """The times in `text`, read for a day on which they are in the future."""
        return self.day(f"overmorgen {text}") if text else None


def is_series(text: str) -> bool:
    return _SERIES.match(plain(text)) is not None


def read(text: str, now: datetime, kalender: Calendar, convenant: Convenant) -> TypedSeries:
    """Raises Refusal when the text is not a series, or not clear."""
    weeks, rest = _every(plain(text))
    reader = _Reader(now, kalender)
    head, since, until, included = _clauses(rest, reader)
    found = _HEAD.fullmatch(head)
    first = reader.must_be_day(since) if since else None
    last = reader.must_be_day(until) if until else None
    span = next(
        (m for m in (reader.span(found["time"] if found else ""), first, last) if m and m.time and m.until), None
    )
    if span is None or span.time is None or span.until is None:
        raise Refusal("reeks_onbegrepen")
    start = _first(weekday(found["day"]) if found and found["day"] else None, first, span.time, now)
    end = last.day - DAY * (not included) if last else last_day(start, convenant)
    return TypedSeries(Reeks(start, end, weeks), span.time, span.until)


def _every(text: str) -> tuple[int, str]:
    for pattern, weeks in _EVERY:
        if found := pattern.match(text):
            return weeks, text[found.end() :]
    raise Refusal("reeks_onbegrepen")


def _clauses(text: str, reader: _Reader) -> tuple[str, str, str, bool]:
    """The text before the clauses, the start day, the end day, and whether that end day is included. `tot 15:00`
    belongs to the time before it."""
    head, *rest = _CLAUSES.split(text)
    parts = {"head": head, "since": "", "until": ""}
    current, included = "head", True
    for word, value in zip(rest[::2], rest[1::2], strict=True):
        if word in _SINCE:
            current, parts["since"] = "since", value
        elif reader.day(value):
            current, parts["until"], included = "until", value, word != "tot"
        else:
            parts[current] += f" {word} {value}"
    return parts["head"].strip(), parts["since"].strip(), parts["until"].strip(), included


def _first(named: int | None, since: dates.Moment | None, begin: time, now: datetime) -> date:
    """The first day of the series. Raises Refusal when no weekday is known."""
    if since:
        return first_on(named, since.day) if named is not None else since.day
    if named is None:
        raise Refusal("reeks_onbegrepen")
    today = local(now)
    return first_on(named, today.date() if begin > today.time() else today.date() + DAY)
