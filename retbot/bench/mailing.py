"""Measures building invitations, and building and sending them over one connection, against bare icalendar and
aiosmtplib."""

import ssl
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from aiosmtplib import SMTP
from icalendar import Calendar, Event, vCalAddress

from retbot.bench.measurement import Measurement
from retbot.demo.mailserver import MailServer
from retbot.domain.tijd import AMSTERDAM
from retbot.mail.messages import MailSender, mime
from retbot.mail.smtp import SmtpMailbox
from retbot.ports import Attendee, CalendarInvitation, Mail, MailFate, WireIds

BARE = "bare icalendar, the email package and aiosmtplib: text and calendar part only, no time zone, to the same server"
ROUNDS = 10
BATCH = 40
"""Mails in one round, over one connection."""
_NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
_START = datetime(2026, 5, 7, 12, tzinfo=UTC)
_SENDER = MailSender("bot@ret.example", "Regionaal Expertteam", "team@ret.example", "ret.example")
_IDS = WireIds.of_installation("bench")
_SEEN = tuple(Attendee(f"expert{number}@partij.example", f"expert {number}") for number in range(3))
_TEXT = "U bent uitgenodigd voor een bespreking.\n\nDonderdag 7 mei 2026, 14:00–15:00 (60 minuten), Stadhuis."


class _Clock:
    def now(self) -> datetime:
        return _NOW


async def measure(directory: Path) -> list[Measurement]:
    """In invitations per second, so more is better. The server runs in this process: its cost is the same for both."""
    built: tuple[list[float], list[float]] = [], []
    sent: tuple[list[float], list[float]] = [], []
    async with MailServer(directory, username="bench", password="bench") as server:  # noqa: S106 - of this run alone
        ways = (_ours(server), _bare(server))
        for number in range(ROUNDS + 1):
            for way in (0, 1) if number % 2 else (1, 0):
                build, send = ways[way]
                begun = time.perf_counter()
                build(number)
                between = time.perf_counter()
                await send(number)
                if number:  # the first round warms up
                    built[way].append(BATCH / (between - begun))
                    sent[way].append(BATCH / (time.perf_counter() - between))
    return [
        Measurement("invitations built", "/s", *built, BARE),
        Measurement("invitations built and mailed, one connection", "/s", *sent, BARE),
    ]


Way = tuple[Callable[[int], None], Callable[[int], Awaitable[None]]]
"""Builds one round of mails; builds and sends one round."""


def _ours(server: MailServer) -> Way:
    mailbox = SmtpMailbox(
        host=server.host,
        port=server.port,
        security="starttls",
        username=server.username,
        password=server.password,
        sender=_SENDER,
        ids=_IDS,
        clock=_Clock(),
        ca_file=server.ca_file,
    )

    def build(number: int) -> None:
        for mail in _mails(number):
            mime(mail, _SENDER, _NOW, _IDS)

    async def send(number: int) -> None:
        if set(await mailbox.send(_mails(number))) != {MailFate.SENT}:
            raise RuntimeError("a mail of the bench was not sent")

    return build, send


def _mails(number: int) -> list[Mail]:
    return [_mail(f"{number}-{count}") for count in range(BATCH)]


def _mail(name: str) -> Mail:
    to = Attendee(f"gast{name}@partij.example", "gast")
    invitation = CalendarInvitation(
        method="REQUEST",
        uid=f"{name}@retbot",
        sequence=0,
        stamp=_NOW,
        start=_START,
        end=_START + timedelta(hours=1),
        summary="RET-overleg",
        recipient=to,
        visible=_SEEN,
        description=_TEXT,
        location="Stadhuis",
    )
    return Mail(name, to.address, "RET-overleg", _TEXT, invitation=invitation)


def _bare(server: MailServer) -> Way:
    tls = ssl.create_default_context(cafile=server.ca_file)

    def build(number: int) -> None:
        for count in range(BATCH):
            _message(f"{number}-{count}").as_bytes()

    async def send(number: int) -> None:
        async with SMTP(
            hostname=server.host,
            port=server.port,
            start_tls=True,
            tls_context=tls,
            username=server.username,
            password=server.password,
        ) as smtp:
            for count in range(BATCH):
                await smtp.send_message(_message(f"{number}-{count}"))

    return build, send


def _message(name: str) -> EmailMessage:
    """A simple version, as a developer would write it in an afternoon."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "bot@ret.example", f"gast{name}@partij.example", "RET-overleg"
    message.set_content(_TEXT)
    params = {"method": "REQUEST", "charset": "utf-8"}
    message.add_alternative(_calendar(name), maintype="text", subtype="calendar", params=params)
    return message


def _calendar(name: str) -> bytes:
    calendar, event = Calendar(), Event()
    for key, text in (("version", "2.0"), ("prodid", "-//bare//NL"), ("method", "REQUEST")):
        calendar.add(key, text)
    local = _START.astimezone(AMSTERDAM)
    for key, value in (
        *(("uid", f"{name}@bare"), ("dtstamp", _NOW), ("dtstart", local), ("dtend", local + timedelta(hours=1))),
        *(("summary", "RET-overleg"), ("location", "Stadhuis"), ("description", _TEXT), ("sequence", 0)),
        ("organizer", vCalAddress("mailto:bot@ret.example")),
        *(("attendee", vCalAddress(f"mailto:{one.address}")) for one in _SEEN),
        ("attendee", vCalAddress(f"mailto:gast{name}@partij.example")),
    ):
        event.add(key, value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
