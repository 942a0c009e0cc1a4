"""A Room without a homeserver: stores what was sent, and fails when told to."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from retbot.matrix.polls import kind_and_content
from retbot.matrix.sending import content_of
from retbot.ports import (
    Attachment,
    Outgoing,
    OutgoingPoll,
    OutgoingPollEnd,
    RoomShut,
    SendFailed,
    SendRefused,
    TooLarge,
)

LARGEST = 44_000
"""In bytes: the largest content that fits into an event of 65,536. Encryption adds a third and an envelope."""
LARGEST_FILE = 50_000_000
TEAM_ROOM = "!team:ret.example"


def size_of(said: Outgoing | OutgoingPoll | OutgoingPollEnd) -> int:
    """In bytes, of the content as it is before encryption."""
    content = content_of(said) if isinstance(said, Outgoing) else kind_and_content(said)[1]
    return len(json.dumps(content, separators=(",", ":")))


@dataclass(frozen=True)
class Sent:
    event_id: str
    key: str
    outgoing: Outgoing

    @property
    def text(self) -> str:
        return self.outgoing.text


@dataclass(frozen=True)
class SentPoll:
    event_id: str
    key: str
    poll: OutgoingPoll | OutgoingPollEnd


@dataclass(frozen=True)
class SentFile:
    event_id: str
    key: str
    attachment: Attachment


@dataclass
class FakeRoom:
    """`down` makes everything fail. Rooms in `shut` accept nothing for now, keys in `refused` are never accepted, in
    `powerless` rooms nothing can be redacted, and `lost` keys arrive although the bot gets an error. Sending the same
    key twice makes one event, until the homeserver forgets the key."""

    sent: list[Sent] = field(default_factory=list)
    polls: list[SentPoll] = field(default_factory=list)
    files: list[SentFile] = field(default_factory=list)
    reactions: list[tuple[str, str]] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)
    pinned: dict[str, list[str]] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    down: bool = False
    refused: set[str] = field(default_factory=set)
    shut: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    powerless: set[str] = field(default_factory=set)
    tries: list[str] = field(default_factory=list)
    """The keys of all attempts, in order."""
    in_flight: Callable[[], Awaitable[None]] | None = None
    """Something that happens elsewhere while a message is being sent."""
    _known: dict[str, str] = field(default_factory=dict)

    async def send(self, outgoing: Outgoing, key: str) -> str:
        await self._check(outgoing.room_id, key)
        if size_of(outgoing) > LARGEST:
            raise TooLarge
        event_id = self._known.get(key)
        if event_id is None:
            event_id = self._known[key] = f"${len(self.sent) + 1}"
            self.sent.append(Sent(event_id, key, outgoing))
        if key in self.lost:
            self.lost.discard(key)
            raise SendFailed
        return event_id

    async def poll(self, poll: OutgoingPoll | OutgoingPollEnd, key: str) -> str:
        await self._check(poll.room_id, key)
        if size_of(poll) > LARGEST:
            raise TooLarge
        event_id = self._known.get(key)
        if event_id is None:
            event_id = self._known[key] = f"$poll{len(self.polls) + 1}"
            self.polls.append(SentPoll(event_id, key, poll))
        return event_id

    async def attach(self, attachment: Attachment, key: str) -> str:
        await self._check(attachment.room_id, key)
        if len(attachment.content) > LARGEST_FILE:
            raise TooLarge
        event_id = self._known.get(key)
        if event_id is None:
            event_id = self._known[key] = f"$file{len(self.files) + 1}"
            self.files.append(SentFile(event_id, key, attachment))
        return event_id

    async def find(self, room_id: str, key: str) -> str | None:
        await self._check(room_id, key)
        said = [(sent.event_id, sent.key, sent.outgoing.room_id) for sent in self.sent]
        filed = [(sent.event_id, sent.key, sent.attachment.room_id) for sent in self.files]
        polled = [(sent.event_id, sent.key, sent.poll.room_id) for sent in self.polls]
        return next((event_id for event_id, *where in [*said, *polled, *filed] if where == [key, room_id]), None)

    async def react(self, room_id: str, target: str, emoji: str, key: str) -> None:
        await self._check(room_id, key)
        if (target, emoji) not in self.reactions:
            self.reactions.append((target, emoji))

    async def redact(self, room_id: str, target: str, key: str) -> bool:
        await self._check(room_id, key)
        if room_id in self.powerless:
            return False
        self.redacted.append(target)
        return True

    async def pin(self, room_id: str, target: str, unpin: tuple[str, ...]) -> bool:
        await self._check(room_id, f"pin {target}")
        if room_id in self.powerless:
            return False
        self.pinned[room_id] = [one for one in self.pinned.get(room_id, []) if one not in {target, *unpin}] + [target]
        return True

    async def listeners(self, room_id: str) -> frozenset[str]:
        if self.down:
            raise SendFailed
        return frozenset(self.joined)

    async def direct(self, user_id: str) -> str | None:
        if self.down:
            raise SendFailed
        return f"!direct-{user_id}" if user_id in self.joined else None

    def forget(self) -> None:
        """As a homeserver does after a day."""
        self._known.clear()

    async def _check(self, room_id: str, key: str) -> None:
        self.tries.append(key)
        if self.in_flight:
            await self.in_flight()
        if self.down:
            raise SendFailed
        if room_id in self.shut:
            raise RoomShut
        if key in self.refused:
            raise SendRefused
