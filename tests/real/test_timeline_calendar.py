"""What independent parsers (ical.js, libical) read in the timeline of each covenant as an iCalendar object."""

from datetime import UTC, date, datetime, timedelta

import pytest

from retbot import profiles
from retbot.calendar_nl import kalender
from retbot.domain.convenant import EVENTS
from retbot.domain.tijdlijn import tijdlijn
from retbot.timeline import Form, parse_event, timeline
from tests.real.ical_check import ical_check, libical_check

NOW = datetime(2026, 4, 20, 7, 0, tzinfo=UTC)
EVERY_EVENT = [parse_event(f"{event}=2026-04-20T09:30") for event in sorted(EVENTS)]
OF_INVITATIONS = {"method not exactly once", "METHOD null", "more than one UID"}
"""What RFC 5546 asks of an invitation and RFC 5545, 3.6 of no other object."""


@pytest.mark.parametrize("name", profiles.names())
def test_both_read_every_term_on_its_day(name: str) -> None:
    convenant = profiles.load(name)
    content = timeline(convenant, EVERY_EVENT, Form.ICALENDAR, NOW).encode()
    report = ical_check(content)
    assert set(report.faults) <= OF_INVITATIONS
    assert libical_check(content).faults == ()
    found = {(event.summary or "").split()[0]: (event.dtstart, event.dtend) for event in report.events}
    rules = tijdlijn(convenant, dict(EVERY_EVENT), kalender())
    assert found == {rule.plicht.id: _span(rule.einde.due) for rule in rules}


def _span(due: date | datetime) -> tuple[date | datetime, date | datetime | None]:
    if isinstance(due, datetime):
        return due.astimezone(UTC), None
    return due, due + timedelta(days=1)
