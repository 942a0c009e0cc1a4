"""What of a command is free text: all but dates, codes, choices and what has a form of its own."""

import re
from collections.abc import Collection

from retbot.domain.casus.gdpr_requests import KENMERK
from retbot.reading.arguments import without_structure

_MATRIX_ID = re.compile(r"(?<!\S)@\S+")
_YEAR_OF_DATE = re.compile(r"(\b\d{1,2}(?:e|ste)?\s+[a-z]{3,9}\.?)\s+(?:19|20)\d\d\b", re.IGNORECASE)
_REFERENCE = re.compile(rf"\bkenmerk\s+{KENMERK}(?=\s|$)", re.IGNORECASE)
"""Of a decision of the municipality: checked for its form by the command itself."""


def free_text(text: str, rollen: Collection[str]) -> str:
    """`text` is a whole command. A fact may be of years ago, so its year tells nothing; a number behind a rol is a
    choice. Dates, codes, lists of numbers and Matrix ids are no free text."""
    free = _YEAR_OF_DATE.sub(r"\1", _MATRIX_ID.sub(" ", without_structure(text)))
    free = _REFERENCE.sub(" ", free)
    return _choices(rollen).sub(r"\1", free).replace("_", " ").replace("=", ": ")


def _choices(rollen: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, rollen))})\s+\d{{1,2}}\s*$", re.IGNORECASE)
