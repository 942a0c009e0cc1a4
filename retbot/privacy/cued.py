"""Surnames that are words, behind what the name of a family follows: `gezin bakker`, `volgens Groen`, `overleg met de boer`."""

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
"""The weight of a hundred bearers: a word that is rarely a surname is taken for a word."""


def is_cued_surname(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = found[at]
    start = _start(found, at)
    small = [word.lower for word in found[start:at]]
    if not start or not found[start].joined or token.acronym or len(token.text) < 2:
        return False
    if (token.lower in cues.FUNCTION or token.lower in cues.KIN) and small[-1:] not in (["der"], ["ter"]):
        return False
    cue = found[start - 1].lower
    family = cue in cues.STRONG_TITLES or cue in _FAMILIES
    if not family and not _is_cue(found, start - 1):
        return False
    if small:
        return _follows_small_words(token, small, lexicon, family=cue in _FAMILIES)
    if token.free and not family:
        return False
    if token.lower in cues.VERBS or token.lower in _no_names(token, cue):
        return token.free and token.capital and cue in cues.STRONG_TITLES
    return lexicon.bearers(token.lower) >= (1 if token.capital and not token.free else _MANY)


def _no_names(token: Token, cue: str) -> frozenset[str]:
    if token.capital:
        return cues.WITH_CAPITAL
    return _NO_SURNAME if cue in cues.STRONG_TITLES else _NO_FAMILY


def _start(found: Sequence[Token], at: int) -> int:
    """Where the name begins, with its small words."""
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


def _follows_small_words(token: Token, small: Sequence[str], lexicon: Lexicon, *, family: bool) -> bool:
    """`van den Bosch`, `de Boer`, `in 't Veld`; not `gezin van herkomst`, `familie in nood`."""
    word, last = token.lower, small[-1]
    if last in {"den", "der"} and len(small) > 1:
        return True
    known = lexicon.is_family(word) or word in lexicon.gemeenten or word in lexicon.kernen
    if small[0] == "van":
        return (known or not family) and not (family and word in _NO_FAMILY)
    if last in {"den", "ten", "ter", "t"}:
        return known or last != "den"
    return last == "de" and len(small) == 1 and (word in _DE or (token.capital and known and not token.free))
