"""First names that are also words, where only a person fits: `Storm slaapt`, `Beer en zijn zusje`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retbot.domain.casus.safe_text import IdentifierType
from retbot.privacy import cues
from retbot.privacy.lexicon import Lexicon, group
from retbot.privacy.tokens import Token

_NAMES = group("naamwoorden")
_ACTS = group("mensendaden")
_ACTS_OF_OFFICES = group("organisatiedaden")
_RELATIVES = group("naasten")
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
    if any(token.free and token.capital and _is_person(found, at, lexicon) for at, token in enumerate(found)):
        yield IdentifierType.NAAM
        return
    opening = (at for at, token in enumerate(found) if token.opens and token.capital and not token.free)
    if any(_may_be_name(found[at], lexicon) and _acts(found, at) for at in opening):
        yield IdentifierType.NAAM


def _may_be_name(token: Token, lexicon: Lexicon) -> bool:
    return (lexicon.is_doubtful(token.stem) or token.stem in lexicon.weak) and token.stem not in lexicon.never


def _is_person(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """An allowed name, for example of an organisation, where only a person fits: `Timon slaapt`, `zoontje Frans`."""
    name = found[at].stem
    if found[at].acronym or name in lexicon.never or not (lexicon.is_given(name) or lexicon.is_doubtful(name)):
        return False
    after = [token.lower for token in found[at + 1 : at + 8]]
    if found[at].opens and any(owner in _HERE and kin in cues.KIN for owner, kin in pairwise(after)):
        return True
    alone = at + 1 == len(found) or not found[at + 1].free
    kin = at > 0 and found[at].joined and found[at - 1].lower in _RELATIVES
    return alone and ((kin and not found[at - 1].free) or (_acts(found, at) and after[0] not in _ACTS_OF_OFFICES))


def _acts(found: Sequence[Token], at: int) -> bool:
    """With a capital at the start of a sentence, followed by what only people do or are."""
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
    """After `moeder van` or `gesprek met`, or before a relative as in `Roos' moeder`."""
    before, word = found[max(0, at - 2) : at], found[at]
    after = found[at + 1].lower if at + 1 < len(found) else ""
    if word.text != word.stem and word.lower.endswith(("'s", "'")) and after in cues.KIN:
        return True
    if len(before) < 2 or before[1].lower not in _OF:
        return False
    return before[0].lower in _MEETING or (before[0].lower in cues.KIN and before[1].lower == "van")
