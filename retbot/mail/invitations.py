"""An invitation as an iCalendar object (RFC 5545, 5546)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Event, vCalAddress, vUri

from retbot.domain import tijd
from retbot.mail import texts
from retbot.ports import Attendee, CalendarInvitation

_HEAD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//retbot//retbot//NL
CALSCALE:GREGORIAN
"""

# Written by hand: generated ones list RDATEs, which Outlook ignores, and start summer time an hour late.
_VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar_object(invitation: CalendarInvitation, organizer: Attendee) -> bytes:
    """One VCALENDAR with CRLF line ends, folded at 75 octets.

    Raises ValueError for a naive instant, an end that is not after the start, an invalid address, and a recipient who
    is the organizer: Outlook would not let them answer.
    """
    _check(invitation, organizer)
    head = f"{_HEAD}METHOD:{invitation.method}\n{_VTIMEZONE}".replace("\n", "\r\n")
    return head.encode("ascii") + bytes(_vevent(invitation, organizer).to_ical()) + b"END:VCALENDAR\r\n"


def _check(invitation: CalendarInvitation, organizer: Attendee) -> None:
    if any(instant.utcoffset() is None for instant in (invitation.stamp, invitation.start, invitation.end)):
        raise ValueError("an instant without a zone")
    if invitation.end <= invitation.start:
        raise ValueError("a meeting that ends before it begins")
    if texts.same_address(invitation.recipient.address, organizer.address):
        raise ValueError("an invitation to its own organizer")


def _vevent(invitation: CalendarInvitation, organizer: Attendee) -> Event:
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.stamp.astimezone(UTC))
    start, end = _local(invitation.start, invitation.end)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", texts.line(invitation.summary))
    event.add("class", "PRIVATE")
    event.add("organizer", _person(organizer))
    for attendee in _attendees(invitation):
        event.add("attendee", _attendee(attendee, invited=invitation.method == "REQUEST"))
    _add_place_and_text(event, invitation)
    _add_status(event, invitation)
    return event


def _local(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Both in Europe/Amsterdam; but both in UTC when one is between 02:00 and 03:00 in the night when the clock goes
    back: RFC 5545, 3.3.5 means the first of the two hours, ical.js takes the second."""
    local = tijd.local(start), tijd.local(end)
    if any(_is_twice(instant) for instant in local):
        return start.astimezone(UTC), end.astimezone(UTC)
    return local


def _is_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _attendees(invitation: CalendarInvitation) -> Iterator[Attendee]:
    """The attendees in the object: the recipient, plus the visible guests unless only the recipient is uninvited."""
    yield invitation.recipient
    if invitation.method == "CANCEL" and not invitation.whole:
        return
    for other in invitation.visible:
        if not texts.same_address(other.address, invitation.recipient.address):
            yield other


def _attendee(attendee: Attendee, *, invited: bool) -> vCalAddress:
    person = _person(attendee)
    person.params["CUTYPE"] = "INDIVIDUAL"
    person.params["ROLE"] = "REQ-PARTICIPANT" if attendee.required else "OPT-PARTICIPANT"
    if invited:
        person.params["PARTSTAT"] = attendee.partstat
        person.params["RSVP"] = "TRUE" if attendee.partstat == "NEEDS-ACTION" else "FALSE"
    return person


def _person(attendee: Attendee) -> vCalAddress:
    person = vCalAddress(f"mailto:{texts.address(attendee.address)}")
    person.params["CN"] = texts.line(attendee.name).replace('"', "'")
    return person


def _add_place_and_text(event: Event, invitation: CalendarInvitation) -> None:
    if invitation.location:
        event.add("location", texts.line(invitation.location))
        _add_link(event, texts.link(invitation.location))
    if invitation.description:
        event.add("description", texts.lines(invitation.description))


def _add_status(event: Event, invitation: CalendarInvitation) -> None:
    """RFC 5546, 3.2.5: no STATUS when one attendee is uninvited and the meeting goes on."""
    if invitation.method == "REQUEST":
        event.add("status", "CONFIRMED")
        event.add("transp", "OPAQUE")
        _add_alarm(event, invitation)
    elif invitation.whole:
        event.add("status", "CANCELLED")


def _add_link(event: Event, link: str | None) -> None:
    """RFC 7986, 5.11: programs that know CONFERENCE show a button to join; others show URL."""
    if link is None:
        return
    conference = vUri(link)
    conference.params["VALUE"] = "URI"
    conference.params["FEATURE"] = ["AUDIO", "VIDEO"]
    conference.params["LABEL"] = "Deelnemen"
    event.add("url", vUri(link))
    event.add("conference", conference)


def _add_alarm(event: Event, invitation: CalendarInvitation) -> None:
    if not invitation.alarm:
        return
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", texts.line(invitation.summary))
    alarm.add("trigger", -timedelta(minutes=invitation.alarm))
    event.add_component(alarm)
