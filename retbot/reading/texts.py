"""The free text that commands take: no more than the gate lets through."""

import re

from retbot.domain.casus.safe_text import SafeText
from retbot.reading.grammar import Argument, Situation, WordsLeft

_AFTER_COLON = re.compile(r": (?P<text>.*)$")


def _description(words: WordsLeft, situation: Situation) -> SafeText | None:
    found = words.take(_AFTER_COLON)
    text = found["text"].strip() if found else ""
    return situation.safe(text) if text else None


DESCRIPTION = Argument(": OMSCHRIJVING", _description, anywhere=True)
"""All that follows on a colon and a space."""
