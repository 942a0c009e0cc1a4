"""A poll that the bot posts in a room (MSC3381)."""

from dataclasses import dataclass, field

from retbot.ports.closed_sets import EventId, OptionId, RoomId, Sentence


@dataclass(frozen=True, slots=True)
class OutgoingOption:
    """`id` is random and used only once. A vote names the option in its encrypted content, but names its poll
    unencrypted, where it can be forged."""

    id: OptionId = field(repr=False)
    text: Sentence = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutgoingPoll:
    """A poll to open. At most 20 options, because clients leave out the rest. `most` is how many of them one person may
    choose; some clients allow only one."""

    room_id: RoomId
    question: Sentence = field(repr=False)
    options: tuple[OutgoingOption, ...]
    most: int = 1
    thread: EventId | None = None


@dataclass(frozen=True, slots=True)
class OutgoingPollEnd:
    """The end of one of the bot's polls; `text` is for clients that do not support polls."""

    room_id: RoomId
    poll: EventId
    """The event that opened it."""
    text: Sentence = field(repr=False)
