"""Finds the free text in a command: everything except dates, codes, choices and other words with a fixed form."""

import re
from collections.abc import Collection

from retbot.domain.casus.gdpr_requests import KENMERK
from retbot.reading.arguments import without_structure

_MATRIX_ID = re.compile(r"(?<!\S)@\S+")
_YEAR_OF_DATE = re.compile(r"(\b\d{1,2}(?:e|ste)?\s+[a-z]{3,9}\.?)\s+(?:19|20)\d\d\b", re.IGNORECASE)
_REFERENCE = re.compile(rf"\bkenmerk\s+{KENMERK}(?=\s|$)", re.IGNORECASE)
"""Of a decision of the municipality; the command itself checks its form."""


def free_text(text: str, rollen: Collection[str]) -> str:
    """`text` is a whole command. A recorded fact may be years old, so its year identifies nobody; a number after a role
    is a choice. Dates, codes, lists of numbers and Matrix ids are not free text."""
    free = _YEAR_OF_DATE.sub(r"\1", _MATRIX_ID.sub(" ", without_structure(text)))
    free = _REFERENCE.sub(" ", free)
    return _choices(rollen).sub(r"\1", free).replace("_", " ").replace("=", ": ")


def _choices(rollen: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, rollen))})\s+\d{{1,2}}\s*$", re.IGNORECASE)
