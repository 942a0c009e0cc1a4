"""What a story of the demo is made of: the clock moves, somebody speaks or reacts."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    ROOM = "room"
    CASE = "case"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class At:
    """The clock is set to this local time, and the bot does what is due."""

    local: str


@dataclass(frozen=True, slots=True)
class Say:
    """`CODE` in the text stands for the code of the case; `refused` when the bot is to say no."""

    who: str
    text: str
    place: Place = Place.CASE
    refused: bool = False


@dataclass(frozen=True, slots=True)
class React:
    """To the latest message of the bot that holds `on`."""

    who: str
    emoji: str
    on: str


@dataclass(frozen=True, slots=True)
class StoryVote:
    """In the latest poll of the bot, for the answers with these numbers, counting from 1."""

    who: str
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoryMail:
    """Somebody answers the latest invitation to his address in his own calendar; the answer comes by mail."""

    address: str
    partstat: str


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str


Step = At | Say | React | StoryVote | StoryMail | Chapter

SECRETARIS, VOORZITTER, EXPERT = "secretaris", "voorzitter", "expert"
