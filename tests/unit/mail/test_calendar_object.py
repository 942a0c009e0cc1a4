"""The iCalendar object of an invitation, line by line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import product

import pytest

from retbot.mail.invitations import calendar_object
from retbot.ports import Attendee, CalendarInvitation
from tests.every_row import every_row
from tests.unit.mail.samples import (
    END,
    NOW,
    ORGANIZER,
    OUDERS,
    SCHOOL,
    SECRETARIS,
    START,
    VOORZITTER,
    cancel,
    lines_of,
    request,
    unfolded,
)


def ics(invitation: CalendarInvitation) -> bytes:
    return calendar_object(invitation, ORGANIZER)


def addresses(invitation: CalendarInvitation) -> list[str]:
    return [line.rpartition("mailto:")[2] for line in lines_of(ics(invitation), "ATTENDEE")]


ONCE = (
    *("VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "DTEND", "SUMMARY"),
    *("CLASS", "ORGANIZER", "STATUS"),
)


@every_row(product([request(), cancel()], ONCE))
def test_each_property_stands_there_once(invitation: CalendarInvitation, name: str) -> None:
    assert len(lines_of(ics(invitation), name)) == 1


def test_one_time_zone_and_one_event() -> None:
    lines = unfolded(ics(request()))
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert [lines.count(f"BEGIN:{name}") for name in ("VTIMEZONE", "VEVENT", "STANDARD", "DAYLIGHT")] == [1, 1, 1, 1]


def test_a_request_asks_for_an_answer() -> None:
    assert unfolded(ics(request(description="Regel 1\nRegel 2; en, dan", location="Kamer 3")))[-18:] == [
        "BEGIN:VEVENT",
        "SUMMARY:RET-overleg RET-7KH-4T3",
        "DTSTART;TZID=Europe/Amsterdam:20260507T140000",
        "DTEND;TZID=Europe/Amsterdam:20260507T150000",
        "DTSTAMP:20260420T083000Z",
        "UID:0f5c1e@ret.example",
        "SEQUENCE:0",
        (
            "ATTENDEE;CN=School;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE"
            ":mailto:zorg@school.example"
        ),
        (
            "ATTENDEE;CN=Voorzitter;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE"
            ":mailto:voorzitter@ret.example"
        ),
        (
            "ATTENDEE;CN=Secretaris;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=OPT-PARTICIPANT;RSVP=TRUE"
            ":mailto:secretaris@ret.example"
        ),
        "CLASS:PRIVATE",
        r"DESCRIPTION:Regel 1\nRegel 2\; en\, dan",
        "LOCATION:Kamer 3",
        'ORGANIZER;CN="Regionaal Expertteam Overijssel":mailto:bot@ret.example',
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_the_time_zone_is_a_rule_that_holds_since_1970() -> None:
    lines = unfolded(ics(request()))
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    assert zone[1:8] == [
        "TZID:Europe/Amsterdam",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    ]
    assert zone[9:15] == [
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]


def test_a_move_keeps_the_uid_and_raises_the_sequence() -> None:
    moved = ics(request(sequence=1, start=START + timedelta(days=7), end=END + timedelta(days=7)))
    assert lines_of(moved, "UID") == lines_of(ics(request()), "UID")
    assert lines_of(moved, "SEQUENCE") == ["SEQUENCE:1"]
    assert lines_of(moved, "METHOD") == ["METHOD:REQUEST"]


def test_a_cancelled_meeting_names_everybody_and_asks_nothing() -> None:
    invitation = cancel()
    assert addresses(invitation) == [SCHOOL.address, VOORZITTER.address, SECRETARIS.address]
    assert lines_of(ics(invitation), "METHOD") == ["METHOD:CANCEL"]
    assert lines_of(ics(invitation), "STATUS") == ["STATUS:CANCELLED"]
    assert not any("RSVP" in line or "PARTSTAT" in line for line in lines_of(ics(invitation), "ATTENDEE"))


def test_a_cancellation_for_a_recipient_who_saw_nobody_else_is_still_of_the_whole_meeting() -> None:
    assert lines_of(ics(cancel(visible=())), "STATUS") == ["STATUS:CANCELLED"]


def test_one_attendee_who_is_uninvited_stands_there_alone_and_the_meeting_goes_on() -> None:
    invitation = cancel(whole=False)
    assert addresses(invitation) == [SCHOOL.address]
    assert lines_of(ics(invitation), "STATUS") == []


@pytest.mark.parametrize(
    ("visible", "expected"),
    [
        ((), [OUDERS.address]),
        ((VOORZITTER,), [OUDERS.address, VOORZITTER.address]),
        ((Attendee("Thuis@Prive.example", "Ouders"), VOORZITTER), [OUDERS.address, VOORZITTER.address]),
    ],
)
def test_a_recipient_sees_himself_once_and_whom_he_may_see(visible: tuple[Attendee, ...], expected: list[str]) -> None:
    assert addresses(request(recipient=OUDERS, visible=visible)) == expected


def test_a_summary_without_a_code_leaves_the_code_out_of_the_whole_object() -> None:
    assert b"RET-7KH" not in ics(request(recipient=OUDERS, summary="Overleg"))


@pytest.mark.parametrize(
    ("start", "written"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), ";TZID=Europe/Amsterdam:20260329T013000"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), ";TZID=Europe/Amsterdam:20260329T030000"),
        (datetime(2026, 10, 24, 23, 59, tzinfo=UTC), ";TZID=Europe/Amsterdam:20261025T015900"),
        (datetime(2026, 10, 25, 0, 0, tzinfo=UTC), ":20261025T000000Z"),
        (datetime(2026, 10, 25, 1, 59, tzinfo=UTC), ":20261025T015900Z"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), ";TZID=Europe/Amsterdam:20261025T030000"),
        (datetime(2026, 5, 7, 14, tzinfo=timezone(timedelta(hours=2))), ";TZID=Europe/Amsterdam:20260507T140000"),
    ],
)
def test_a_start_is_written_in_local_time_unless_that_could_mean_another_hour(start: datetime, written: str) -> None:
    invitation = request(start=start, end=start + timedelta(hours=3))
    assert lines_of(ics(invitation), "DTSTART") == [f"DTSTART{written}"]


def test_an_end_in_the_repeated_hour_puts_the_start_in_utc_too() -> None:
    start = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    data = ics(request(start=start, end=start + timedelta(hours=2, minutes=15)))
    assert lines_of(data, "DTSTART") == ["DTSTART:20261024T230000Z"]
    assert lines_of(data, "DTEND") == ["DTEND:20261025T011500Z"]


@pytest.mark.parametrize(
    "invitation",
    [
        request(start=START.replace(tzinfo=None), end=END.replace(tzinfo=None)),
        request(end=START),
        request(end=START - timedelta(hours=1)),
        request(recipient=Attendee("BOT@ret.example", "Voorzitter")),
        request(recipient=Attendee("geen adres", "School")),
        request(visible=(Attendee("a@b.example\r\nATTENDEE:mailto:c@d.example", "School"),)),
    ],
)
def test_what_would_make_a_wrong_object_is_refused(invitation: CalendarInvitation) -> None:
    with pytest.raises(ValueError, match=r"zone|ends before|own organizer|not a mail address") as caught:
        ics(invitation)
    assert "example" not in str(caught.value)


def test_lines_end_in_crlf_and_are_folded_at_75_octets_between_characters() -> None:
    data = ics(request(description="Ë" * 200, location="é" * 90))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ('De "Ark"', "CN=\"De 'Ark'\""),
        ("Regel\r\nATTENDEE:mailto:x@y.example", 'CN="Regel ATTENDEE:mailto:x@y.example"'),
        ("Zorg, jeugd; en: meer", 'CN="Zorg, jeugd; en: meer"'),
        ("tab\tnul\x00", 'CN="tab nul"'),
    ],
)
def test_a_name_can_break_out_of_nothing(name: str, written: str) -> None:
    (line,) = lines_of(ics(request(recipient=Attendee(SCHOOL.address, name), visible=())), "ATTENDEE")
    assert line.startswith(f"ATTENDEE;{written};CUTYPE=INDIVIDUAL;")


def test_text_can_add_no_line() -> None:
    data = ics(request(summary="Overleg\r\nSTATUS:X", location="A\nB", description="C\r\nEND:VEVENT\x07\u2028"))
    assert lines_of(data, "STATUS") == ["STATUS:CONFIRMED"]
    assert lines_of(data, "LOCATION") == ["LOCATION:A B"]
    assert [line.rstrip() for line in lines_of(data, "DESCRIPTION")] == [r"DESCRIPTION:C\nEND:VEVENT"]


def test_the_stamp_is_in_utc_whatever_zone_it_came_in() -> None:
    assert lines_of(ics(request()), "DTSTAMP") == [f"DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}"]


def test_a_link_in_the_place_can_be_followed_from_every_calendar() -> None:
    content = ics(request(location="Teams: https://video.example/ret."))
    assert lines_of(content, "LOCATION") == ["LOCATION:Teams: https://video.example/ret."]
    assert lines_of(content, "URL") == ["URL:https://video.example/ret"]
    (conference,) = lines_of(content, "CONFERENCE")
    assert conference.startswith("CONFERENCE;")
    assert {"VALUE=URI", "LABEL=Deelnemen"} <= set(conference.partition(":")[0].split(";"))
    assert conference.endswith(":https://video.example/ret")
    assert lines_of(ics(request(location="Stadhuis")), "URL") == []


def test_only_a_request_warns_and_only_when_asked() -> None:
    content = ics(replace(request(), alarm=60))
    assert lines_of(content, "TRIGGER") == ["TRIGGER:-PT1H"]
    assert lines_of(content, "ACTION") == ["ACTION:DISPLAY"]
    for silent in (request(), replace(cancel(), alarm=60)):
        assert lines_of(ics(silent), "BEGIN:VALARM") == []
        assert b"VALARM" not in ics(silent)
