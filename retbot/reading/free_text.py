"""Finds the free text in a command: everything except dates, codes, choices and other words with a fixed form."""

import re
from collections.abc import Collection, Iterable

from retbot.domain.casus.gdpr_requests import KENMERK
from retbot.reading.arguments import without_structure

_MATRIX_ID = re.compile(r"(?<!\S)@\S+")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR_OF_DATE = re.compile(r"(\b\d{1,2}(?:e|ste)?\s+[a-z]{3,9}\.?)\s+(?:19|20)\d\d\b", re.IGNORECASE)
_REFERENCE = re.compile(rf"\bkenmerk\s+{KENMERK}(?=\s|$)", re.IGNORECASE)
"""Of a decision of the municipality; the command itself checks its form."""


def free_text(text: str, rollen: Collection[str]) -> str:
    """`text` is a whole command. A recorded fact may be years old, so its year identifies nobody; a number after a role
    is a choice. Dates, codes, lists of numbers and Matrix ids are not free text."""
    free = _YEAR_OF_DATE.sub(r"\1", _MATRIX_ID.sub(" ", without_structure(text)))
    free = _REFERENCE.sub(" ", free)
    return _choices(rollen).sub(r"\1", free).replace("_", " ").replace("=", ": ")


def with_small_keywords(text: str, forms: Iterable[str]) -> str:
    """Words of the forms of a command in small letters: a phone that writes `Duur 45` means no name."""
    own = frozenset(word for form in forms for word in _WORD.findall(form))
    return _WORD.sub(lambda found: found[0].lower() if found[0].lower() in own else found[0], text)


def _choices(rollen: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, rollen))})\s+\d{{1,2}}\s*$", re.IGNORECASE)
