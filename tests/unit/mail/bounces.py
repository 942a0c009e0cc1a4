"""Sixty forms in which mail servers say that a mail was not delivered; every person and organisation is invented.

Each has the sender, the subject and the parts that the server in its name is known for. The copy of the mail is whole,
its headers alone, or missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.unit.mail.reply_mails import BOT, GUEST, TEXT, ics, mail, multipart, part

_HEADERS = f"From: <{BOT}>\r\nTo: <{GUEST}>\r\nSubject: Bespreking\r\nMessage-ID: <a@ret.example>\r\n"
_COPY = mail(multipart("alternative", TEXT, part(ics(method="REQUEST", attendee=f"ATTENDEE:mailto:{GUEST}"))), _HEADERS)
_COPIES = {"whole": part(_COPY, "message/rfc822"), "headers": part(_HEADERS, "text/rfc822-headers"), "none": b""}


@dataclass(frozen=True)
class Bounce:
    """`status` holds the fields about the recipient (RFC 3464); without them it is a text alone. `knows`: whether the
    address that was not reached stands in it in a form that programs can read."""

    name: str
    sender: str
    subject: str
    text: str
    status: str = ""
    copy: str = "whole"
    more: str = ""
    kind: str = "report; report-type=delivery-status"
    knows: bool = True

    @property
    def raw(self) -> bytes:
        head = f"{self.more}From: {self.sender}\r\nTo: <{BOT}>\r\nSubject: {self.subject}\r\nMIME-Version: 1.0\r\n"
        text = part(self.text.format(to=GUEST).replace("\n", "\r\n") + "\r\n", 'text/plain; charset="utf-8"')
        if not self.status:
            copied = [_COPIES[self.copy]] if _COPIES[self.copy] else []
            return mail(multipart("mixed", text, *copied, boundary="buiten") if copied else text, head)
        fields = "Reporting-MTA: dns; mx.elders.example\r\n\r\n" + self.status.format(to=GUEST).replace("\n", "\r\n")
        parts = [text, part(fields + "\r\n", "message/delivery-status"), _COPIES[self.copy]]
        return mail(multipart(self.kind, *(one for one in parts if one), boundary="buiten"), head)


_UNKNOWN = "Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1"
_FULL = "Final-Recipient: rfc822;{to}\nAction: failed\nStatus: 5.2.2"
_DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.elders.example>"
_SUBSYSTEM = "Mail Delivery Subsystem <mailer-daemon@elders.example>"
_MICROSOFT = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@elders.example>"
_EMPTY = "Return-Path: <>\r\n"


def _reports() -> Iterator[Bounce]:
    """With a part that programs can read."""
    undelivered = "Undelivered Mail Returned to Sender"
    yield Bounce("postfix", _DAEMON, undelivered, "This is the mail system.\n<{to}>: unknown user", _UNKNOWN)
    yield Bounce("postfix, headers only", _DAEMON, undelivered, "<{to}>: host said: 550", _UNKNOWN, "headers")
    yield Bounce("postfix, no copy", _DAEMON, undelivered, "<{to}>: mail for loops back", _UNKNOWN, "none")
    yield Bounce("postfix, full", _DAEMON, undelivered, "<{to}>: over quota", _FULL)
    yield Bounce(
        "postfix, no such host", _DAEMON, undelivered, "<{to}>: Host not found", _UNKNOWN.replace("5.1.1", "5.4.4")
    )
    yield Bounce("postfix, timed out", _DAEMON, undelivered, "<{to}>: timed out", _UNKNOWN.replace("5.1.1", "4.4.1"))
    yield Bounce("exim", _DAEMON, "Mail delivery failed: returning message to sender", "  {to}\n    550", _UNKNOWN)
    yield Bounce(
        "exim, by header",
        _DAEMON,
        "Mail delivery failed",
        "x",
        _UNKNOWN,
        "headers",
        f"X-Failed-Recipients: {GUEST}\r\n",
    )
    yield Bounce(
        "sendmail", _SUBSYSTEM, "Returned mail: see transcript for details", "550 5.1.1 <{to}>", _UNKNOWN, more=_EMPTY
    )
    yield Bounce(
        "sendmail, old",
        _SUBSYSTEM,
        "Returned mail: User unknown",
        "<{to}>... User unknown",
        "Final-Recipient: RFC822; <{to}>\nX-Actual-Recipient: RFC822; {to}\nAction: failed\nStatus: 5.1.1",
    )
    yield Bounce("opensmtpd", _DAEMON, "Delivery status notification: error", "Hi! {to}: 550", _UNKNOWN, "headers")
    yield Bounce(
        "exchange 2010",
        "postmaster@elders.example",
        "Undeliverable: Bespreking",
        "RecipNotFound",
        _UNKNOWN,
        more=_EMPTY,
    )
    yield Bounce("exchange, dutch", "postmaster@elders.example", "Onbestelbaar: Bespreking", "Uw bericht", _UNKNOWN)
    yield Bounce(
        "exchange online",
        _MICROSOFT,
        "Undeliverable: Bespreking",
        "couldn't be delivered",
        "Final-Recipient: rfc822;{to}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 RESOLVER.ADR.NotFound",
    )
    yield Bounce("exchange online, no copy", _MICROSOFT, "Niet te bezorgen: Bespreking", "x", _UNKNOWN, "none")
    yield Bounce(
        "exchange online, original",
        _MICROSOFT,
        "Undeliverable",
        "x",
        "Original-Recipient: rfc822;{to}\nFinal-Recipient: rfc822;f@tenant.example\nAction: failed\nStatus: 5.7.1",
    )
    yield Bounce(
        "gmail",
        "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        "Delivery Status Notification (Failure)",
        "Address not found",
        _UNKNOWN,
        "whole",
        f"X-Failed-Recipients: {GUEST}\r\nAuto-Submitted: auto-replied\r\n",
    )
    yield Bounce(
        "gmail, full",
        "mailer-daemon@googlemail.example",
        "Delivery Status Notification (Failure)",
        "inbox is full",
        _FULL,
        "headers",
    )
    yield Bounce(
        "gmail, expired",
        "mailer-daemon@googlemail.example",
        "Delivery Status Notification (Failure)",
        "gave up",
        "Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 4.4.1",
        "none",
    )
    yield Bounce(
        "expired as an action",
        _DAEMON,
        "Delivery expired",
        "x",
        "Final-Recipient: rfc822; {to}\nAction: expired\nStatus: 4.4.7",
        "none",
    )
    yield Bounce(
        "amazon ses",
        "MAILER-DAEMON@eu-west-1.amazonses.example",
        "Delivery Status Notification (Failure)",
        "An error occurred",
        _UNKNOWN,
        "headers",
    )
    yield Bounce(
        "sendgrid", "postmaster@sendgrid.example", "Undelivered Mail Returned to Sender", "x", _UNKNOWN, "headers"
    )
    yield Bounce(
        "mimecast",
        "Mimecast <postmaster@mimecast.example>",
        "[Postmaster] Email Delivery Failure",
        "<p>x",
        _UNKNOWN,
        "none",
    )
    yield Bounce(
        "proofpoint",
        "Mail Delivery Subsystem <MAILER-DAEMON@pphosted.example>",
        "Returned mail: see transcript",
        "x",
        _UNKNOWN,
        "headers",
    )
    yield Bounce(
        "ironport",
        _DAEMON,
        "Delivery Status Notification (Failure)",
        "The following message to <{to}> was undeliverable.",
        _UNKNOWN,
    )
    yield Bounce("barracuda", "postmaster@barracuda.example", "Undeliverable mail", "x", _UNKNOWN, "headers")
    yield Bounce("fortimail", "MAILER-DAEMON@forti.example", "Returned mail: User unknown", "x", _UNKNOWN)
    yield Bounce("zimbra", _DAEMON, undelivered, "This is the mail system at host", _FULL)
    yield Bounce("kerio", "Postmaster <postmaster@kerio.example>", "Delivery failed", "x", _UNKNOWN, "headers")
    yield Bounce("domino", "Postmaster@domino.example", "DELIVERY FAILURE: User f.jansma not listed", "x", _UNKNOWN)
    yield Bounce("groupwise", "Mailer-Daemon@gw.example", "Message status - undeliverable", "x", _UNKNOWN, "none")
    yield Bounce("mdaemon", "MDaemon@elders.example", "Permanent Delivery Failure", "x", _UNKNOWN, "headers")
    yield Bounce("communigate", "postmaster@cgp.example", "Undeliverable mail: x", "x", _UNKNOWN)
    yield Bounce("james", "postmaster@james.example", "Error Report", "x", _UNKNOWN)
    yield Bounce(
        "courier",
        "mail delivery system <postmaster@courier.example>",
        "NOTICE: mail delivery status.",
        "x",
        _UNKNOWN,
        "headers",
    )
    yield Bounce(
        "dovecot",
        "Mail Delivery Subsystem <postmaster@dovecot.example>",
        "Rejected: Bespreking",
        "x",
        "Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.2.2",
        "headers",
    )
    yield Bounce("icloud", _DAEMON, undelivered, "x", _FULL, "none")
    yield Bounce("kpn", "postmaster@kpn.example", "Bezorging mislukt", "x", _UNKNOWN, "headers")
    yield Bounce("ziggo", _DAEMON, undelivered, "x", _FULL, "headers")
    yield Bounce("a misspelt sender", "poostmaster@elders.example", "Undeliverable", "x", _UNKNOWN, "none")
    yield Bounce("an empty sender", "<>", "Undelivered", "x", _UNKNOWN, "none")
    yield Bounce("mixed instead of report", _DAEMON, undelivered, "x", _UNKNOWN, "headers", kind="mixed")
    yield Bounce("a report without its type", _DAEMON, undelivered, "x", _UNKNOWN, "headers", kind="report")
    yield Bounce(
        "utf-8 addresses", _DAEMON, undelivered, "x", "Final-Recipient: utf-8; {to}\nAction: failed\nStatus: 5.6.7"
    )
    yield Bounce(
        "a local name",
        _DAEMON,
        undelivered,
        "x",
        "Final-Recipient: LOCAL;<{to}>\nAction: failed\nStatus: 5.0.0",
        "none",
    )
    yield Bounce(
        "only the headers of a status",
        _DAEMON,
        undelivered,
        "x",
        "Original-Recipient: rfc822;{to}\nAction: failed",
        "none",
    )


def _texts() -> Iterator[Bounce]:
    """For people only."""
    yield Bounce(
        "qmail",
        "MAILER-DAEMON@qmail.example",
        "failure notice",
        "Hi. This is the qmail-send program.\n\n<{to}>:\nSorry, no mailbox here by that name.",
        more=_EMPTY,
    )
    yield Bounce("qmail, no copy", "MAILER-DAEMON@qmail.example", "failure notice", "<{to}>:\nno mailbox", copy="none")
    yield Bounce(
        "yahoo",
        "MAILER-DAEMON@yahoo.example",
        "Failure Notice",
        "Sorry, we were unable to deliver.\n\n<{to}>:\n554: delivery error",
        copy="none",
    )
    yield Bounce(
        "exim, text",
        _DAEMON,
        "Mail delivery failed: returning message to sender",
        "  {to}\n    Unrouteable address",
        copy="none",
        more=f"X-Failed-Recipients: {GUEST}\r\n",
    )
    yield Bounce(
        "gmx",
        _DAEMON,
        "Mail delivery failed: returning message to sender",
        "The following address failed:\n\n<{to}>:\nSMTP error",
        copy="none",
    )
    yield Bounce("web.de", "mailer-daemon@web.example", "Zustellung fehlgeschlagen", "<{to}>", copy="whole")
    yield Bounce("orange", "postmaster@orange.example", "Echec de la remise", "<{to}>: boîte pleine", copy="none")
    yield Bounce(
        "hmailserver",
        "mailer-daemon@hmail.example",
        "Message undeliverable: Bespreking",
        "Your message did not reach some recipients.\n   <{to}>\n   Error",
        copy="none",
    )
    yield Bounce(
        "imail", "Postmaster <postmaster@imail.example>", "Undeliverable Mail", "undeliverable to {to}", copy="whole"
    )
    yield Bounce(
        "haraka",
        "MAILER-DAEMON@haraka.example",
        "failure notice",
        "Hi. This is the Haraka Mailer program.\n\n<{to}>: 550",
        copy="none",
    )
    yield Bounce(
        "an antivirus gateway",
        "postmaster@poort.example",
        "Uw mail is tegengehouden",
        "De mail is niet bezorgd.",
        copy="none",
        knows=False,
    )
    yield Bounce(
        "a gateway without an address",
        "MAILER-DAEMON@poort.example",
        "Niet bezorgd",
        "geen zulke gebruiker",
        copy="none",
        knows=False,
    )
    yield Bounce(
        "a full mailbox in dutch",
        "postmaster@provider.example",
        "Mailbox vol",
        "<{to}>\nDe mailbox is vol.",
        copy="none",
    )
    yield Bounce(
        "a sender that is nobody, text", "<>", "Undelivered mail", "<{to}>: no such user", copy="none", more=_EMPTY
    )
    yield Bounce("the copy alone", "Mailer-Daemon@elders.example", "Returned mail", "Terug", copy="whole")


BOUNCES = {one.name: one for one in (*_reports(), *_texts())}
STILL_TRYING = Bounce(
    "delayed", _DAEMON, "Delayed", "x", "Final-Recipient: rfc822; {to}\nAction: delayed\nStatus: 4.4.1"
)
ARRIVED = Bounce("arrived", _DAEMON, "Success", "x", "Final-Recipient: rfc822; {to}\nAction: delivered\nStatus: 2.0.0")
