"""Places that are not a gemeente: too small to be mentioned together with other facts about a family."""

from collections.abc import Sequence

from retbot.privacy import cues
from retbot.privacy.lexicon import Lexicon
from retbot.privacy.tokens import Token

_WHERE = frozenset(("in", "uit", "te", "naar", "bij", "nabij", "omgeving", "dorp"))
_WHERE_ONLY = frozenset(("uit", "te", "nabij", "omgeving", "dorp"))
"""After these words a capitalised word is a place: `uit Lent`; not `in Zetten`."""
_LIVING = frozenset(("woont", "wonen", "wonend", "woonde", "woonden", "woonachtig", "gezin", "familie", "huis"))


def is_village(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """`uit vroomshoop`, even if it can be split into words; a village that is also a word counts only with a
    capital."""
    token, before = found[at], _before(found, at)
    if token.lower not in lexicon.kernen:
        return False
    if not lexicon.is_word(token.lower):
        return before in _WHERE
    return token.capital and before in _WHERE_ONLY


def is_home(found: Sequence[Token], at: int) -> bool:
    """`gezin uit Hemmen`, `woont in Noorden`: after words that say where somebody lives, any word with a capital."""
    living = _before(found, at, 2) in _LIVING or _before(found, at, 2) in cues.KIN
    return living and _before(found, at) in {"in", "uit", "te"} and not found[at].acronym


def _before(found: Sequence[Token], at: int, steps: int = 1) -> str:
    return found[at - steps].lower if at >= steps else ""
