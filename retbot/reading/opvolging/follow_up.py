"""Arguments for a follow-up: which one, and the answer to each of its questions."""

from dataclasses import dataclass

from retbot.domain.casus.next_step import follow_up_choices
from retbot.reading.arguments import pair_up
from retbot.reading.grammar import Argument, Situation, WordsLeft

_ANSWERS = {"ja", "nee"}


@dataclass(frozen=True, slots=True)
class FollowUp:
    number: int
    answers: str
    """`passend=ja,tijdig=nee`, with the questions in the order of the covenant."""


def _follow_up(words: WordsLeft, situation: Situation) -> FollowUp | None:
    """`1 passend=ja tijdig=nee`; every question must be answered."""
    number, *pairs = words.text.lower().split() or [""]
    if number not in {"1", "2"}:
        return None
    asked = follow_up_choices(situation.convenant)
    given = pair_up([pair.partition("=")[::2] for pair in pairs], asked)
    if set(given) != set(asked) or not set(given.values()) <= _ANSWERS:
        return None
    words.take_all()
    return FollowUp(int(number), ",".join(f"{name}={given[name]}" for name in asked))


FOLLOW_UP = Argument("1 {vragen}", _follow_up)
