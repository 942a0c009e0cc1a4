"""Whom a command names: a deelnemer by his number on the list, a partij of the covenant."""

from retbot.domain.convenant.parties import take_partij
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft


def _deelnemer(words: WordsLeft, situation: Situation) -> Deelnemer | None:
    number = words.text.partition(" ")[0].lstrip("#")
    if not number.isdecimal():
        return None
    found = next((one for one in situation.deelnemers if str(one.nummer) == number), None)
    if found is None:
        raise Refusal("nummer_onbekend", nummer=int(number[:6]))
    words.take_word()
    return found


def _partij(words: WordsLeft, situation: Situation) -> str | None:
    if not words.text:
        return None
    partij, words.text = take_partij(words.text, situation.convenant)
    return partij


DEELNEMER = Argument("NUMMER", _deelnemer)
PARTIJ = Argument("PARTIJ", _partij, example="{partij}")
"""By its name, or by a beginning that fits one only."""
