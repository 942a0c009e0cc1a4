"""Outgoing mail."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from retbot.ports.closed_sets import Address, Key, Label, MaybeSentence, MomentWord, Place, Sentence, Title, Token, Uid


@dataclass(frozen=True, slots=True)
class Attendee:
    """RFC 5545 ATTENDEE. `name` is a role or a party, never a person's name; `partstat` is the answer already given,
    which is then not asked again."""

    address: Address = field(repr=False)
    name: Label
    required: bool = True
    partstat: Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"] = "NEEDS-ACTION"


@dataclass(frozen=True, slots=True)
class CalendarInvitation:
    """One iTIP message (RFC 5546) for one recipient about one meeting."""

    method: Literal["REQUEST", "CANCEL"]
    uid: Uid
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: Title
    recipient: Attendee
    visible: tuple[Attendee, ...] = ()
    """The other attendees that this recipient may see."""
    description: MaybeSentence = ""
    location: Place | None = None
    whole: bool = True
    """For CANCEL: True when the meeting is cancelled, False when only this recipient is uninvited."""
    token: Token | None = field(default=None, repr=False)
    """Identifies this guest in the address for answers."""
    alarm: int = 0
    """How many minutes before the start the calendar warns; 0 means that it does not."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line of the card in a mail: `Wanneer`, what holds now, and what held before it was changed."""

    label: Label
    value: Sentence
    was: MaybeSentence = ""


@dataclass(frozen=True, slots=True)
class MomentChoice:
    """A moment that somebody outside the room can choose by mail, or that none suits."""

    word: MomentWord
    label: Sentence


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one recipient: `text`, the rows of a card, `closing`. `key` is deterministic, and the Message-ID is
    derived from it (WireIds)."""

    key: Key
    to: Address = field(repr=False)
    subject: Title
    text: Sentence = field(repr=False)
    thread: Key | None = None
    """Mails with the same thread refer to each other (References)."""
    invitation: CalendarInvitation | None = None
    card: tuple[CardRow, ...] = ()
    closing: MaybeSentence = field(default="", repr=False)
    envelope: Token | None = field(default=None, repr=False)
    """Identifies this mail in the address to which reports of its delivery go."""
    answer_token: Token | None = field(default=None, repr=False)
    """Identifies the invitation in the links to answer with; None for a mail that asks for no answer."""
    choices: tuple[MomentChoice, ...] = ()
    """The moments to choose from by link, instead of yes or no."""


class MailFate(StrEnum):
    SENT = "sent"
    REFUSED = "refused"
    """Permanently (5yz): the address or the message is not accepted."""
    DELAYED = "delayed"
    """Temporarily (4yz, no connection, no valid certificate): try again later."""


class Mailbox(Protocol):
    async def send(self, mails: Sequence[Mail]) -> list[MailFate]:
        """The result for each mail, in order. Never raises because of the mail server."""
