"""Arguments for an escalation step: the chain of the covenant and the number of the step."""

import re

from retbot.reading.grammar import Argument, Situation, WordsLeft

_STEP = re.compile(r"(?<!\S)stap\s+(?P<number>\d)(?!\S)", re.IGNORECASE)


def _keten(words: WordsLeft, situation: Situation) -> str | None:
    word = words.text.partition(" ")[0].lower()
    if word not in situation.convenant.namen_van_ketens:
        return None
    words.take_word()
    return word


def _step(words: WordsLeft, _: Situation) -> int | None:
    found = words.take(_STEP)
    return int(found["number"]) if found else None


KETEN = Argument("KETEN", _keten)
STEP = Argument("stap 2", _step, anywhere=True)
