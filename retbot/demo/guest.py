"""The mail program of a guest: answers the latest invitation that arrived at an address."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as POLICY

import aiosmtplib
from icalendar import Calendar, Event, vCalAddress

from retbot.demo.mailserver import MailServer


async def answer(
    mail: MailServer, address: str, partstat: str, now: datetime, remark: str = "", sender: str | None = None
) -> None:
    """`partstat` as in RFC 5545; `remark` is the comment in the answer; `sender` is another person who mails it instead
    of the guest. Raises LookupError when this address has no invitation."""
    asked = _invitation(mail, address)
    event = asked.events[0]
    organizer = str(event["ORGANIZER"]).removeprefix("mailto:")
    message = EmailMessage(policy=POLICY)
    message["From"] = sender or address
    message["To"] = organizer
    message["Subject"] = "Antwoord op uw uitnodiging"
    message.set_content("Dit antwoord komt uit mijn agenda.")
    reply = _reply(event, address, partstat, now, remark)
    message.add_alternative(reply, maintype="text", subtype="calendar", params={"method": "REPLY", "charset": "utf-8"})
    await aiosmtplib.send(
        message,
        hostname=mail.host,
        port=mail.port,
        start_tls=True,
        tls_context=ssl.create_default_context(cafile=mail.ca_file),
        username=mail.username,
        password=mail.password,
    )


def _invitation(mail: MailServer, address: str) -> Calendar:
    """The latest one that was not cancelled later."""
    cancelled: set[str] = set()
    for calendar in _calendars(mail, address):
        uid = str(calendar.events[0]["UID"])
        if calendar["METHOD"] == "REQUEST" and uid not in cancelled:
            return calendar
        cancelled.add(uid)
    raise LookupError(address)


def _calendars(mail: MailServer, address: str) -> Iterator[Calendar]:
    """The latest first."""
    for one in reversed(mail.mails):
        parts = one.message.walk() if one.recipient == address else ()
        yield from (
            Calendar.from_ical(str(part.get_content())) for part in parts if part.get_content_type() == "text/calendar"
        )


def _reply(asked: Event, address: str, partstat: str, now: datetime, remark: str) -> bytes:
    """RFC 5546, 3.2.3: only the attendee who answers, and the properties that identify the meeting."""
    event = Event()
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "ORGANIZER"):
        event[name] = asked[name]
    event.add("dtstamp", now.astimezone(UTC))
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["PARTSTAT"] = partstat
    event.add("attendee", attendee)
    if remark:
        event.add("comment", remark)
    calendar = Calendar()
    for name, value in {"version": "2.0", "prodid": "-//retbot//demo//NL", "method": "REPLY"}.items():
        calendar.add(name, value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
