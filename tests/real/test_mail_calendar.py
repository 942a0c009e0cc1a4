"""What independent parsers (ical.js, libical) read in the calendar part of mails that went over SMTP."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retbot.demo.mailserver import MailServer
from retbot.mail.try_invitation import try_invitation
from retbot.ports import Attendee, CalendarInvitation, MailFate
from tests.clock import SetClock
from tests.real.ical_check import CalendarReport, ical_check, libical_check
from tests.real.mail_wire import PASSWORD, mailbox_at
from tests.unit.mail.samples import (
    OUDERS,
    SCHOOL,
    SECRETARIS,
    START,
    VOORZITTER,
    cancel,
    inviting,
    part_of,
    read,
    request,
)


def both_ways(content: bytes) -> CalendarReport:
    """The report on the calendar part, after both parsers found nothing wrong in it and in the attached file."""
    message = read(content)
    part, attached = (part_of(message, kind).get_payload(decode=True) for kind in ("text/calendar", "application/ics"))
    assert isinstance(part, bytes)
    assert part == attached
    report = ical_check(part)
    assert report.faults == ()
    assert libical_check(part).faults == ()
    assert part_of(message, "text/calendar").get_param("method") == report.method
    return report


async def received(directory: Path, invitations: Sequence[CalendarInvitation]) -> list[CalendarReport]:
    async with MailServer(directory, password=PASSWORD) as server:
        mails = [inviting(invitation) for invitation in invitations]
        fates = await mailbox_at(server.port, "starttls", ca_file=server.ca_file).send(mails)
        assert fates == [MailFate.SENT] * len(mails)
        return [both_ways(mail.content) for mail in server.mails]


async def test_a_request_is_read_as_it_was_meant(tmp_path: Path) -> None:
    location, description = "Kamer 3; “De Ark”, Zwolle", "Regel 1\nRegel 2, met \\ en ;\n" + "é" * 100
    (report,) = await received(tmp_path, [request(location=location, description=description)])
    event = report.event
    assert (report.method, event.uid, event.sequence) == ("REQUEST", "0f5c1e@ret.example", 0)
    assert (event.dtstart, event.dtend) == (START, START + timedelta(hours=1))
    assert (event.summary, event.location, event.description) == ("RET-overleg RET-7KH-4T3", location, description)
    assert event.status == "CONFIRMED"
    assert event.organizer
    assert (event.organizer.address, event.organizer.name) == (
        "mailto:bot@ret.example",
        "Regionaal Expertteam Overijssel",
    )
    assert [(who.address, who.name, who.role, who.partstat, who.rsvp) for who in event.attendees] == [
        ("mailto:zorg@school.example", "School", "REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE"),
        ("mailto:voorzitter@ret.example", "Voorzitter", "REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE"),
        ("mailto:secretaris@ret.example", "Secretaris", "OPT-PARTICIPANT", "NEEDS-ACTION", "TRUE"),
    ]


async def test_a_move_and_a_cancellation_follow_the_request(tmp_path: Path) -> None:
    moved = request(sequence=1, start=START + timedelta(days=7), end=START + timedelta(days=7, hours=1))
    reports = await received(tmp_path, [request(), moved, cancel()])
    assert [report.method for report in reports] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [report.event.sequence for report in reports] == [0, 1, 2]
    assert len({report.event.uid for report in reports}) == 1
    assert reports[1].event.dtstart == START + timedelta(days=7)
    assert reports[2].event.status == "CANCELLED"
    assert len(reports[2].event.attendees) == 3


async def test_one_who_is_uninvited_is_the_only_attendee(tmp_path: Path) -> None:
    (report,) = await received(tmp_path, [cancel(whole=False)])
    assert [who.address for who in report.event.attendees] == ["mailto:zorg@school.example"]
    assert report.event.status is None


async def test_each_recipient_sees_himself_and_whom_he_may_see(tmp_path: Path) -> None:
    fixed = (VOORZITTER, SECRETARIS)
    reports = await received(
        tmp_path,
        [request(SCHOOL, fixed), request(OUDERS, fixed, summary="Overleg"), request(VOORZITTER, (SECRETARIS,))],
    )
    assert [{who.address.removeprefix("mailto:") for who in report.event.attendees} for report in reports] == [
        {SCHOOL.address, VOORZITTER.address, SECRETARIS.address},
        {OUDERS.address, VOORZITTER.address, SECRETARIS.address},
        {VOORZITTER.address, SECRETARIS.address},
    ]
    assert reports[1].event.summary == "Overleg"


def around(change: datetime) -> list[datetime]:
    return [change + timedelta(minutes=30 * step) for step in range(-6, 7)]


SPRING = datetime(2026, 3, 29, 1, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 25, 1, tzinfo=UTC)


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
async def test_every_half_hour_around_a_clock_change_is_read_as_that_instant(tmp_path: Path, change: datetime) -> None:
    starts = around(change)
    lengths = [timedelta(minutes=45), timedelta(hours=2)]
    invitations = [request(start=start, end=start + length) for start in starts for length in lengths]
    reports = await received(tmp_path, invitations)
    assert [(report.event.dtstart, report.event.dtend) for report in reports] == [
        (invitation.start, invitation.end) for invitation in invitations
    ]


@pytest.mark.parametrize("year", [2026, 2040])
async def test_noon_is_noon_in_every_month_of_near_and_far_years(tmp_path: Path, year: int) -> None:
    starts = [datetime(year, month, day, 11, tzinfo=UTC) for month, day in enumerate(range(1, 25, 2), 1)]
    reports = await received(tmp_path, [request(start=start, end=start + timedelta(hours=1)) for start in starts])
    assert [report.event.dtstart for report in reports] == starts


async def test_names_with_marks_are_read_back_whole(tmp_path: Path) -> None:
    names = ["Zorg, jeugd; en: meer", "De 'Ark'", "Jeugd & gezin ^ n", "Þórr Ëlf " * 12]
    reports = await received(tmp_path, [request(Attendee(SCHOOL.address, name), ()) for name in names])
    assert [report.event.attendees[0].name for report in reports] == [name.strip() for name in names]


async def test_the_three_mails_of_a_try_are_right(tmp_path: Path) -> None:
    async def no_pause() -> None:
        pass

    async with MailServer(tmp_path, password=PASSWORD) as server:
        mailbox = mailbox_at(server.port, "starttls", ca_file=server.ca_file)
        await try_invitation(mailbox, SCHOOL.address, SetClock(), no_pause)
    reports = [both_ways(mail.content) for mail in server.mails]
    assert [(report.method, report.event.sequence) for report in reports] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
