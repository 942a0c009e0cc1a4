"""Arguments for an afspraak: its number, and the kinds on the team's list."""

import re

from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse


def number_before(word: str) -> Argument[int]:
    """`2 klaar`: the number, when this word follows it."""
    pattern = re.compile(rf"^(\d{{1,2}})\s+{word}(?!\S)", re.IGNORECASE)

    def find(words: WordsLeft, _: Situation) -> int | None:
        found = words.take(pattern)
        return int(found[1]) if found else None

    return Argument(f"2 {word}", find)


def _type(words: WordsLeft, situation: Situation) -> str | None:
    """The first or the last remaining word."""
    typed = words.text.split()
    for index in (-1, 0):
        if typed and typed[index].lower() in situation.team.soorten:
            found = typed.pop(index).lower()
            words.text = " ".join(typed)
            return found
    return None


def _which(situation: Situation) -> Refusal:
    return Refusal("soort_onbekend", soorten=list(situation.team.soorten), partij=situation.convenant.voorbeeld)


AFSPRAAK_TYPE = or_refuse(Argument("SOORT", _type, example="intake"), _which)
