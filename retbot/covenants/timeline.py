"""`retbot timeline`: the terms that follow from given events, as text, JSON, Markdown or iCalendar."""

import json
import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from retbot.covenants.free_days import EVENT_YEARS, kalender
from retbot.covenants.timeline_forms import as_icalendar, as_markdown
from retbot.domain.calendar.counting import TermijnEnd
from retbot.domain.convenant.convenant import EVENTS, Convenant
from retbot.domain.convenant.timeline import TimelineEntry, timeline_of
from retbot.domain.tijd import AMSTERDAM
from retbot.wording.dates import join

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_event(text: str) -> tuple[str, date | datetime]:
    """`aanmelding=2026-04-20`, or with a local time for terms in hours; raises ValueError."""
    name, _, when = text.partition("=")
    if name not in EVENTS:
        raise ValueError(f"unknown event {name!r}; known are: {', '.join(sorted(EVENTS))}")
    try:
        start = _read(when)
    except ValueError:
        raise ValueError(f"{when!r} is no date; write {name}=2026-04-20 or {name}=2026-04-20T14:00") from None
    if start.year not in EVENT_YEARS:
        raise ValueError(f"{when!r} lies outside the calendar, which knows {EVENT_YEARS[0]} to {EVENT_YEARS[-1]}")
    return name, start


def _read(when: str) -> date | datetime:
    """A local time that occurs twice, when the clocks go back, means the first: a term should rather end early than
    late."""
    if _DAY.fullmatch(when):
        return date.fromisoformat(when)
    if not _DAY.match(when):
        raise ValueError(when)
    instant = datetime.fromisoformat(when)
    return instant if instant.tzinfo else instant.replace(tzinfo=AMSTERDAM)


class TimelineFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"
    ICALENDAR = "ics"


def timeline(
    convenant: Convenant, events: list[tuple[str, date | datetime]], form: TimelineFormat, now: datetime
) -> str:
    """One row per id: when an event is given twice (for a second round, for example), the last one counts."""
    starts = dict(events)
    rules = timeline_of(convenant, starts, kalender())
    match form:
        case TimelineFormat.JSON:
            rows = sorted((_object(rule) for rule in rules), key=lambda row: (row["due"], row["id"]))
            return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
        case TimelineFormat.MARKDOWN:
            return as_markdown(convenant, rules) + "\n"
        case TimelineFormat.ICALENDAR:
            return as_icalendar(convenant, rules, starts, now)
    return (
        "\n".join([*map(_line, rules), *_unknown_days(rules)]) or "Uit deze gebeurtenissen volgt geen termijn."
    ) + "\n"


def _unknown_days(rules: list[TimelineEntry]) -> list[str]:
    """Outside the years whose bridge days are known, the end of a term may differ."""
    known, years = kalender(), [rule.einde.due.year for rule in rules]
    first, last = known.bridge_days_from, known.bridge_days_until
    before = f"Welke brugdagen vóór {first} vrij waren, is hier niet bekend: wat dan eindigt, kan later zijn."
    after = f"Welke brugdagen vanaf {last + 1} vrij zijn, is nog niet bekend: wat dan eindigt, kan nog verschuiven."
    return [
        *([before] if min(years, default=first) < first else []),
        *([after] if max(years, default=last) > last else []),
    ]


def _object(rule: TimelineEntry) -> dict[str, Any]:
    plicht = rule.plicht
    return {
        "id": plicht.id,
        "artikel": plicht.artikel,
        "event": rule.event,
        "due": _due(rule.einde),
        "rol": plicht.wie_tekst,
        "voorwaarde": plicht.voorwaarde,
        "lezing": plicht.lezing or plicht.keuze_team,
        "moved_by": [{"date": day.isoformat(), "name": name} for day, name in _moving_days(rule.einde)],
    }


def _line(rule: TimelineEntry) -> str:
    plicht = rule.plicht
    remarks = [f"als: {plicht.voorwaarde}"] if plicht.voorwaarde else []
    if names := [name for _, name in _moving_days(rule.einde)]:
        remarks.append(f"verschoven door {join(names)}")
    text = f"{_due(rule.einde)}  {plicht.id:<8} art. {plicht.artikel:<24} {plicht.wie_tekst:<22} {plicht.wat}"
    return f"{text} ({'; '.join(remarks)})" if remarks else text


def _due(einde: TermijnEnd) -> str:
    if isinstance(einde.due, datetime):
        return einde.due.astimezone(AMSTERDAM).isoformat(timespec="seconds")
    return einde.due.isoformat()


def _moving_days(einde: TermijnEnd) -> list[tuple[date, str]]:
    return [(day, kalender().free[day]) for day in einde.moved_by]
