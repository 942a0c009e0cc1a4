"""Instants in a calendar object, using the time zones that mail programs name."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import TypeAlias

from icalendar import Timezone
from icalendar.prop import vDDDTypes, vDuration

from retbot.mail.content_lines import ContentLine

Zones: TypeAlias = Mapping[str, tzinfo]
"""By TZID."""

_TAME = re.compile(r"(?=.*FREQ=YEARLY)(?!.*BY(?:SECOND|MINUTE|HOUR|YEARDAY|WEEKNO|SETPOS))[A-Z0-9=;,:+-]{1,120}")
"""A recurrence rule of a time zone that is cheap to calculate; a hostile one may not be."""
_MOST = 40
_MOST_ZONES = 20
_PARTS = {"BEGIN", "END", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"}


def instant(line: ContentLine | None, zones: Zones) -> datetime | None:
    """In UTC; None when it is not an instant or its time zone is unknown. Nothing is guessed."""
    if line is None:
        return None
    zone = line.params.get("TZID", "").strip().strip('"').lstrip("/")
    try:
        value = vDDDTypes.from_ical(line.value.strip(), zone or None)  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    if not isinstance(value, datetime):
        return None
    if value.tzinfo is None and zone in zones:
        value = value.replace(tzinfo=zones[zone])
    if value.tzinfo is None:
        return None
    try:
        return value.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def after(start: datetime | None, duration: ContentLine | None) -> datetime | None:
    if start is None or duration is None:
        return None
    try:
        length = vDuration.from_ical(duration.value.strip())  # type: ignore[no-untyped-call]
        return start + length if isinstance(length, timedelta) else None
    except (ValueError, TypeError, OverflowError):
        return None


def zones(found: Iterable[list[ContentLine]]) -> Zones:
    """The zones that the object itself defines, by TZID; each VTIMEZONE as lines."""
    named = ((_zone_name(lines), _zone(lines)) for lines in islice(found, _MOST_ZONES))
    return {name: zone for name, zone in named if name and zone}


def _zone_name(lines: list[ContentLine]) -> str:
    return next((line.value.strip().strip('"') for line in lines if line.name == "TZID"), "")


def _zone(lines: list[ContentLine]) -> tzinfo | None:
    if len(lines) > _MOST or not all(_TAME.fullmatch(line.value) for line in lines if line.name == "RRULE"):
        return None
    kept = [line for line in lines if line.name in _PARTS]
    text = "\r\n".join(f"{line.name}:{'made-up' if line.name == 'TZID' else line.value}" for line in kept) + "\r\n"
    try:
        found = Timezone.from_ical(text)
        return found.to_tz() if isinstance(found, Timezone) else None
    except Exception:
        # An error inside the library: without the zone, the instant is unknown.
        return None
