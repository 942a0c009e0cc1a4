"""Answers to an invitation as the mail programs write them; every person and organisation is invented."""

import base64
import quopri
from collections.abc import Mapping

UID = "6f1d2c3b-0a9e-4f77-8f0e-5d2f9a6b1c33@retbot"
TOKEN = "0a1b2c3d4e5f60718293"
BOT = f"bot+{TOKEN}@ret.example"
GUEST = "f.jansma@jeugdzorg.example"
HEAD = f"From: Femke Jansma <{GUEST}>\r\nTo: <{BOT}>\r\nSubject: Antwoord\r\nMIME-Version: 1.0\r\n"


def ics(
    *lines: str,
    method: str | None = "REPLY",
    attendee: str = f"ATTENDEE;CN=Femke Jansma;PARTSTAT=ACCEPTED:mailto:{GUEST}",
    uid: str | None = UID,
    organizer: str | None = f"ORGANIZER;CN=Regionaal Expertteam:mailto:{BOT}",
    sequence: str | None = "SEQUENCE:2",
    component: str = "VEVENT",
    eol: str = "\r\n",
) -> str:
    """A VCALENDAR with one component; `lines` come last in it."""
    body = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Example//Kalender//NL",
        "VERSION:2.0",
        *([f"METHOD:{method}"] if method else []),
        f"BEGIN:{component}",
        *([f"UID:{uid}"] if uid else []),
        "DTSTAMP:20261201T101112Z",
        *([sequence] if sequence else []),
        "DTSTART:20261210T130000Z",
        "DTEND:20261210T140000Z",
        *([organizer] if organizer else []),
        *([attendee] if attendee else []),
        *lines,
        f"END:{component}",
        "END:VCALENDAR",
    ]
    return eol.join(body) + eol


def part(
    content: str | bytes,
    kind: str = 'text/calendar; charset="utf-8"; method=REPLY',
    encoding: str = "8bit",
    more: str = "",
) -> bytes:
    """A leaf of the tree, with its own headers."""
    raw = content.encode() if isinstance(content, str) else content
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(raw)
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n{more}\r\n".encode() + coded


def multipart(subtype: str, *parts: bytes, boundary: str = "grens") -> bytes:
    inner = b"".join(f"--{boundary}\r\n".encode() + one + b"\r\n" for one in parts)
    return (
        f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode()
        + inner
        + f"--{boundary}--\r\n".encode()
    )


def mail(body: bytes, head: str = HEAD, more: Mapping[str, str] | None = None) -> bytes:
    extra = "".join(f"{name}: {value}\r\n" for name, value in (more or {}).items())
    return (head + extra).encode() + body


TEXT = part("Femke Jansma heeft de uitnodiging geaccepteerd.\r\n", "text/plain; charset=utf-8")
HTML = part("<p>Femke Jansma heeft de uitnodiging geaccepteerd.</p>\r\n", "text/html; charset=utf-8")


def gmail(calendar: str, method: str = "REPLY") -> bytes:
    """Two copies: one to read, one to keep."""
    inner = part(calendar, f'text/calendar; charset="UTF-8"; method={method}', "7bit")
    copy = part(
        calendar,
        'application/ics; name="invite.ics"',
        "base64",
        'Content-Disposition: attachment; filename="invite.ics"\r\n',
    )
    return mail(multipart("mixed", multipart("alternative", TEXT, HTML, inner, boundary="binnen"), copy))


def exchange(*lines: str, partstat: str = "ACCEPTED", text: str = "\r\n") -> bytes:
    """No ORGANIZER, a zone of Windows, the remark in the text."""
    calendar = ics(
        "SUMMARY;LANGUAGE=nl-NL:Geaccepteerd: RET-overleg",
        "X-MICROSOFT-CDO-APPT-SEQUENCE:2",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        *lines,
        attendee=f"ATTENDEE;PARTSTAT={partstat};CN=Femke Jansma:MAILTO:{GUEST.upper()}",
        organizer=None,
        sequence=None,
    ).replace("-//Example//Kalender//NL", "Microsoft Exchange Server 2010")
    return mail(
        multipart("alternative", part(text, "text/plain; charset=utf-8"), HTML, part(calendar, encoding="base64"))
    )


def bounce(action: str = "failed", address: str = GUEST) -> bytes:
    """As Postfix reports it, with the invitation that came back."""
    original = mail(
        multipart("alternative", TEXT, part(ics(method="REQUEST", attendee=f"ATTENDEE;RSVP=TRUE:mailto:{address}")))
    )
    return mail(
        multipart(
            "report; report-type=delivery-status",
            part("I'm sorry to have to inform you …\r\n", "text/plain"),
            part(
                "Reporting-MTA: dns; mx.ret.example\r\n\r\n"
                f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: 5.1.1\r\n",
                "message/delivery-status",
            ),
            part(original, "message/rfc822"),
            boundary="buiten",
        ),
        head=f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.ret.example\r\nTo: <{BOT}>\r\nMIME-Version: 1.0\r\n",
    )
