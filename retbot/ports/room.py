"""What comes from the rooms and what is sent to them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from retbot.ports.attachments import Attachment
from retbot.ports.closed_sets import Emoji, EventId, Key, MatrixId, RoomId, Sentence
from retbot.ports.polls import OutgoingPoll, OutgoingPollEnd


class Doubt(StrEnum):
    """Why an event from a room has no effect."""

    ROOM_NOT_ENCRYPTED = "room_not_encrypted"
    SENT_IN_THE_CLEAR = "sent_in_the_clear"
    STRANGER = "stranger"
    DEVICE_NOT_SIGNED = "device_not_signed"
    IDENTITY_CHANGED = "identity_changed"
    UNDECRYPTABLE = "undecryptable"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that a person sent, without its name. `content` is None when it is too large or could not be fetched."""

    content: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """A text message as it arrived. `doubt` is None only when the room is encrypted, the event was encrypted, and the
    sender's device is signed by the pinned master key of a deelnemer."""

    event_id: str
    room_id: str
    sender: str
    body: str = field(repr=False)
    sent_at: datetime
    thread: str | None = None
    """The root event of the thread. It is not encrypted, so nothing important may depend on it."""
    replaces: str | None = None
    """The event that this one edits."""
    direct: bool = False
    """Whether the room has no other members than the bot and the sender."""
    doubt: Doubt | None = None
    answers: str | None = None
    """The event to which this one is a reply, outside a thread. Not encrypted either."""
    file: ReceivedFile | None = None
    """Of a message that is a file; only fetched in a direct room."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An action without words, such as a vote; `thread` is the thread of the case that it is about. `doubt` as in
    Message."""

    event_id: str
    room_id: str
    sender: str
    thread: str | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """An annotation. It is not encrypted, and can be forged by whoever runs the homeserver."""

    event_id: str
    room_id: str
    sender: str
    target: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A redaction; `target` may be a reaction that is withdrawn."""

    event_id: str
    room_id: str
    sender: str
    target: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's new choice, which replaces an earlier vote: `options` are ids, as sent. `doubt` as in Message."""

    event_id: str
    room_id: str
    sender: str
    options: tuple[str, ...] = field(repr=False)
    sent_at: datetime
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class PollEnded:
    """Somebody ended a poll in a client. The reference to the poll is not encrypted, so nothing important may depend on
    it."""

    event_id: str
    room_id: str
    sender: str
    poll: str


@dataclass(frozen=True, slots=True)
class RoomFault:
    """What is wrong with a room that the bot is in; `type` is one of
    not_encrypted, join_rule, history, guests, power, stranger, identity_changed, pinned; replaced, by a room that the
    homeserver names; or verification, when somebody verifies the bot and must see these emoji (numbers of the
    specification). `joined` is no fault: the bot has come in, invited by `user_id`."""

    room_id: str
    type: str
    user_id: str | None = None
    emoji: tuple[int, ...] = ()


SentEvent: TypeAlias = Message | Reaction | Withdrawal | Vote | PollEnded
"""What somebody sent, each with the id of its event."""
RoomEvent: TypeAlias = SentEvent | RoomFault


class Inbound(Protocol):
    """Receives what comes from the rooms. The sync token is saved later, so an event may arrive again after a crash."""

    async def take(self, event: RoomEvent) -> None:
        """Returns after its change is committed."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send. `text` is in the Markdown that wording produces: bold, code, bullets, line breaks."""

    room_id: RoomId
    text: Sentence = field(repr=False)
    thread: EventId | None = None
    rings: tuple[MatrixId, ...] = ()
    """Matrix ids to notify. A message with these is m.text, any other is m.notice."""
    replaces: EventId | None = None
    """The bot's own message that this one replaces by editing it; it stays in its place and thread."""


class SendFailed(Exception):
    """The message could not be sent now; the caller retries later with the same key."""


class RoomShut(SendFailed):
    """The room accepts nothing from the bot for now: the bot is not a member, may not send there, or the room is not
    encrypted. Only people can change that; frequent retries do not help."""


class SendRefused(Exception):
    """The message can never be sent: it is too large or malformed."""


class TooLarge(SendRefused):
    """The server accepts no message or file of this size; a shorter one would be accepted."""


class Room(Protocol):
    """Every method may raise SendFailed, RoomShut or SendRefused; a message, a poll or a file also TooLarge. `key` is
    deterministic: sending with the same key twice results in one event."""

    async def send(self, outgoing: Outgoing, key: Key) -> str:
        """Returns the event id."""

    async def poll(self, poll: OutgoingPoll | OutgoingPollEnd, key: Key) -> str:
        """Opens or ends a poll. Returns the event id."""

    async def attach(self, attachment: Attachment, key: Key) -> str:
        """Uploads an encrypted file and posts it in the room. Returns the event id."""

    async def find(self, room_id: RoomId, key: Key) -> str | None:
        """The event id of the bot's own message or poll with this key, found in the room's timeline of the last
        days."""

    async def react(self, room_id: RoomId, target: EventId, emoji: Emoji, key: Key) -> None: ...

    async def redact(self, room_id: RoomId, target: EventId, key: Key) -> bool:
        """Whether the bot had the power level to do so."""

    async def pin(self, room_id: RoomId, target: EventId, unpin: tuple[EventId, ...]) -> bool:
        """Pins the event, in the place of `unpin`; the other pinned events stay. Whether the bot had the power level to
        do so."""

    async def listeners(self, room_id: RoomId) -> frozenset[str]:
        """The Matrix ids of the people in the room who can read what the bot sends now."""

    async def direct(self, user_id: MatrixId) -> str | None:
        """The encrypted direct room with this person, created when there is none. None while the person has not joined
        it, because they could not decrypt anything sent earlier."""
