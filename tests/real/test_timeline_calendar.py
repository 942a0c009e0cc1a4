"""What independent parsers (ical.js, libical) read in the timeline of each covenant as an iCalendar object."""

from datetime import UTC, date, datetime, timedelta

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.covenants.timeline import TimelineFormat, parse_event, timeline
from retbot.domain.convenant.convenant import EVENTS
from retbot.domain.convenant.timeline import timeline_of
from tests.real.ical_check import ical_check, libical_check

NOW = datetime(2026, 4, 20, 7, 0, tzinfo=UTC)
EVERY_EVENT = [parse_event(f"{event}=2026-04-20T09:30") for event in sorted(EVENTS)]
OF_INVITATIONS = {"method not exactly once", "METHOD null", "more than one UID"}
"""What RFC 5546 asks of an invitation and RFC 5545, 3.6 of no other object."""


@pytest.mark.parametrize("name", convenant_files.names())
def test_both_read_every_term_on_its_day(name: str) -> None:
    convenant = convenant_files.load(name)
    content = timeline(convenant, EVERY_EVENT, TimelineFormat.ICALENDAR, NOW).encode()
    report = ical_check(content)
    assert set(report.faults) <= OF_INVITATIONS
    assert libical_check(content).faults == ()
    found = {(event.summary or "").split()[0]: (event.dtstart, event.dtend) for event in report.events}
    rules = timeline_of(convenant, dict(EVERY_EVENT), kalender())
    assert found == {rule.plicht.id: _span(rule.einde.due) for rule in rules}


def _span(due: date | datetime) -> tuple[date | datetime, date | datetime | None]:
    if isinstance(due, datetime):
        return due.astimezone(UTC), None
    return due, due + timedelta(days=1)
