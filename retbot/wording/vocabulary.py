"""The words of a covenant, in place of the general ones in which the sentences of the bot are written.

A sentence says `de bespreking` and `art. 8`. Under a handbook with an overleg it is sent as `het overleg` and `par. 8`,
with everything around it in agreement. What is typed as a command stays, and so does what a person typed."""

import re
from collections.abc import Callable
from functools import lru_cache

from retbot.domain.convenant.convenant import Convenant, Tafel, Woorden

_GENERAL = Woorden()
_TYPED = re.compile(r"(`[^`]*`|\*\*[a-z ]+\*\*|\ue000[^\ue001]*\ue001)")
"""Commands, the names of commands and subjects, and what is marked by as_typed()."""
_HET = {"de": "het", "die": "dat", "deze": "dit", "elke": "elk", "welke": "welk", "onze": "ons"}
_DE = {het: de for de, het in _HET.items()}
_ADJECTIVES = "volgend nieuw ander eerst laatst gepland"

Change = Callable[[str], str]


def as_typed(text: str) -> str:
    """Marks what a person typed, so that no word of it is replaced."""
    return f"\ue000{text}\ue001" if text else text


def the_table(tafel: Tafel) -> str:
    """`het MDA++-overleg`, `de uitvoeringstafel`"""
    name = tafel.heet or tafel.naam
    return f"{'het' if name.endswith('overleg') else 'de'} {name}"


def in_words_of(convenant: Convenant, text: str) -> str:
    """The text as the covenant says it: its words, and the names of who leads for VOORZITTER and SECRETARIS."""
    changes = _changes(convenant)
    parts = _TYPED.split(text)
    parts[::2] = [_apply(changes, part) for part in parts[::2]]
    said = "".join(parts).replace("\ue000", "").replace("\ue001", "")
    return said.replace("VOORZITTER", convenant.voorzitter).replace("SECRETARIS", convenant.secretaris)


def _apply(changes: tuple[Change, ...], text: str) -> str:
    for change in changes:
        text = change(text)
    return text


@lru_cache(maxsize=8)
def _changes_of(words: Woorden, roles: tuple[tuple[str, str], ...]) -> tuple[Change, ...]:
    nouns = [
        (_GENERAL.besprekingen, f"de {_GENERAL.besprekingen}", f"de {words.besprekingen}"),
        *(
            (getattr(_GENERAL, name).partition(" ")[2], getattr(_GENERAL, name), getattr(words, name))
            for name in ("bespreking", "vervolggesprek", "advies", "convenant", "experts")
        ),
        *((name, f"de {name}", called) for name, called in roles),
    ]
    found = [_noun(noun, general, own) for noun, general, own in nouns if general != own]
    if words.artikel != _GENERAL.artikel:
        found.append(_article(words.artikel))
    return tuple(found)


def _changes(convenant: Convenant) -> tuple[Change, ...]:
    return _changes_of(convenant.woorden, tuple((r.naam, r.heet) for r in convenant.rollen.values() if r.heet))


def _article(own: str) -> Change:
    shape = re.compile(rf"\b{re.escape(_GENERAL.artikel)} (?=\d)", re.IGNORECASE)
    return lambda text: shape.sub(f"{own} ", text)


def _noun(noun: str, general: str, own: str) -> Change:
    """Replaces the noun, also at the beginning of a sentence, and makes what stands before it agree."""
    article, _, name = own.partition(" ")
    agree = {("de", "het"): _HET, ("het", "de"): _DE}.get((general.partition(" ")[0], article), {})
    added = name.removesuffix(noun) if name.endswith(noun) else ""
    determiners = "|".join(agree) or "de|het"
    endings = "|".join(f"{one}e?" for one in _ADJECTIVES.split())
    not_yet = f"(?<!{re.escape(added)})" if added else ""
    before = rf"(?:\b(?P<det>{determiners})\s+)?(?:\b(?P<adj>{endings})\s+)?"
    shape = re.compile(rf"{before}{not_yet}\b(?P<noun>{re.escape(noun)})\b", re.IGNORECASE)

    def words(match: re.Match[str]) -> str:
        det, adj = match["det"] or "", match["adj"] or ""
        if agree and adj and not det:
            adj = adj.removesuffix("e") if article == "het" else f"{adj.removesuffix('e')}e"
        if agree:
            det = _like(agree.get(det.lower(), det), det)
        return " ".join(part for part in (det, adj, _like(name, match["noun"])) if part)

    return lambda text: shape.sub(words, text)


def _like(word: str, example: str) -> str:
    """With a capital where the example has one."""
    return f"{word[:1].upper()}{word[1:]}" if example[:1].isupper() else word
