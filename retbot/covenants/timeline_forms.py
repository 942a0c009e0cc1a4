"""A timeline to share: as a Markdown table, and as an iCalendar object."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from retbot.covenants.free_days import kalender
from retbot.covenants.words import choices, source, termijn, who
from retbot.domain.calendar.working_days import DAY
from retbot.domain.convenant.convenant import Convenant, Source
from retbot.domain.convenant.timeline import TimelineEntry
from retbot.domain.tijd import local
from retbot.wording.dates import clock_time, full_date, join

_HEAD = ("uiterlijk", "id", "artikel", "wat", "wie", "termijn", "opmerking")
_PIPE = r"\|"
_NOTHING = "Uit deze gebeurtenissen volgt geen termijn."
_PRODID = "-//retbot//retbot//NL"
_SPACE = uuid5(NAMESPACE_URL, "urn:retbot:timeline")


def as_markdown(convenant: Convenant, rules: Sequence[TimelineEntry]) -> str:
    title = f"# {convenant.titel}: wat er wanneer moet"
    if not rules:
        return f"{title}\n\n{_NOTHING}"
    rows = [_HEAD, ["---"] * len(_HEAD), *map(_cells, rules)]
    return "\n\n".join([title, "\n".join(map(_row, rows)), *_unknown_days(rules)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', _PIPE) for cell in cells)} |"


def as_icalendar(
    convenant: Convenant, rules: Sequence[TimelineEntry], starts: dict[str, date | datetime], stamp: datetime
) -> str:
    """Not an invitation: no METHOD and no attendees. A term ends on a whole day, a term in hours at an instant. Empty
    when there is no term, because RFC 5545, 3.6 does not allow an empty object."""
    if not rules:
        return ""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODID)
    calendar.add("calscale", "GREGORIAN")
    for rule in rules:
        calendar.add_component(_event(convenant, rule, starts[rule.event], stamp))
    return bytes(calendar.to_ical()).decode()


def _event(convenant: Convenant, rule: TimelineEntry, start: date | datetime, stamp: datetime) -> Event:
    due, plicht = rule.einde.due, rule.plicht
    event = Event()
    event.add("uid", uid(convenant, plicht.id, rule.event, start))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", due.astimezone(UTC) if isinstance(due, datetime) else due)
    if not isinstance(due, datetime):
        event.add("dtend", due + DAY)
    event.add("summary", f"{plicht.id} {plicht.wat}")
    event.add(
        "description", "\n".join([f"{source(plicht)}: {termijn(plicht)}", f"Wie: {who(plicht)}", *_remarks(rule)])
    )
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def uid(convenant: Convenant, id_: str, event: str, start: date | datetime) -> str:
    """Always the same for the same term, so that a calendar that reads the file again shows it once; it reveals nothing
    itself."""
    return str(uuid5(_SPACE, json.dumps([convenant.naam, id_, event, start.isoformat()])))


def _cells(rule: TimelineEntry) -> Sequence[str]:
    plicht = rule.plicht
    remarks = "; ".join(_remarks(rule))
    return _due(rule.einde.due), plicht.id, source(plicht), plicht.wat, who(plicht), termijn(plicht), remarks


def _due(due: date | datetime) -> str:
    if isinstance(due, datetime):
        return f"{full_date(local(due).date())}, {clock_time(local(due).time())}"
    return full_date(due)


def _remarks(rule: TimelineEntry) -> list[str]:
    plicht = rule.plicht
    names = [kalender().free[day] for day in rule.einde.moved_by]
    told = [f"alleen bij: {plicht.voorwaarde.replace('_', ' ')}"] if plicht.voorwaarde else []
    told += [f"verschoven door {join(names)}"] if names else []
    told += choices(plicht.lezing, plicht.keuze_team)
    return [*told, "dit is de wet"] if plicht.bron is Source.WET else told


def _unknown_days(rules: Sequence[TimelineEntry]) -> list[str]:
    known, years = kalender(), [rule.einde.due.year for rule in rules]
    first, last = known.bridge_days_from, known.bridge_days_until
    before = f"Welke brugdagen vóór {first} vrij waren, is hier niet bekend: wat dan eindigt, kan later zijn."
    after = f"Welke brugdagen in {last + 1} en later vrij zijn, is nog niet bekend: wat dan eindigt, kan verschuiven."
    return [
        *([before] if min(years, default=first) < first else []),
        *([after] if max(years, default=last) > last else []),
    ]
