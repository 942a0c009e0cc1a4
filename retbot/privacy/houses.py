"""Institutions and schools, recognised by a type of house before a name: `woonzorg Klaverblad`."""

from collections.abc import Iterator, Sequence

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy.lexicon import group
from retbot.privacy.tokens import Token

_HOUSES = tuple(group("huizen"))
_SCHOOLS = group("scholen")
_NO_HOUSE = group("geen huis")
_ARTICLES = frozenset(("de", "het", "t", "den", "la", "le", "el"))


def houses(text: str, found: Sequence[Token]) -> Iterator[IdentifierType]:
    """A type of house is recognised by the end of the word; a capitalised name must follow, perhaps after an
    article."""
    for at, token in enumerate(found[:-1]):
        school = token.lower in _SCHOOLS or token.lower.endswith("school")
        house = token.lower.endswith(_HOUSES) and token.lower not in _NO_HOUSE
        if (school or house) and _is_named(text, found, at):
            yield IdentifierType.SCHOOL if school else IdentifierType.INSTELLING
            return


def _is_named(text: str, found: Sequence[Token], at: int) -> bool:
    name = found[at + 1]
    if name.lower in _ARTICLES and not name.capital and at + 2 < len(found):
        between, name = text[name.end : found[at + 2].start], found[at + 2]
        if between.strip(" '\""):
            return False
    close = not text[found[at].end : found[at + 1].start].strip(" '\"")
    return close and name.capital and not name.free and len(name.text) > 1
