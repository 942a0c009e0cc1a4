"""The output of `retbot when`: JSON lines for a program, words for a person."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from retbot.domain.calendar.working_days import Calendar
from retbot.reading.arguments import needs_year
from retbot.reading.dates import Ask, Moment, mention, read
from retbot.wording.dates import clock_time, full_date, weekday


def when(lines: Iterable[str], now: datetime, kalender: Calendar, *, back: bool) -> Iterator[dict[str, object]]:
    """One `{"line", "start", "end", "ask"}` per line, in order and counting from 1; `now` is aware."""
    for number, line in enumerate(lines, start=1):
        yield {"line": number, **_fields(read_line(line, now, kalender, back=back))}


def read_line(line: str, now: datetime, kalender: Calendar, *, back: bool) -> Moment | Ask:
    """As the room reads it, which also asks for the year of a day long ago."""
    reading = read(line, now, kalender, back=back)
    if back and isinstance(reading, Moment) and needs_year(line, reading.day, now):
        return Ask(f"Bedoelt u {full_date(reading.day)}? Schrijf dan het jaar erbij.")
    return reading


def _fields(reading: Moment | Ask) -> dict[str, object]:
    if isinstance(reading, Ask):
        return {"start": None, "end": None, "ask": reading.question}
    end = _as_iso(reading.day, reading.until) if reading.until else None
    return {"start": _as_iso(reading.day, reading.time), "end": end, "ask": None}


def _as_iso(day: date, at: time | None) -> str:
    return f"{day}T{at:%H:%M}" if at else str(day)


def in_words(reading: Moment | Ask, kalender: Calendar) -> str:
    """`donderdag 7 mei 2026, 14:00`, followed by the name of a free day; or the question when it is unclear."""
    if isinstance(reading, Ask):
        return reading.question
    hours = "–".join(clock_time(moment) for moment in (reading.time, reading.until) if moment)
    said = f"{full_date(reading.day)}, {hours}" if hours else full_date(reading.day)
    return f"{said}{_with_free_day(reading.day, kalender)}"


def _with_free_day(day: date, kalender: Calendar) -> str:
    name = mention(day, kalender)
    if name is None:
        return ""
    return f" ({name} is een vrije dag)" if name == weekday(day) else f" ({name})"
