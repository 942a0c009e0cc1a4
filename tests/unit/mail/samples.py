"""One meeting, its attendees and its mails, for every test of the mail layer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

from retbot.mail.messages import MailSender
from retbot.ports import Attendee, CalendarInvitation, Mail, WireIds

NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
START = datetime(2026, 5, 7, 12, tzinfo=UTC)
END = datetime(2026, 5, 7, 13, tzinfo=UTC)
SENDER = MailSender("bot@ret.example", "Regionaal Expertteam Overijssel", "team@ret.example", "ret.example")
IDS = WireIds.of_installation("sleutel")
ORGANIZER = SENDER.organizer()
VOORZITTER = Attendee("voorzitter@ret.example", "Voorzitter")
SECRETARIS = Attendee("secretaris@ret.example", "Secretaris", required=False)
SCHOOL = Attendee("zorg@school.example", "School")
OUDERS = Attendee("thuis@prive.example", "Ouders")


def request(
    recipient: Attendee = SCHOOL,
    visible: tuple[Attendee, ...] = (VOORZITTER, SECRETARIS),
    sequence: int = 0,
    start: datetime = START,
    end: datetime = END,
    summary: str = "RET-overleg RET-7KH-4T3",
    description: str = "",
    location: str | None = None,
) -> CalendarInvitation:
    return CalendarInvitation(
        method="REQUEST",
        uid="0f5c1e@ret.example",
        sequence=sequence,
        stamp=NOW,
        start=start,
        end=end,
        summary=summary,
        recipient=recipient,
        visible=visible,
        description=description,
        location=location,
    )


def cancel(
    recipient: Attendee = SCHOOL, visible: tuple[Attendee, ...] = (VOORZITTER, SECRETARIS), whole: bool = True
) -> CalendarInvitation:
    return CalendarInvitation(
        method="CANCEL",
        uid="0f5c1e@ret.example",
        sequence=2,
        stamp=NOW,
        start=START,
        end=END,
        summary="RET-overleg RET-7KH-4T3",
        recipient=recipient,
        visible=visible,
        whole=whole,
    )


def plain(to: str = SCHOOL.address, key: str = "herinnering-1", subject: str = "Herinnering") -> Mail:
    return Mail(key=key, to=to, subject=subject, text="Goedemorgen,\n\n- **morgen** om 14:00", thread="zaak-1")


def inviting(invitation: CalendarInvitation, subject: str = "RET-overleg RET-7KH-4T3") -> Mail:
    return Mail(
        key=f"{invitation.uid}-{invitation.sequence}-{invitation.recipient.address}",
        to=invitation.recipient.address,
        subject=subject,
        text="U bent uitgenodigd.",
        thread=invitation.uid,
        invitation=invitation,
    )


def unfolded(ics: bytes) -> list[str]:
    """The content lines (RFC 5545, 3.1)."""
    return ics.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def lines_of(ics: bytes, name: str) -> list[str]:
    """Of the calendar and its event; the lines of the time zone left out."""
    lines = unfolded(ics)
    zone = range(lines.index("BEGIN:VTIMEZONE"), lines.index("END:VTIMEZONE"))
    return [line for at, line in enumerate(lines) if at not in zone and line.startswith((f"{name}:", f"{name};"))]


def tree(message: Message) -> Iterator[str]:
    """`multipart/mixed(multipart/alternative(text/plain …))`, as one string per part, indented."""
    for part, depth in _walk(message, 0):
        yield "  " * depth + part.get_content_type()


def _walk(message: Message, depth: int) -> Iterator[tuple[Message, int]]:
    yield message, depth
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _walk(part, depth + 1)


def part_of(message: EmailMessage, kind: str) -> EmailMessage:
    (part,) = (part for part in message.walk() if part.get_content_type() == kind)
    assert isinstance(part, EmailMessage)
    return part


def read(content: bytes) -> EmailMessage:
    """As the standard library's parser reads it, which must find no defect in any part."""
    message = message_from_bytes(content, policy=default)
    assert [part.defects for part in message.walk() if part.defects] == []
    return message
