"""What the bot needs from outside, as Protocols, and the values that cross that border."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class Doubt(StrEnum):
    """Why an event that reached the bot has no effect."""

    ROOM_NOT_ENCRYPTED = "room_not_encrypted"
    SENT_IN_THE_CLEAR = "sent_in_the_clear"
    STRANGER = "stranger"
    DEVICE_NOT_SIGNED = "device_not_signed"
    IDENTITY_CHANGED = "identity_changed"
    UNDECRYPTABLE = "undecryptable"


@dataclass(frozen=True, slots=True)
class Message:
    """A text message, as it arrived. `doubt` is None only when the room is encrypted, the event came
    encrypted, and its device is signed by the pinned master key of a deelnemer."""

    event_id: str
    room_id: str
    sender: str
    body: str = field(repr=False)
    sent_at: datetime
    thread: str | None = None
    """Root event of the thread. It travels in the clear: nothing of consequence may hang on it."""
    replaces: str | None = None
    """The event that this one edits."""
    direct: bool = False
    """Whether the room holds the bot and the sender only."""
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """An annotation. It travels in the clear and can be forged by whoever runs the homeserver."""

    event_id: str
    room_id: str
    sender: str
    target: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A redaction; `target` may be a reaction that is taken back."""

    event_id: str
    room_id: str
    sender: str
    target: str


@dataclass(frozen=True, slots=True)
class RoomFault:
    """What is wrong with a room that the bot is in; `kind` is one of
    not_encrypted, join_rule, history, guests, power, stranger, identity_changed, pinned."""

    room_id: str
    kind: str
    user_id: str | None = None


class Inbound(Protocol):
    """Who takes in what the room brings. Each call returns after its change is committed:
    the sync token is saved afterwards, so an event may be brought again after a crash."""

    async def message(self, message: Message) -> None: ...

    async def reaction(self, reaction: Reaction) -> None: ...

    async def withdrawn(self, withdrawn: Withdrawn) -> None: ...

    async def fault(self, fault: RoomFault) -> None: ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send. `text` is the Markdown that taal allows: bold, code, bullets, line breaks."""

    room_id: str
    text: str = field(repr=False)
    thread: str | None = None
    rings: tuple[str, ...] = ()
    """Matrix ids that are mentioned; such a message is m.text, any other m.notice."""


class SendFailed(Exception):
    """The message could not be sent now; the caller tries again later with the same key."""


class SendRefused(Exception):
    """The message can never be sent: the room is gone, not encrypted, or the server refuses it for good."""


class Room(Protocol):
    """Every method may raise SendFailed or SendRefused. `key` is deterministic: the same key twice
    leaves one event in the room."""

    async def send(self, outgoing: Outgoing, key: str) -> str:
        """Returns the event id."""

    async def find(self, room_id: str, key: str) -> str | None:
        """The event id of the bot's own message with this key, from the room's timeline of the last days."""

    async def react(self, room_id: str, target: str, emoji: str, key: str) -> None: ...

    async def redact(self, room_id: str, target: str, key: str) -> bool:
        """Whether the bot had the power to do so."""

    async def direct(self, user_id: str) -> str | None:
        """The encrypted direct room with this person; made when there is none. None while the person
        has not joined it: what is sent earlier stays unreadable."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """RFC 5545 ATTENDEE. `name` is a role or a party, never a person's name."""

    address: str = field(repr=False)
    name: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Invitation:
    """One iTIP message (RFC 5546) for one recipient about one meeting."""

    method: Literal["REQUEST", "CANCEL"]
    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    recipient: Attendee
    visible: tuple[Attendee, ...] = ()
    """The other attendees that this recipient may see."""
    description: str = ""
    location: str | None = None
    whole: bool = True
    """For CANCEL: the meeting is off (True), or only this recipient is uninvited (False)."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one recipient. `key` is deterministic: the Message-ID is derived from it."""

    key: str
    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    thread: str | None = None
    """Mails with the same thread refer to one another (References)."""
    invitation: Invitation | None = None


class MailFate(StrEnum):
    SENT = "sent"
    REFUSED = "refused"
    """For good (5yz): the address or the message is not accepted."""
    DELAYED = "delayed"
    """Not now (4yz, no connection, no valid certificate): try again later."""


class Mailbox(Protocol):
    async def send(self, mails: Sequence[Mail]) -> list[MailFate]:
        """The fate of each mail, in order. Never raises for what the mail server does."""
