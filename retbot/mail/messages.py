"""A mail as a MIME message (RFC 5322, 2045, 6047)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.utils import format_datetime
from urllib.parse import quote

from retbot.mail import html, mime_build, texts
from retbot.mail.answer_links import ANSWER_WORDS, answer_line, moment_line
from retbot.mail.invitations import calendar_object
from retbot.mail.mime_build import MimePart
from retbot.ports import Attendee, CalendarInvitation, Mail, WireId, WireIds

_LONGEST_DOMAIN = 40
"""With a longer domain a message id does not fit on a line, and the email package encodes it in References in a way
that clients cannot read."""


@dataclass(frozen=True, slots=True)
class MailSender:
    """The sender of the mails. `reply_to` is the team's own mailbox, `domain` the domain of the Message-ID.
    `answers_to` is the organizer's address; when it contains TOKEN, each guest gets a different one. `reads_answers`:
    the bot reads the mailbox of that address."""

    address: str
    name: str
    reply_to: str
    domain: str
    answers_to: str | None = None
    reads_answers: bool = False

    def __post_init__(self) -> None:
        texts.address(self.address)
        texts.address(self.reply_to)
        texts.address(f"x@{self.domain}")
        texts.address(self._answers_to("0" * 20))
        if len(self.domain) > _LONGEST_DOMAIN:
            raise ValueError(f"een domein van meer dan {_LONGEST_DOMAIN} tekens")

    def organizer(self, token: str | None = None) -> Attendee:
        """The bot's own mailbox, to which replies are sent. It is the same in all messages about one meeting to one
        guest, because mail programs treat another organizer as another meeting."""
        return Attendee(self._answers_to(token) if token else self.address, self.name)

    def envelope(self, token: str | None) -> str:
        """The envelope sender of one mail, when the bot reads what comes back."""
        return self._answers_to(token) if token and self.reads_answers else self.address

    def _answers_to(self, token: str) -> str:
        return (self.answers_to or self.address).replace("TOKEN", token)


def mime(mail: Mail, sender: MailSender, now: datetime, ids: WireIds, *, attach_ics: bool = True) -> bytes:
    """The complete mail with all headers, as sent. `attach_ics` also adds the invitation as a file, as Gmail does.

    Raises ValueError for an invalid address, for an invitation to somebody other than the recipient of the mail, and
    whenever `calendar_object` does.
    """
    body = _body(mail, sender, ids, attach_ics=attach_ics)
    lines = [*_addresses(mail, sender), *_identity(mail, sender, now, ids), *_manners(mail)]
    return bytes(MimePart("".join(lines) + body.headers, body.body))


def _addresses(mail: Mail, sender: MailSender) -> Iterator[str]:
    name = texts.line(sender.name)
    yield mime_build.header("From", Address(name, addr_spec=sender.address))
    yield mime_build.header("To", Address(addr_spec=texts.address(mail.to)))
    yield mime_build.header("Reply-To", Address(name, addr_spec=sender.reply_to))
    yield mime_build.header("Subject", texts.line(mail.subject))


def _identity(mail: Mail, sender: MailSender, now: datetime, ids: WireIds) -> Iterator[str]:
    yield f"Date: {format_datetime(now.astimezone(UTC))}\r\n"
    yield f"Message-ID: {_message_id(ids.of('mail', mail.key), sender)}\r\n"
    if mail.thread:
        root = _message_id(ids.of("thread", mail.thread), sender)
        yield f"In-Reply-To: {root}\r\n"
        yield f"References: {root}\r\n"


def _message_id(id_: WireId, sender: MailSender) -> str:
    return f"<{id_}@{sender.domain}>"


def _manners(mail: Mail) -> Iterator[str]:
    """Asks for no out-of-office replies (RFC 3834, and Exchange's own header). Delivery reports are still wanted."""
    yield "Auto-Submitted: auto-generated\r\n"
    yield "X-Auto-Response-Suppress: OOF, AutoReply\r\n"
    yield "MIME-Version: 1.0\r\n"
    if mail.invitation:
        yield "Content-Class: urn:content-classes:calendarmessage\r\n"


def _body(mail: Mail, sender: MailSender, ids: WireIds, *, attach_ics: bool) -> MimePart:
    """Identical, byte for byte, in each retry of the mail: the boundaries are derived from its key."""
    letter = html.LetterBody(
        texts.lines(mail.text),
        mail.card,
        _links(mail, sender),
        texts.lines(mail.closing),
        hint=html.PICK_MOMENTS if mail.choices else html.NO_BUTTONS,
    )
    boundary = ids.of("body", mail.key)
    shown = [mime_build.text("plain", html.plain(letter)), mime_build.text("html", html.page(letter))]
    if mail.invitation is None:
        return mime_build.multipart("alternative", shown, boundary)
    ics = _calendar(mail.invitation, mail, sender)
    # Without Content-Disposition: with it, Thunderbird and Evolution do not show the invitation.
    shown.append(mime_build.octets(f'text/calendar; charset="utf-8"; method="{mail.invitation.method}"', ics))
    if not attach_ics:
        return mime_build.multipart("alternative", shown, boundary)
    file = mime_build.octets('application/ics; name="invite.ics"', ics, 'attachment; filename="invite.ics"')
    return mime_build.multipart("mixed", [mime_build.multipart("alternative", shown, f"{boundary}.1"), file], boundary)


def _links(mail: Mail, sender: MailSender) -> list[tuple[str, str]]:
    """For mail programs that show no buttons: a mail that holds the answer and a token, and nothing about the case."""
    if mail.answer_token is None or not sender.reads_answers:
        return []
    token = mail.invitation.token if mail.invitation else mail.answer_token
    to = quote(sender.organizer(token).address, safe="@")
    answers = [(one.label, moment_line(one.word, mail.answer_token)) for one in mail.choices] or [
        (word.capitalize(), answer_line(word, mail.answer_token)) for word in ANSWER_WORDS
    ]
    return [(label, f"mailto:{to}?subject={quote(line)}&body={quote(line)}") for label, line in answers]


def _calendar(invitation: CalendarInvitation, mail: Mail, sender: MailSender) -> bytes:
    if not texts.same_address(invitation.recipient.address, mail.to):
        raise ValueError("an invitation for somebody else")
    return calendar_object(invitation, sender.organizer(invitation.token))
