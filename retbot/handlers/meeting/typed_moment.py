"""The place that a command which reads its own words names."""

from retbot.handlers.chat.request import Request
from retbot.reading.grammar import Situation, WordsLeft
from retbot.reading.moments import PLACE, PlaceName


def take_plek(request: Request) -> PlaceName | None:
    """The place that is named in `rest`, which loses it. Raises Refusal for one that is not in the settings."""
    words = WordsLeft(request.rest)
    place = PLACE.find(words, Situation(request.team, request.now))
    request.rest = words.text
    return place
