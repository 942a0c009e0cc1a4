"""Initials: `J. de V.`, `M.K.`, `kind S.`; not `o.a.` and `i.v.m.`."""

import re
from collections.abc import Iterator

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy.lexicon import group

_ABBREVIATIONS = group("afkortingen")
_SHOUTED = group("hoofdletterafkortingen")
_PERSON = "|".join(sorted(group("verwanten") | group("titels"), key=len, reverse=True))
_L = r"[A-ZÀ-Þ]"
_BETWEEN = r"(?:\s*(?:de|van|der|den|v\.?d\.?|v/d|el|al|ten|ter|te|vd)\.?\s*)*"
_UPPER = re.compile(
    rf"\b{_L}[a-z]?\.\s?{_BETWEEN}{_L}\.?(?![\w'])|\b{_L}\.\s?(?:[A-Za-z]\.\s?)*{_BETWEEN}{_L}[a-zà-ÿ]{{2,}}"
    rf"|\b{_L}\.\s?(?:v|d|vd|v/d)\.?\s?(?:d\.?\s?)?{_L}\b"
    rf"|\b{_L}\.?\s(?:de|van|el|van der|van den|van de|al|ten|ter)\s{_L}\b"
)
_LOWER = re.compile(r"(?<![\w.])(?:[a-z]\.\s?){1,4}(?:(?:de|van|der|den|el|v)\.?\s?)*[a-z]\.?(?![\w])")
_CUED = re.compile(
    rf"\b(?i:{_PERSON}|ouders|pleegouders|zaak|betreft|initialen|initiaal|genaamd|heet)\.?\s+"
    rf"(?:(?:van|voor|v\.d\.|v/d|de|der|el)\s+)*{_L}\b(?!\s*(?:&|\+|-\w|\d|/))\.?(?!\w)"
    rf"|\b[A-Z][a-z]+(?:je|ie|a)\s{_L}\.(?=\s|$)"
    rf"|(?:^|\b(?:met|voor|bij|aan|naar|van|en|door|over)\s){_L}\.(?=\s+[a-z])(?!\s*(?:en|of)\s+{_L}\.)"
)


def initials(text: str) -> Iterator[IdentifierType]:
    """For a text in which everything allowed was replaced by `§`."""
    shouted = any(_bare(found[0]) not in _SHOUTED for found in _UPPER.finditer(text))
    if shouted or _CUED.search(text) or any(_is_person(_bare(found[0])) for found in _LOWER.finditer(text)):
        yield IdentifierType.INITIALEN


def _is_person(written: str) -> bool:
    return len(written) > 3 and written not in _ABBREVIATIONS


def _bare(written: str) -> str:
    return written.replace(" ", "").rstrip(".") + "."
