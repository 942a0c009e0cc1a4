"""Telephone numbers written in words: `nul zes twaalf vierendertig`."""

import re
from collections.abc import Iterator

from retbot.domain.casus.safe_text import IdentifierType

_DIGITS = "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_TEENS = "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
_WORD = rf"(?:(?:{_DIGITS})-?[eë]n-?(?:{_TENS})|{_DIGITS}|{_TEENS}|{_TENS})"
_ROW = re.compile(rf"(?<!\w)(?:{_WORD}|\d{{1,2}})(?:[\s,.-]+(?:{_WORD}|\d{{1,2}})){{5,}}(?!\w)", re.IGNORECASE)
_MOBILE = re.compile(r"\bnul[\s-]+zes\b|\bplus eenendertig\b", re.IGNORECASE)
_AFTER_06 = re.compile(
    rf"(?<![\w.,])0\s?6(?:\W{{1,4}}(?:(?:en|dan|daarna|punt|streepje|keer|maal)\W{{1,3}}){{0,3}}(?:{_WORD}|\d{{1,4}})){{3,}}(?!\w)",
    re.IGNORECASE,
)
_ANY = re.compile(_WORD, re.IGNORECASE)


def spoken_numbers(text: str) -> Iterator[IdentifierType]:
    """Six numbers in a row, at least one of them a word."""
    if _MOBILE.search(text) or _AFTER_06.search(text) or any(_ANY.search(found[0]) for found in _ROW.finditer(text)):
        yield IdentifierType.TELEFOON
