"""What parsers that are not the bot's own (ical.js, libical) make of an iCalendar object."""

import ctypes
import json
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.real import node

PATIENCE = 30
BROUGHT = Path(__file__).parents[2] / ".libical"


@dataclass(frozen=True, slots=True)
class CalendarUser:
    """An ORGANIZER or ATTENDEE; `address` as it stands there, with mailto:."""

    address: str
    name: str | None
    role: str | None
    partstat: str | None
    rsvp: str | None
    cutype: str | None


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT. Instants are in UTC; a start or end without a time of day is a date."""

    uid: str | None
    sequence: int | None
    stamp: datetime | date | None
    dtstart: datetime | date | None
    dtend: datetime | date | None
    """From DTEND, or DTSTART and DURATION."""
    recurrence_id: str | None
    status: str | None
    summary: str | None
    description: str | None
    location: str | None
    organizer: CalendarUser | None
    attendees: tuple[CalendarUser, ...]
    missing: tuple[str, ...]
    """Properties, in lower case, that RFC 5546 requires for the method."""


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """`faults` is empty for an object that holds to RFC 5545 and to RFC 5546 for its method."""

    method: str | None
    events: tuple[CalendarEvent, ...]
    undeclared_tzids: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def event(self) -> CalendarEvent:
        (event,) = self.events
        return event


@dataclass(frozen=True, slots=True)
class LibicalReport:
    """`available` is False on a machine that has no libical.so.3 and could not fetch one; `faults` is empty then, and
    the end of the test run says so."""

    available: bool
    faults: tuple[str, ...] = ()


def ical_check(data: bytes) -> CalendarReport:
    """ical.js's reading, with this harness's own checks of lines, zones, counts and required properties."""
    done = subprocess.run(node.command("ical_check.mjs"), input=data, capture_output=True, timeout=PATIENCE, check=True)
    answer = json.loads(done.stdout)
    events = tuple(_event(event) for event in answer["events"])
    undeclared = tuple(answer["undeclared_tzids"])
    faults = (
        *answer["problems"],
        *(f"TZID {zone} is not declared" for zone in undeclared),
        *(f"{name} is missing" for event in events for name in event.missing),
    )
    return CalendarReport(answer["method"], events, undeclared, faults)


def libical_check(data: bytes) -> LibicalReport:
    """libical's parse errors and its table of RFC 5546 counts; it does not know that CANCEL needs an ATTENDEE."""
    library = _libical()
    if library is None:
        return LibicalReport(available=False)
    component = library.icalparser_parse_string(data)
    if not component:
        return LibicalReport(available=True, faults=("unparsable",))
    errors = library.icalcomponent_count_errors(component)
    holds = library.icalrestriction_check(component)
    text = library.icalcomponent_as_ical_string(component).decode("utf-8", "replace")
    library.icalcomponent_free(component)
    named = re.findall(r"X-LIC-ERROR[^:]*:([^\r\n]*)", re.sub(r"\r?\n ", "", text))
    return LibicalReport(available=True, faults=tuple(named) or (() if holds and not errors else ("restriction",)))


@cache
def _libical() -> ctypes.CDLL | None:
    library = _loaded("libical.so.3")
    if library is None:
        return None
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, takes, returns in (
        ("icalparser_parse_string", [text], pointer),
        ("icalcomponent_count_errors", [pointer], number),
        ("icalrestriction_check", [pointer], number),
        ("icalcomponent_as_ical_string", [pointer], text),
        ("icalcomponent_free", [pointer], None),
        ("icalerror_set_errors_are_fatal", [number], None),
    ):
        function = getattr(library, name)
        function.argtypes, function.restype = takes, returns
    library.icalerror_set_errors_are_fatal(0)
    return library


def _loaded(name: str) -> ctypes.CDLL | None:
    """Of the system, else what `make test` brought along (get_libical.sh), with what it rests on loaded first."""
    try:
        return ctypes.CDLL(name)
    except OSError:
        pass
    try:
        for beneath in ("libicudata.so.*", "libicuuc.so.*", "libicui18n.so.*"):
            for path in sorted(BROUGHT.glob(f"usr/lib/*/{beneath}"))[:1]:
                ctypes.CDLL(str(path), ctypes.RTLD_GLOBAL)
        return ctypes.CDLL(str(next(BROUGHT.glob(f"usr/lib/*/{name}"))))
    except (OSError, StopIteration):
        return None


def libical_is_there() -> bool:
    return _libical() is not None


def _event(answer: dict[str, Any]) -> CalendarEvent:
    times = {name: _time(answer[name]) for name in ("stamp", "dtstart", "dtend")}
    people = {
        "organizer": _user(answer["organizer"]),
        "attendees": tuple(CalendarUser(**one) for one in answer["attendees"]),
    }
    return CalendarEvent(**(answer | times | people | {"missing": tuple(answer["missing"])}))


def _user(answer: dict[str, Any] | None) -> CalendarUser | None:
    return CalendarUser(**answer) if answer else None


def _time(text: str | None) -> datetime | date | None:
    if text is None:
        return None
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(UTC)
