"""First names that are words, where only somebody can stand: `Storm slaapt`, `Beer en zijn zusje`."""

from collections.abc import Iterator, Sequence

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy import cues
from retbot.privacy.lexicon import Lexicon, group
from retbot.privacy.tokens import Token

_NAMES = group("naamwoorden")
_ACTS = group("mensendaden")
_STATES = group("mensentoestanden")
_BEING = frozenset(("heeft", "had", "is", "was", "wordt", "werd", "blijft", "bleef", "raakt", "ligt"))
_MEETING = frozenset(
    ("gesprek", "afspraak", "contact", "bezoek", "kennismaking", "intake", "huisbezoek", "telefoongesprek")
)
_OF = frozenset(("met", "van", "bij", "voor", "over"))
_HERE = cues.OWN | {"z'n", "d'r", "mijn", "onze", "ons"}


def word_names(found: Sequence[Token], lexicon: Lexicon) -> Iterator[IdentifierType]:
    for at, token in enumerate(found):
        if not token.free and token.stem in _NAMES and (_acts(found, at) or _is_somebody(found, at)):
            yield IdentifierType.NAAM
            return
    opening = (at for at, token in enumerate(found) if token.opens and token.capital and not token.free)
    if any(_may_be_name(found[at], lexicon) and _acts(found, at) for at in opening):
        yield IdentifierType.NAAM


def _may_be_name(token: Token, lexicon: Lexicon) -> bool:
    return (token.stem in lexicon.doubtful or token.stem in lexicon.weak) and token.stem not in lexicon.never


def _acts(found: Sequence[Token], at: int) -> bool:
    """With a capital at the head of a sentence, and doing or being what only people do or are."""
    after = [token.lower for token in found[at + 1 : at + 6]]
    if not (found[at].capital and after):
        return False
    if after[0] in _ACTS:
        return True
    if after[0] in _BEING and not _STATES.isdisjoint(after[1:]):
        return True
    if after[0] in cues.KIN:
        return len(found) > at + 1 and found[at + 1].start - found[at].end == 2
    whose = after[1:] if after[0] == "en" else after
    return len(whose) > 1 and whose[0] in _HERE and whose[1] in cues.KIN


def _is_somebody(found: Sequence[Token], at: int) -> bool:
    """Behind `moeder van` and `gesprek met`, and before `'s moeder`."""
    before, word = found[max(0, at - 2) : at], found[at]
    after = found[at + 1].lower if at + 1 < len(found) else ""
    if word.text != word.stem and word.lower.endswith(("'s", "'")) and after in cues.KIN:
        return True
    if len(before) < 2 or before[1].lower not in _OF:
        return False
    return before[0].lower in _MEETING or (before[0].lower in cues.KIN and before[1].lower == "van")
