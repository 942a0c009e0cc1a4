"""What the rooms bring and take."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from retbot.ports.attachments import Attachment
from retbot.ports.closed_sets import Emoji, EventId, Key, MatrixId, RoomId, Sentence
from retbot.ports.polls import OutgoingPoll, OutgoingPollEnd


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
    answers: str | None = None
    """The event to which this one is a reply, outside a thread. In the clear as well."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What somebody did without words, such as a vote; `thread` is that of the case which it is about. `doubt` as for
    a Message."""

    event_id: str
    room_id: str
    sender: str
    thread: str | None = None
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
class Withdrawal:
    """A redaction; `target` may be a reaction that is taken back."""

    event_id: str
    room_id: str
    sender: str
    target: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What a person chooses from now on, in place of an earlier vote: `options` are ids, as he sent them. `doubt` as
    for a Message."""

    event_id: str
    room_id: str
    sender: str
    options: tuple[str, ...] = field(repr=False)
    sent_at: datetime
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class PollEnded:
    """Somebody ended a poll in his client. Which one travels in the clear: nothing of consequence may hang on it."""

    event_id: str
    room_id: str
    sender: str
    poll: str


@dataclass(frozen=True, slots=True)
class RoomFault:
    """What is wrong with a room that the bot is in; `type` is one of
    not_encrypted, join_rule, history, guests, power, stranger, identity_changed, pinned."""

    room_id: str
    type: str
    user_id: str | None = None


class Inbound(Protocol):
    """Who takes in what the room brings. Each call returns after its change is committed:
    the sync token is saved afterwards, so an event may be brought again after a crash."""

    async def message(self, message: Message) -> None: ...

    async def reaction(self, reaction: Reaction) -> None: ...

    async def withdrawal(self, withdrawn: Withdrawal) -> None: ...

    async def vote(self, vote: Vote) -> None: ...

    async def poll_ended(self, ended: PollEnded) -> None: ...

    async def fault(self, fault: RoomFault) -> None: ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send. `text` is the Markdown that taal allows: bold, code, bullets, line breaks."""

    room_id: RoomId
    text: Sentence = field(repr=False)
    thread: EventId | None = None
    rings: tuple[MatrixId, ...] = ()
    """Matrix ids that are mentioned; such a message is m.text, any other m.notice."""


class SendFailed(Exception):
    """The message could not be sent now; the caller tries again later with the same key."""


class RoomShut(SendFailed):
    """The room takes nothing from the bot for now: it is not in it, may not speak there, or the room is not encrypted.
    People can change that; trying often does not help."""


class SendRefused(Exception):
    """The message can never be sent: it is too large, or malformed."""


class TooLarge(SendRefused):
    """The server takes no message, or no file, of this size: a shorter one would be sent."""


class Room(Protocol):
    """Every method may raise SendFailed, RoomShut or SendRefused; a message, a poll or a file also TooLarge. `key` is
    deterministic: the same key twice leaves one event in the room."""

    async def send(self, outgoing: Outgoing, key: Key) -> str:
        """Returns the event id."""

    async def poll(self, poll: OutgoingPoll | OutgoingPollEnd, key: Key) -> str:
        """Opens a poll, or ends it. Returns the event id."""

    async def attach(self, attachment: Attachment, key: Key) -> str:
        """Uploads a file, encrypted, and shows it in the room. Returns the event id."""

    async def find(self, room_id: RoomId, key: Key) -> str | None:
        """The event id of the bot's own message or poll with this key, from the room's timeline of the last days."""

    async def react(self, room_id: RoomId, target: EventId, emoji: Emoji, key: Key) -> None: ...

    async def redact(self, room_id: RoomId, target: EventId, key: Key) -> bool:
        """Whether the bot had the power to do so."""

    async def direct(self, user_id: MatrixId) -> str | None:
        """The encrypted direct room with this person; made when there is none. None while the person
        has not joined it: what is sent earlier stays unreadable."""
