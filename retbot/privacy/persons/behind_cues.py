"""Surnames that are also words, after a word that announces a name: `gezin bakker`, `volgens Groen`, `overleg met de
boer`."""

from collections.abc import Sequence

from retbot.privacy import cues
from retbot.privacy.lexicon import Lexicon, group
from retbot.privacy.tokens import Token

_FAMILIES = cues.HOUSEHOLDS | group("gezinsleden") - {"casus"}
_MET = frozenset(("met", "bij"))
_FROM = frozenset(("van", "met", "aan", "voor"))
_OPENING = frozenset(("volgens", "namens"))
_MEETINGS = group("ontmoetingen")
_MESSAGES = group("berichten")
_SMALL = frozenset(("van", "v", "den", "der", "ten", "ter", "t", "de", "op", "in"))
_NO_SURNAME = group("geen achternaam")
_NO_FAMILY = _NO_SURNAME | group("geen familie")
_DE = group("achternamen met de")
_MANY = 21
"""The weight of a hundred bearers: a word with fewer bearers is more likely meant as a word."""


def is_cued_surname(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = found[at]
    start = _start(found, at)
    small = [word.lower for word in found[start:at]]
    if not start or not found[start].joined or token.acronym or len(token.text) < 2:
        return False
    if (token.lower in cues.FUNCTION or token.lower in cues.KIN) and small[-1:] not in (["der"], ["ter"]):
        return False
    cue = found[start - 1].lower
    if not (cue in cues.STRONG_TITLES or cue in _FAMILIES or _is_cue(found, start - 1)):
        return False
    return _follows_small_words(token, small, lexicon, cue) if small else _follows_cue(token, lexicon, cue)


def _follows_cue(token: Token, lexicon: Lexicon, cue: str) -> bool:
    strong = cue in cues.STRONG_TITLES
    if token.free and not strong and cue not in _FAMILIES:
        return False
    if token.lower in cues.VERBS or token.lower in _no_names(token, cue):
        return token.free and token.capital and strong
    return lexicon.bearers(token.lower) >= (1 if token.capital and not token.free else _MANY)


def _no_names(token: Token, cue: str) -> frozenset[str]:
    if token.capital:
        return cues.WITH_CAPITAL
    return _NO_SURNAME if cue in cues.STRONG_TITLES else _NO_FAMILY


def _start(found: Sequence[Token], at: int) -> int:
    """The index where the name begins, including its particles (`van`, `de`)."""
    start = at
    while start and found[start].joined and found[start - 1].lower in _SMALL:
        start -= 1
    return start


def _is_cue(found: Sequence[Token], at: int) -> bool:
    cue = found[at].lower
    if cue in cues.CASES or cue in _OPENING:
        return True
    before = found[at - 1].lower if at and found[at].joined else ""
    return (cue in _MET and before in _MEETINGS) or (cue in _FROM and before in _MESSAGES)


def _follows_small_words(token: Token, small: Sequence[str], lexicon: Lexicon, cue: str) -> bool:
    """`van den Bosch`, `de Boer`, `in 't Veld`; not `gezin van herkomst`, `familie in nood`."""
    word, last = token.lower, small[-1]
    known = lexicon.is_family(word) or word in lexicon.gemeenten or word in lexicon.kernen
    if (last in {"den", "der"} and len(small) > 1) or last in {"ten", "ter", "t"}:
        return True
    if small[0] == "van":
        return cue not in _FAMILIES or (known and word not in _NO_FAMILY)
    if token.free or len(small) > 1:
        return False
    if last == "den":
        return known
    return last == "de" and (word in _DE or (token.capital and known and word not in cues.WITH_CAPITAL))
