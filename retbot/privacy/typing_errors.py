"""What a word that no list has was meant to be: the commonest word that one typing error makes of it."""

from collections.abc import Iterator

from retbot.privacy.lexicon import Lexicon

_LETTERS = "abcdefghijklmnopqrstuvwxyzëïé"
_WRITTEN = 21
"""The weight of a word that is written once in ten million."""
_SHORTEST_RARE = 6
"""Letters of a word that is written less often: of a shorter one anything could be made."""
_SHORTEST_PART = 4


def meant(word: str, lexicon: Lexicon) -> str | None:
    """Of a word in small letters; None when nothing is near."""
    return _nearest(word, lexicon) or _nearest_compound(word, lexicon)


def weight_of_meant(word: str, lexicon: Lexicon) -> int:
    nearest = _nearest(word, lexicon)
    return lexicon.words.weight(nearest) if nearest else 0


def _nearest(word: str, lexicon: Lexicon) -> str | None:
    near = {found: lexicon.words.weight(found) for found in _one_error_away(word) if lexicon.is_plain_word(found)}
    best = max(near, key=lambda found: near[found], default=None)
    return best if best and (near[best] >= _WRITTEN or len(best) >= _SHORTEST_RARE) else None


def _nearest_compound(word: str, lexicon: Lexicon) -> str | None:
    """`jeugdhullpaanbieder`: one of the two parts is a word as it stands."""
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
