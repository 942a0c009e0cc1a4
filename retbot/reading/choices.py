"""Finds which of several options is meant."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from retbot.domain.errors import LikelyMeaning, Refusal

_ALIKE = 0.7
_SHORTEST = 3


def pick(options: Sequence[str], text: str) -> str:
    """The option given by its name, its number, or a beginning that fits only one. Raises Refusal: LikelyMeaning for
    what only looks like an option."""
    word = text.strip(" ,;.").lower()
    if word.isdigit() and 1 <= int(word) <= len(options):
        return options[int(word) - 1]
    exact = [option for option in options if option.lower() == word]
    fitting = exact or [option for option in options if len(word) > 1 and option.lower().startswith(word)]
    if len(fitting) == 1:
        return fitting[0]
    keuzes = list(options)[:30]
    if meant := nearest(word, options):
        raise LikelyMeaning("antwoord_onbegrepen", {text.strip(" ,;."): meant}, keuzes=keuzes, bedoeld=meant)
    raise Refusal("antwoord_onbegrepen", keuzes=keuzes)


def nearest(text: str, options: Iterable[str], least: float = _ALIKE) -> str | None:
    """The option that the text resembles most, counting wrong, missing, extra and swapped letters. None when none is
    near, when two are equally near, or for a text too short to tell."""
    if len(text) < _SHORTEST or text.isdigit():
        return None
    near = {one: OSA.normalized_similarity(text.lower(), one.lower(), score_cutoff=least) for one in options}
    best = max(near.values(), default=0.0)
    found = [one for one, likeness in near.items() if likeness == best]
    return found[0] if best and len(found) == 1 else None
