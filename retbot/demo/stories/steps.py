"""The steps of which a story consists: setting the clock, and people who speak or react."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    ROOM = "room"
    CASE = "case"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class At:
    """Sets the clock to this local time; the bot then does what is due."""

    local: str


@dataclass(frozen=True, slots=True)
class Say:
    """`CODE` in the text is replaced by the code of the case. `refused`: the bot must refuse the command."""

    who: str
    text: str
    place: Place = Place.CASE
    refused: bool = False


@dataclass(frozen=True, slots=True)
class React:
    """Reacts to the latest message of the bot that contains `on`."""

    who: str
    emoji: str
    on: str


@dataclass(frozen=True, slots=True)
class StoryVote:
    """Votes in the bot's latest poll, for the options with these numbers, counting from 1."""

    who: str
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoryMail:
    """A guest answers the latest invitation to their address in their own calendar; the answer comes by mail."""

    address: str
    partstat: str


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str


Step = At | Say | React | StoryVote | StoryMail | Chapter

SECRETARIS, VOORZITTER, EXPERT = "secretaris", "voorzitter", "expert"
