"""The words of a covenant, in place of the general ones in which the sentences of the bot are written.

A sentence marks a noun that a covenant may name in its own way: `de ~bespreking`. Under a covenant with a sessie it is
sent as `de sessie`, and with an overleg as `het overleg`. Nothing that is not marked is touched, but the word before
the number of an article and the article of a role (`de RET`)."""

import re
from collections.abc import Callable
from functools import lru_cache

from retbot.domain.convenant.convenant import Convenant, Tafel, Woorden

_GENERAL = Woorden()
_SINGULAR = ("bespreking", "vervolggesprek", "advies", "convenant", "experts")
_TYPED = re.compile(r"(`[^`]*`|\ue000[^\ue001]*\ue001)")
"""Commands, and what is marked by as_typed()."""
_HET = {"de": "het", "die": "dat", "deze": "dit", "elke": "elk", "welke": "welk", "onze": "ons"}
_DE = {het: de for de, het in _HET.items()}
_ADJECTIVES = "|".join(f"{one}e?" for one in ("volgend", "nieuw", "ander", "eerst", "laatst", "gepland"))
_NOUN = re.compile(
    rf"(?:\b(?P<det>{'|'.join([*_HET, *_DE])})\s+)?(?:\b(?P<adj>{_ADJECTIVES})\s+)?"
    rf"~(?P<noun>{'|'.join([_GENERAL.besprekingen, *_SINGULAR])})\b",
    re.IGNORECASE,
)

Change = Callable[[str], str]


def as_typed(text: str) -> str:
    """Marks what a person typed, so that nothing in it is replaced."""
    return f"\ue000{text}\ue001" if text else text


def the_table(tafel: Tafel) -> str:
    """`het MDA++-overleg`, `de uitvoeringstafel`"""
    name = tafel.heet or tafel.naam
    return f"{'het' if name.endswith('overleg') else 'de'} {name}"


def in_words_of(convenant: Convenant, text: str) -> str:
    """The text as the covenant says it: its nouns for those that are marked, and the names of who leads for VOORZITTER
    and SECRETARIS."""
    change = _change(convenant.woorden, tuple((r.naam, r.heet) for r in convenant.rollen.values() if r.heet))
    parts = _TYPED.split(text)
    parts[::2] = [change(part) for part in parts[::2]]
    said = "".join(parts).replace("\ue000", "").replace("\ue001", "")
    return said.replace("VOORZITTER", convenant.voorzitter).replace("SECRETARIS", convenant.secretaris)


@lru_cache(maxsize=8)
def _change(words: Woorden, roles: tuple[tuple[str, str], ...]) -> Change:
    articles = re.compile(rf"\b{re.escape(_GENERAL.artikel)} (?=\d)")
    called = {f"de {name}": own for name, own in roles}
    role = re.compile(rf"\b(?P<de>[Dd]e) (?P<name>{'|'.join(re.escape(name) for name, _ in roles)})(?![\w-])")

    def change(text: str) -> str:
        text = _NOUN.sub(lambda match: _noun(match, words), text)
        text = articles.sub(f"{words.artikel} ", text)
        return role.sub(lambda m: _like(called[f"de {m['name']}"], m["de"]), text) if roles else text

    return change


def _noun(match: re.Match[str], words: Woorden) -> str:
    """The covenant's word, also at the beginning of a sentence, with what stands before it in agreement."""
    noun, det, adj = match["noun"], match["det"] or "", match["adj"] or ""
    if noun.lower() == _GENERAL.besprekingen:
        return " ".join(part for part in (det, adj, _like(words.besprekingen, noun)) if part)
    general, own = getattr(_GENERAL, noun.lower()).partition(" ")[0], getattr(words, noun.lower())
    article, _, name = own.partition(" ")
    agree = {("de", "het"): _HET, ("het", "de"): _DE}.get((general, article), {})
    if agree and adj and det.lower() not in {"de", "het", *_HET, *_DE}:
        adj = adj.removesuffix("e") if article == "het" else f"{adj.removesuffix('e')}e"
    det = _like(agree.get(det.lower(), det), det)
    return " ".join(part for part in (det, adj, _like(name, noun)) if part)


def _like(word: str, example: str) -> str:
    """With a capital where the example has one."""
    return f"{word[:1].upper()}{word[1:]}" if example[:1].isupper() else word
