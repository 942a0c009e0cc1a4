"""The mail settings: sending and receiving."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from retbot.mail.messages import MailSender
from retbot.settings.fields import Address, File, Secret, Section, Text

TOKEN = "TOKEN"  # noqa: S105 - where it goes, not one


class ImapSection(Section):
    """The bot's own mailbox. Values that are left out are taken from [mail]."""

    host: Text
    port: Annotated[int, Field(ge=1, le=65535)]
    security: Literal["tls", "starttls"]
    username: Text | None = None
    password: Secret | None = Field(None, validation_alias="password_file")
    ca_file: File | None = None
    folder: Text = "INBOX"
    answer_address: Text | None = None
    """The address for answers, in which TOKEN is replaced by what identifies the guest; by default the part after a
    plus."""
    authserv_id: Text | None = None
    """The name under which the team's mail server adds Authentication-Results (RFC 8601)."""
    forwarders: tuple[Annotated[str, Field(pattern=r"^[a-z0-9.-]+$")], ...] = ()
    """Domains that pass mail on, whose ARC seal is believed (RFC 8617)."""
    keep_days: Annotated[int, Field(ge=1, le=365)] = 14


class MailSection(Section):
    host: Text
    port: Annotated[int, Field(ge=1, le=65535)]
    security: Literal["tls", "starttls"]
    username: Text
    password: Secret = Field(validation_alias="password_file")
    ca_file: File | None = None
    address: Address
    name: Text | None = None
    """The sender's name as shown to the receiver; by default the name of the team."""
    reply_to: Address | None = None
    attach_ics: bool = True
    alarm_minutes: Annotated[int, Field(ge=0, le=10_080)] = 60
    """How long before a meeting the calendar of a guest warns; 0 means that it does not."""
    dkim_selector: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+$")] | None = None
    """The DKIM selector, with which `retbot check` finds the key that the mail server signs with."""
    dkim_domain: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")] | None = None
    """The domain in the DKIM signature; by default the domain of `address`."""
    imap: ImapSection | None = None
    """Without it, answers to invitations are not read."""

    @model_validator(mode="after")
    def _can_send(self) -> Self:
        try:
            self.sender("")
        except ValueError as error:
            raise ValueError(f"kan vanaf dit adres niet versturen: {error}") from None
        return self

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if self.imap is None:
            return self
        if self.reply_to is None or self.reply_to == self.address:
            raise ValueError(
                "heeft reply_to nodig, de eigen mailbox van het team: die van mail.imap is alleen voor antwoorden uit "
                "agenda's"
            )
        if not self.bears_tokens and self.imap.authserv_id is None:
            raise ValueError(
                "heeft TOKEN in imap.answer_address nodig, of imap.authserv_id: anders is geen antwoord te vertrouwen"
            )
        return self

    @property
    def answer_address(self) -> str:
        """The ORGANIZER of invitations. Contains TOKEN when each guest has an address of their own to answer to."""
        if self.imap is None:
            return self.address
        local, _, domain = self.address.rpartition("@")
        return self.imap.answer_address or f"{local}+{TOKEN}@{domain}"

    @property
    def bears_tokens(self) -> bool:
        return TOKEN in self.answer_address

    def sender(self, naam: str) -> MailSender:
        domain = self.address.rpartition("@")[2]
        reply_to = self.reply_to or self.address
        reads = self.imap is not None
        return MailSender(self.address, self.name or naam, reply_to, domain, self.answer_address, reads)
