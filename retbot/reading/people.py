"""Arguments for people: a deelnemer by the number on the list, a partij of the covenant."""

import re

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.parties import partijen, take_partij
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import LikelyMeaning, Refusal
from retbot.reading.choices import nearest
from retbot.reading.grammar import Argument, Situation, WordsLeft, otherwise

_NO_MORE = re.compile(r"^(?:niet meer|weg|uit)$", re.IGNORECASE)
_IN_PLACE = re.compile(r"\bdoor\s+#?(\d+)(?!\S)", re.IGNORECASE)


def _deelnemer(words: WordsLeft, situation: Situation) -> Deelnemer | None:
    number = words.text.partition(" ")[0].lstrip("#")
    if not number.isdecimal():
        return None
    words.take_word()
    return _must_be_on_list(number, situation)


def _in_place(words: WordsLeft, situation: Situation) -> Deelnemer | None:
    found = words.take(_IN_PLACE)
    return _must_be_on_list(found[1], situation) if found else None


def _must_be_on_list(number: str, situation: Situation) -> Deelnemer:
    found = next((one for one in situation.deelnemers if str(one.nummer) == number), None)
    if found is None:
        raise Refusal("nummer_onbekend", nummer=int(number[:6]))
    return found


def _partij(words: WordsLeft, situation: Situation) -> str | None:
    if not words.text:
        return None
    try:
        partij, words.text = take_partij(words.text, situation.convenant)
    except Refusal as unknown:
        if unknown.args_["lijkt_op"]:
            raise
        raise _partij_like(words.text.split()[0], situation.convenant) or unknown from None
    return partij


def _partij_like(word: str, convenant: Convenant) -> LikelyMeaning | None:
    """For a name with a typing error; of a name of several words the first counts as well."""
    first_words = {naam.split()[0]: naam for naam in reversed(partijen(convenant))}
    meant = nearest(word, first_words)
    return LikelyMeaning("bedoelt_u", {word: first_words[meant]}, bedoeld=first_words[meant]) if meant else None


def _no_more(words: WordsLeft, _: Situation) -> bool | None:
    return True if words.take(_NO_MORE) else None


DEELNEMER = Argument("NUMMER", _deelnemer)
IN_PLACE = Argument("door NUMMER", _in_place, anywhere=True)
"""The person who replaces another."""
PARTIJ = Argument("PARTIJ", _partij, example="{partij}")
"""By its name, or by a beginning that fits only one."""
NO_MORE = otherwise(Argument("niet meer", _no_more), lambda _: False)
"""Whether something that was true has ended."""
