"""Arguments for an afspraak: its number, and the kinds on the team's list."""

import re
from dataclasses import replace

from retbot.domain.casus.casus import MISLUKT
from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse
from retbot.reading.people import PARTIJ

_ONLY_NUMBER = re.compile(r"#?(\d{1,2})(?: [a-z]{4,})?", re.IGNORECASE)


_INSTEAD = re.compile(r"(?<!\S)(?:in plaats van|i\.?p\.?v\.?) (?:afspraak )?#?(\d{1,2})(?!\S)", re.IGNORECASE)


def _instead(words: WordsLeft, _: Situation) -> int | None:
    found = words.take(_INSTEAD)
    return int(found[1]) if found else None


def number_before(word: str) -> Argument[int]:
    """`2 klaar`: the number, when this word follows it."""
    pattern = re.compile(rf"^#?(\d{{1,2}})\s+{word}(?!\S)", re.IGNORECASE)

    def find(words: WordsLeft, _: Situation) -> int | None:
        found = words.take(pattern)
        return int(found[1]) if found else None

    return Argument(f"2 {word}", find)


def _partij(words: WordsLeft, situation: Situation) -> str | None:
    if found := _ONLY_NUMBER.fullmatch(words.text):
        marks = ["klaar", "open", *(["mislukt"] if situation.convenant.kent(MISLUKT) else [])]
        raise Refusal("afspraak_wat", nummer=int(found[1]), keuzes=marks)
    return PARTIJ.find(words, situation)


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


PARTIJ_OF_AFSPRAAK = replace(PARTIJ, find=_partij)
"""Raises Refusal for the number of an afspraak without what is the matter with it."""
INSTEAD = Argument("in plaats van 1", _instead, anywhere=True)
"""The number of the afspraak that failed and is replaced."""
AFSPRAAK_TYPE = or_refuse(Argument("SOORT", _type, example="intake"), _which)
