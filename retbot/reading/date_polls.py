"""The arguments of the datumprikker: its moments, their numbers, and what a person chose."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from retbot.domain.planning.date_poll import choosable
from retbot.domain.planning.polls import GEEN, Poll
from retbot.domain.tijd import AMSTERDAM
from retbot.reading.arguments import coming_moment
from retbot.reading.grammar import Argument, Situation, WordsLeft

_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:of|en)\s+")
_CHOICE = re.compile(r"(?:(?<!\S)\d{1,2}(?:\s*(?:,|en|\s)\s*|$))+$|(?<!\S)geen$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PollChoice:
    """The typed numbers; empty for `geen`."""

    numbers: tuple[int, ...] = ()

    def of(self, running: Poll, now: datetime) -> list[int]:
        """Raises Refusal for a number that is not a future moment."""
        if self.numbers:
            return [choosable(running, number, now).nummer for number in self.numbers]
        none = running.with_choice(GEEN)
        return [none.nummer] if none else []


def _choice(words: WordsLeft, _: Situation) -> PollChoice | None:
    found = words.take(_CHOICE)
    if not found:
        return None
    return PollChoice(tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", found[0]))))


def _number(words: WordsLeft, _: Situation) -> int | None:
    return int(words.take_word()[:4]) if words.text.partition(" ")[0].isdecimal() else None


def _moments(words: WordsLeft, situation: Situation) -> list[datetime] | None:
    return [_start(part, situation) for part in _BETWEEN.split(words.take_all()) if part] or None


def _start(text: str, situation: Situation) -> datetime:
    day, start, _ = coming_moment(text, situation.now, situation.team.kalender)
    return datetime.combine(day, start, AMSTERDAM).astimezone(UTC)


CHOICE = Argument("1 3", _choice, anywhere=True)
"""At the end: the numbers of moments, or `geen`."""
NUMBER = Argument("2", _number)
"""The number of the moment that is chosen."""
MOMENTS = Argument("EENDAG 14:00, EENDAG 10:00", _moments)
"""All remaining words: future moments, in UTC."""
