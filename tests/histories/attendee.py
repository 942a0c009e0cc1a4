"""A guest's calendar, which handles messages according to RFC 5546; written from the RFC, not from the bot."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from functools import cache

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Scheduling:
    """One iTIP message, read from the calendar part of a mail."""

    method: str
    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    length: timedelta
    place: str | None
    organizer: str
    attendees: frozenset[str]
    status: str | None
    text: str

    @property
    def version(self) -> tuple[int, datetime]:
        return self.sequence, self.stamp

    @property
    def content(self) -> tuple[object, ...]:
        """What the reader can see."""
        return self.method, self.start, self.length, self.place, self.attendees, self.status, self.text


@dataclass(frozen=True)
class Letter:
    """A mail as it was sent: its recipient and its content."""

    to: str
    message_id: str
    subject: str
    scheduling: Scheduling
    octets: bytes = field(compare=False, repr=False)
    """Of the calendar object."""
    wire: bytes = field(compare=False, repr=False)
    sure: bool = True
    """The bot knows that it arrived."""


def read(to: str, wire: bytes) -> Letter:
    message = message_from_bytes(wire)
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    (file,) = [part for part in message.walk() if part.get_content_type() == "application/ics"]
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    assert octets == file.get_payload(decode=True)
    scheduling = _scheduling(octets)
    assert part.get_param("method") == scheduling.method
    return Letter(to, _one(message, "Message-ID"), _one(message, "Subject"), scheduling, octets, wire)


def _one(message: Message, name: str) -> str:
    (value,) = message.get_all(name, [])
    return str(value)


def _scheduling(octets: bytes) -> Scheduling:
    """The envelope and the time zone are the same in every mail and are parsed once; the event is parsed every time."""
    before, begin, event_and_end = octets.partition(b"BEGIN:VEVENT")
    text, end, after = event_and_end.partition(b"END:VEVENT\r\n")
    event = Event.from_ical(begin + text + end)
    assert isinstance(event, Event)
    assert not event.errors
    start, end = event.DTSTART, event.DTEND
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    attendees = event.get("ATTENDEE", [])
    return Scheduling(
        method=_method(before + after),
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        stamp=event.DTSTAMP,
        start=start,
        length=end - start,
        place=str(event["LOCATION"]) if "LOCATION" in event else None,
        organizer=str(event["ORGANIZER"]).removeprefix("mailto:"),
        attendees=frozenset(_address(one) for one in (attendees if isinstance(attendees, list) else [attendees])),
        status=str(event["STATUS"]) if "STATUS" in event else None,
        text=str(event["DESCRIPTION"]),
    )


@cache
def _method(envelope: bytes) -> str:
    whole = Calendar.from_ical(envelope)
    assert [component.name for component in whole.subcomponents] == ["VTIMEZONE"]
    return str(whole["METHOD"])


def _address(attendee: object) -> str:
    return str(attendee).removeprefix("mailto:")


@dataclass
class Agenda:
    """The calendar of one guest. Cancelled entries are remembered, so that an older invitation does not bring them
    back.

    With `stamps` two messages of the same SEQUENCE are ordered by DTSTAMP (RFC 5546, 2.1.5). Without it the first to
    arrive stays, as in programs that look at SEQUENCE only.
    """

    owner: str
    stamps: bool = True
    _known: dict[str, Scheduling] = field(default_factory=dict)

    def take_in(self, arrived: Scheduling) -> None:
        known = self._known.get(arrived.uid)
        if self.owner in arrived.attendees and (known is None or self._version(arrived) > self._version(known)):
            self._known[arrived.uid] = arrived

    def _version(self, one: Scheduling) -> tuple[int, datetime] | tuple[int]:
        return (one.sequence, one.stamp) if self.stamps else (one.sequence,)

    def entry(self, uid: str) -> Scheduling | None:
        """The entry in the calendar."""
        known = self._known.get(uid)
        return known if known and known.method == "REQUEST" else None
