"""The likely meaning of a word that is in no list: the most common word that differs by one typing error."""

from collections.abc import Iterator
from itertools import pairwise

from retbot.privacy.lexicon import COMMON, Lexicon

_LETTERS = "abcdefghijklmnopqrstuvwxyzëïé"
EVERYDAY = 36
"""The weight of a word that is written three times per million words."""
_CONSTANT = 46
_FAMOUS = COMMON + 3
"""A less common name may be a typing error for a very common word; a name of this weight or more is never one."""
_WRITTEN = 21
"""The weight of a word that is written once per ten million words."""
_SHORTEST_RARE = 6
"""The minimum length of a rarer word: a shorter one is close to too many others."""
_SHORTEST_PART = 4


def nearest_word(word: str, lexicon: Lexicon, *, capital: bool = False) -> str | None:
    """For a word in lower case; `capital` says whether it was written with a capital. Returns an allowed word with its
    own capitals; None when no known word is close."""
    nearest = _nearest(word, lexicon)
    if nearest and not capital and lexicon.words.weight(nearest) >= EVERYDAY:
        return nearest
    return near_allowed(word, lexicon) or nearest or _nearest_compound(word, lexicon)


def near_allowed(word: str, lexicon: Lexicon) -> str | None:
    return next((lexicon.spellings[found] for found in _one_error_away(word) if found in lexicon.spellings), None)


def is_slip(word: str, lexicon: Lexicon) -> bool:
    """Whether a much more common word is more likely meant than the name that the word may be."""
    nearest = _nearest(word, lexicon)
    weight = lexicon.words.weight(nearest) if nearest else 0
    fame = lexicon.fame(word)
    return fame < _FAMOUS and weight >= (_CONSTANT if fame >= COMMON or len(word) < _SHORTEST_PART else _WRITTEN + 5)


def _nearest(word: str, lexicon: Lexicon) -> str | None:
    near = {found: lexicon.words.weight(found) for found in _one_error_away(word) if lexicon.is_plain_word(found)}
    best = max(near, key=lambda found: near[found] + _likeness(word, found), default=None)
    return best if best and (near[best] >= _WRITTEN or len(best) >= _SHORTEST_RARE) else None


def _likeness(typed: str, meant: str) -> int:
    """People seldom mistype the first letter, and an extra letter is usually one typed twice."""
    too_long = len(meant) < len(typed) and not any(one == other for one, other in pairwise(typed))
    return (15 if meant[0] == typed[0] else 0) + (0 if too_long else 15)


def _nearest_compound(word: str, lexicon: Lexicon) -> str | None:
    """`jeugdhullpaanbieder`: one of the two parts is a correct word."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first, second = word[:at], word[at:]
        if lexicon.is_first_part(first) and (found := _nearest(second, lexicon)):
            return first + found
        if second in lexicon.words and (found := _nearest(first, lexicon)):
            return found + second
    return None


def _one_error_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in _LETTERS)
