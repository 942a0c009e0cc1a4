"""Arguments for free text that must pass the check for identifying details, and for words that the check should
allow."""

import re

from retbot.domain.casus.safe_text import SafeText
from retbot.reading.grammar import Argument, Situation, WordsLeft

_AFTER_COLON = re.compile(r": (?P<text>.*)$")
_LONGEST = 60
"""In characters, of the name of an organisation."""


def _description(words: WordsLeft, situation: Situation) -> SafeText | None:
    found = words.take(_AFTER_COLON)
    text = found["text"].strip() if found else ""
    return situation.safe(text) if text else None


def _organisation(words: WordsLeft, _: Situation) -> str | None:
    return words.take_all() or None if len(words.text) <= _LONGEST else None


DESCRIPTION = Argument(": OMSCHRIJVING", _description, anywhere=True)
"""Everything after a colon and a space."""
ORGANISATION = Argument("NAAM VAN DE ORGANISATIE", _organisation)
"""All remaining words, as typed."""
