"""Finds which of several options is meant."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from retbot.domain.errors import LikelyMeaning, Refusal

_ALIKE = 0.7
_SHORTEST = 3
_BAND = re.compile(r"(\d{1,2})-(\d{1,2})|(\d{1,2})\+")
_NUMBER = re.compile(r"\d{1,2}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset({"een", "het", "van", "met", "voor", "geen", "niet", "wel", "dat", "die", "wie", "nee"})
_SAME_WORD = 0.75
_MEANS = {
    **dict.fromkeys(("moeder", "vader", "ouder", "mama", "papa", "gezin", "familie"), "ouders"),
    **dict.fromkeys(("jongere", "kind", "jongen", "meisje", "zoon", "dochter"), "jeugdige"),
    **dict.fromkeys(("voogd", "gezinsvoogd", "jeugdbescherming", "jeugdbeschermer", "gecertificeerde"), "gi"),
    **dict.fromkeys(("wijkteam", "gemeente", "consulent"), "toegang"),
    **dict.fromkeys(("huisarts", "arts", "behandelaar", "hulpverlener", "aanbieder"), "professional"),
}
"""What people call whoever reports a case."""


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


def meant_of(options: Sequence[str], text: str) -> str | None:
    """The only option that a text of several words may mean which names none of them."""
    found = alike(options, text)
    return found[0] if len(found) == 1 else None


def alike(options: Sequence[str], text: str) -> list[str]:
    """By an age within a band, by a word that differs little, or by what people call it."""
    of_age = [option for option in options if _holds_age(option, text)]
    return of_age or [option for option in options if _is_alike(option, text)]


def _holds_age(band: str, text: str) -> bool:
    found, ages = _BAND.fullmatch(band), _NUMBER.findall(text)
    if found is None or not ages:
        return False
    first, last = int(found[1] or found[3]), int(found[2] or 99)
    return all(first <= int(age) <= last for age in ages)


def _is_alike(option: str, text: str) -> bool:
    """By a word of at least three letters."""
    named = list(_words(option))
    return any(word in named or nearest(word, named, _SAME_WORD) for word in _words(text))


def _words(text: str) -> Iterator[str]:
    lowered = text.lower()
    yield from (word for word in _WORD.findall(lowered) if word not in _SMALL)
    yield from (_MEANS[word] for word in _WORD.findall(lowered) if word in _MEANS)
    if lowered in _MEANS.values():
        yield lowered
