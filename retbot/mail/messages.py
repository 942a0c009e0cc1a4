"""A mail as a MIME message (RFC 5322, 2045, 6047)."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from retbot.mail import html, texts
from retbot.mail.invitations import calendar_object
from retbot.ports import Attendee, Mail

# RFC 2045, 6.7: at most 76; the email package makes quoted-printable lines as long as the policy says, which is 78.
_POLICY = SMTP.clone(max_line_length=76)
_LONGEST_DOMAIN = 40
"""Above it a message id does not fit a line, and the email package encodes it in References: no client reads that."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails. `reply_to` is the team's own mailbox; `domain` stands in the Message-ID."""

    address: str
    name: str
    reply_to: str
    domain: str

    def __post_init__(self) -> None:
        texts.address(self.address)
        texts.address(self.reply_to)
        texts.address(f"x@{self.domain}")
        if len(self.domain) > _LONGEST_DOMAIN:
            raise ValueError(f"a domain of more than {_LONGEST_DOMAIN} characters")

    def organizer(self) -> Attendee:
        """The bot's own mailbox: it is where the replies go."""
        return Attendee(self.address, self.name)


def mime(mail: Mail, sender: Sender, now: datetime, *, attach_ics: bool = True) -> EmailMessage:
    """The mail with every header. `attach_ics` adds the invitation once more as a file, as Gmail does.

    Raises ValueError for an address that is none, an invitation to somebody else than the mail, and what
    `calendar_object` refuses.
    """
    message = EmailMessage(policy=_POLICY)
    _add_addresses(message, mail, sender)
    _add_identity(message, mail, sender, now)
    _add_manners(message)
    text = texts.lines(mail.text)
    message.set_content(html.plain(text), cte="quoted-printable")
    message.add_alternative(html.page(text), subtype="html", cte="quoted-printable")
    if mail.invitation:
        _add_invitation(message, mail, sender, attach_ics=attach_ics)
    return message


def message_id(key: str, sender: Sender) -> str:
    """The same for the same key. It is no secret: whoever guesses the key can tell that it is this one."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{sender.domain}>"


def _add_addresses(message: EmailMessage, mail: Mail, sender: Sender) -> None:
    name = texts.line(sender.name)
    message["From"] = Address(name, addr_spec=sender.address)
    message["To"] = Address(addr_spec=texts.address(mail.to))
    message["Reply-To"] = Address(name, addr_spec=sender.reply_to)
    message["Subject"] = texts.line(mail.subject)


def _add_identity(message: EmailMessage, mail: Mail, sender: Sender, now: datetime) -> None:
    message["Date"] = now.astimezone(UTC)
    message["Message-ID"] = message_id(f"mail:{mail.key}", sender)
    if mail.thread:
        root = message_id(f"thread:{mail.thread}", sender)
        message["In-Reply-To"] = root
        message["References"] = root


def _add_manners(message: EmailMessage) -> None:
    """No out-of-office answer (RFC 3834; Exchange's own header). Reports of failed delivery stay welcome."""
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"


def _add_invitation(message: EmailMessage, mail: Mail, sender: Sender, *, attach_ics: bool) -> None:
    """The calendar part has no Content-Disposition: with one, Thunderbird or Evolution shows no invitation."""
    invitation = mail.invitation
    if invitation is None or not texts.same_address(invitation.recipient.address, mail.to):
        raise ValueError("an invitation for somebody else")
    ics = calendar_object(invitation, sender.organizer())
    params = {"charset": "utf-8", "method": invitation.method}
    message.add_alternative(ics, maintype="text", subtype="calendar", params=params)
    if attach_ics:
        message.add_attachment(
            ics, maintype="application", subtype="ics", filename="invite.ics", params={"name": "invite.ics"}
        )
    # Last: the methods above move or drop every header that begins with Content-.
    message["Content-Class"] = "urn:content-classes:calendarmessage"
