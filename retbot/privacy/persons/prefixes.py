"""Surnames after an abbreviated `van de`: `v.d. Wetering`, `vd berg jr`, `d. de boer`; not `notulen vd vergadering`."""

import re
from collections.abc import Iterator

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy import cues
from retbot.privacy.lexicon import Lexicon, group

_PLACES = group("toponiemen")
"""Old names for a type of place from which families came: after `van der` these words are surnames even without a
capital."""
_OFFICES = group("ambten")
_TITLED = (cues.TITLES | cues.STRONG_TITLES) - {"casus", "dr", "arts"}
_PREFIX = re.compile(
    r"(?:(?P<before>[^\W\d_]+)\.?\s+)?(?<![\w.])"
    r"(?P<short>v\.?\s?d\.?|v/d|v\.\s?(?:de|den|der)|vander|[a-z]\.\s?(?:de|den|der|van|van\s?de[rn]?|v\.?d\.?|el|ten|ter))"
    r"\s*(?P<name>[^\W\d_][^\W\d_'-]+(?:[-'][^\W\d_]+)*)(?P<after>\s+(?:jr|sr|junior|senior)\b)?",
    re.IGNORECASE,
)


def prefixed_names(text: str, lexicon: Lexicon) -> Iterator[IdentifierType]:
    """For a text in which everything allowed was replaced by `§`."""
    if any(_is_surname(found, lexicon) for found in _PREFIX.finditer(text)):
        yield IdentifierType.NAAM


def _is_surname(found: re.Match[str], lexicon: Lexicon) -> bool:
    name, word = found["name"], found["name"].lower()
    if word in _OFFICES or word in cues.FUNCTION or word in cues.KIN:
        return False
    surname = word in _PLACES or lexicon.is_family(word) or word in lexicon.weak
    if found["short"].lower() == "vd" and found.start("name") == found.end("short"):
        return surname and name[0].isupper()
    if name[0].isupper():
        return not name.isupper()
    if found["after"] or (found["before"] or "").lower() in _TITLED:
        return True
    return surname and word not in lexicon.never
