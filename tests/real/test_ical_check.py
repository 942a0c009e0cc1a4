"""The harness that judges calendar objects: it passes what is right and names what is wrong."""

from datetime import UTC, datetime

import pytest

from tests.real.ical_check import ical_check, libical_check

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""

REQUEST = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//retbot//tests//NL
METHOD:REQUEST
{ZONE}BEGIN:VEVENT
UID:een@ret.example
DTSTAMP:20270101T090000Z
SEQUENCE:2
DTSTART;TZID=Europe/Amsterdam:20270706T093000
DURATION:PT1H30M
SUMMARY:Overleg
ORGANIZER;CN=RET:mailto:ret@ret.example
ATTENDEE;CN=Gemeente;RSVP=TRUE:mailto:gemeente@gemeente.example
END:VEVENT
END:VCALENDAR
"""


def as_sent(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_a_right_request_is_read_in_utc_and_has_no_faults() -> None:
    report = ical_check(as_sent(REQUEST))
    assert report.faults == ()
    assert (report.method, report.event.uid, report.event.sequence) == ("REQUEST", "een@ret.example", 2)
    assert report.event.dtstart == datetime(2027, 7, 6, 7, 30, tzinfo=UTC)
    assert report.event.dtend == datetime(2027, 7, 6, 9, 0, tzinfo=UTC)
    assert [(who.address, who.name, who.rsvp) for who in report.event.attendees] == [
        ("mailto:gemeente@gemeente.example", "Gemeente", "TRUE")
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        (ZONE, "", "TZID Europe/Amsterdam is not declared"),
        ("SUMMARY:Overleg\n", "", "summary is missing"),
        ("ORGANIZER;CN=RET:mailto:ret@ret.example\n", "", "organizer is missing"),
        ("UID:een@ret.example\n", "", "uid is missing"),
        ("SEQUENCE:2\n", "SEQUENCE:2\nSEQUENCE:3\n", "sequence more than once"),
        ("METHOD:REQUEST\n", "", "method not exactly once"),
        ("DTSTAMP:20270101T090000Z", "DTSTAMP:20270101T090000", "dtstamp is not in UTC"),
        (";TZID=Europe/Amsterdam:20270706", ":20270706", "dtstart has neither UTC nor a declared time zone"),
        ("SUMMARY:Overleg", "SUMMARY:" + "lang " * 20, "a line of more than 75 octets"),
        ("mailto:gemeente@gemeente.example", "gemeente", "attendee is no mail address"),
        ("PT1H30M", "-PT1H", "dtend before dtstart"),
        ("SUMMARY:Overleg\n", "SUMMARY:Overleg\nZUMMARY:Overleg\n", "unknown property zummary"),
        ("20270706T", "20270732T", "dtstart is no date"),
        ("20270706T093000", "20270706T243000", "dtstart is no date"),
        ("BEGIN:VEVENT\n", "", "BEGIN and END do not match"),
        ("DTSTAMP:", "DTSTAMP", "unparsable"),
    ],
)
def test_what_is_wrong_is_named(right: str, wrong: str, fault: str) -> None:
    faults = ical_check(as_sent(REQUEST.replace(right, wrong))).faults
    assert any(one.startswith(fault) for one in faults), faults


def test_a_line_that_ends_with_a_bare_newline_is_a_fault() -> None:
    assert "a line does not end with CRLF" in ical_check(REQUEST.encode()).faults


@pytest.mark.parametrize(
    ("method", "missing"),
    [("CANCEL", ("sequence",)), ("COUNTER", ("sequence",)), ("REPLY", ()), ("REQUEST", ())],
)
def test_each_method_has_its_own_required_properties(method: str, missing: tuple[str, ...]) -> None:
    text = REQUEST.replace("METHOD:REQUEST", f"METHOD:{method}").replace("SEQUENCE:2\n", "")
    assert ical_check(as_sent(text)).event.missing == missing


def test_libical_agrees_where_it_is_there_and_says_so_where_it_is_not() -> None:
    right = libical_check(as_sent(REQUEST))
    wrong = libical_check(as_sent(REQUEST.replace("UID:een@ret.example\n", "")))
    assert right.faults == ()
    assert bool(wrong.faults) == right.available
