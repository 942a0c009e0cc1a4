"""A poll that the bot puts in a room (MSC3381)."""

from dataclasses import dataclass, field

from retbot.ports.closed_sets import EventId, OptionId, RoomId, Sentence


@dataclass(frozen=True, slots=True)
class OutgoingOption:
    """`id` is random and never used again: a vote names it within its ciphertext, while the poll that the vote relates
    to travels in the clear and can be forged."""

    id: OptionId = field(repr=False)
    text: Sentence = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutgoingPoll:
    """A poll to open. At most 20 options: clients leave out what comes after them. `most` is how many of them one
    person may choose; some clients let him choose one only, whatever it says."""

    room_id: RoomId
    question: Sentence = field(repr=False)
    options: tuple[OutgoingOption, ...]
    most: int = 1
    thread: EventId | None = None


@dataclass(frozen=True, slots=True)
class OutgoingPollEnd:
    """The end of a poll of the bot; `text` is what clients show that know no polls."""

    room_id: RoomId
    poll: EventId
    """The event that opened it."""
    text: Sentence = field(repr=False)
