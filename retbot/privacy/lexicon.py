"""What the gate knows of words, names and places, from the lists that come with retbot; read at first use."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retbot.privacy.packed_lists import PackedList, open_list

DATA = Path(__file__).parent / "data"
_LETTERS = "abcdefghijklmnopqrstuvwxyzëï"
_INFLECTIONS = ("s", "e", "en", "t", "d", "te", "ten", "de", "den", "er", "ers", "je", "jes", "tje", "tjes", "'s")
_PREFIXES = (
    *("op", "af", "aan", "uit", "in", "bij", "door", "mee", "na", "over", "toe", "terug", "weg", "voor", "om", "onder"),
    *("samen", "los", "neer", "vast", "vol", "rond", "her", "ver", "be", "ge", "ont", "on", "mis", "de", "niet", "co"),
)
COMMON = 31
"""From this weight on a first name is in common use; for a surname it is the weight of a thousand bearers."""
_NOUN = re.compile(
    r"(?:iteit|heid|atie|isme|schap|logie|logisch|baar|lijk|loos|gericht|therapie|problematiek|zorg|hulp|team|plan|gesprek|overleg"
    r"|traject|ment|tuur|tiek|eren|ering|eerd|erend|ende|ische|.{4}(?:bed|dag|uur|wet|stop|lid|mix|app|map|hub|pot|gat|duo)|.{5}ing|.{4}ings\w+|plek|vorm|groep|huis)$"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_DIMINUTIVES = ("aatje", "ootje", "tje", "pje", "etje", "je", "ie", "ke", "s")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything is in lower case, except `allowed_phrases`: first word → the spellings that are always allowed,
    longest first."""

    words: PackedList
    """The weight is one more than ten times the Zipf value; 1 for words that are hardly ever written."""
    given_names: PackedList
    """First names that are not words, plus those of voornamen.txt; from weight COMMON on a name is common."""
    doubtful: PackedList
    """First names that are also words: they count as names only where nothing but a name fits."""
    family: PackedList
    """The weight is one more than ten times the logarithm of the number of bearers."""
    proper: PackedList
    kernen: frozenset[str]
    gemeenten: frozenset[str]
    never: frozenset[str]
    weak: frozenset[str]
    allowed_phrases: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]
    """The allowed words of at least four letters → how they are written."""

    def is_word(self, word: str) -> bool:
        return word in self.words or (not word.isascii() and word not in self.given_names and plain(word) in self.words)

    def is_plain_word(self, word: str) -> bool:
        """A word of letters only that is not a first name."""
        return word.isalpha() and word in self.words and word not in self.given_names

    def is_given(self, word: str) -> bool:
        """Includes pet forms (`fatimaatje`, `daantje`) that are not words."""
        if word in self.given_names or (not word.isascii() and plain(word) in self.given_names):
            return True
        if self.is_word(word):
            return False
        return any(word.endswith(end) and self._has_pet_form(word, end) for end in _DIMINUTIVES)

    def is_family(self, word: str) -> bool:
        return self.bearers(word) > 0

    def bearers(self, word: str) -> int:
        """The weight of a surname; 0 for other words."""
        return self.family.weight(word) or (0 if word.isascii() else self.family.weight(plain(word)))

    def is_doubtful(self, word: str) -> bool:
        return word not in self.never and word in self.doubtful

    def fame(self, word: str) -> int:
        """The weight of a name of any type; COMMON or more for a name in common use."""
        return max(self.given_names.weight(word), self.family.weight(word), self.proper.weight(word))

    def is_plausible(self, word: str) -> bool:
        """Whether it is a word or looks like one: a compound, an inflected form or a typing error."""
        return self.is_made_of_words(word) or self._is_inflected(word) or self._is_mistyped(word)

    def is_made_of_words(self, word: str) -> bool:
        """Includes endings that only words have: `suïcidaliteit`."""
        return self.is_word(word) or self.is_compound(word) or bool(_NOUN.search(word))

    def _is_inflected(self, word: str) -> bool:
        stems = (word[: -len(end)] for end in _INFLECTIONS if word.endswith(end))
        if any(len(stem) > 3 and (stem in self.words or f"{stem}en" in self.words) for stem in stems):
            return True
        rests = (word[len(start) :] for start in _PREFIXES if word.startswith(start))
        return any(len(rest) > 3 and rest in self.words for rest in rests)

    def _is_mistyped(self, word: str) -> bool:
        """Two letters are swapped; in a long word also one letter too many, missing or wrong."""
        halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        if len(word) > 4 and any(a + b[1] + b[0] + b[2:] in self.words for a, b in halves if len(b) > 1):
            return True
        if len(word) < 8:
            return False
        return any(a + b[1:] in self.words for a, b in halves if b) or any(
            a + letter + rest in self.words for a, b in halves for letter in _LETTERS for rest in (b, b[1:])
        )

    def is_compound(self, word: str, shortest: int = 4) -> bool:
        """Whether it can be split into two or three words, as Dutch compounds: `procesregie`."""
        for at in range(shortest, len(word) - shortest + 1):
            if word[at:] in self.words and self.is_first_part(word[:at]):
                return True
        return any(
            self.is_first_part(word[:at]) and len(word) - at >= 8 and self.is_compound(word[at:], shortest)
            for at in range(shortest, len(word) - 7)
        )

    def is_first_part(self, part: str) -> bool:
        return part in self.words or (part[-1] == "s" and part[:-1] in self.words)

    def _has_pet_form(self, word: str, end: str) -> bool:
        stem = word[: -len(end)]
        if end == "aatje":
            stem += "a"
        return len(stem) > 2 and (stem in self.given_names or stem[:-1] in self.given_names) and not self.is_word(stem)


def plain(word: str) -> str:
    """Without accents: `özdemir` as `ozdemir`."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word.replace("ł", "l").replace("ı", "i").replace("ø", "o").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def shipped_lexicon() -> Lexicon:
    groups = _groups("gewoon.txt")
    gemeenten = _list("gemeenten.txt")
    allowed = (*gemeenten, *_list("organisaties.txt"), *_list("jargon.txt"))
    kernen = {name.lower() for name in text_of("kernen.txt").splitlines()} | groups["dorpen"]
    lists = {name: open_list(DATA / f"{name}.bin") for name in ("words", "given", "doubtful", "family", "proper")}
    return Lexicon(
        given_names=lists.pop("given"),
        **lists,
        kernen=frozenset(kernen - {name.lower() for name in gemeenten}),
        gemeenten=frozenset(name.lower() for name in gemeenten),
        never=frozenset(groups["nooit"]),
        weak=frozenset(groups["zwak"] - groups["nooit"]),
        allowed_phrases=by_first_word(allowed),
        spellings=spellings(allowed),
    )


def by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        bare = phrase.lstrip("'(-")
        found.setdefault(first_word(bare), set()).add(bare)
    return {word: tuple(sorted(named, key=len, reverse=True)) for word, named in found.items()}


def spellings(phrases: Iterable[str]) -> dict[str, str]:
    words = (word for phrase in phrases for word in _WORD.findall(phrase))
    return {word.lower(): word for word in words}


def first_word(text: str) -> str:
    end = next((at for at, letter in enumerate(text) if not letter.isalnum()), len(text))
    return text[:end].lower()


def text_of(name: str) -> str:
    return "\n".join(line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#")


def _list(name: str) -> set[str]:
    return {entry.strip() for line in text_of(name).splitlines() for entry in line.split(";") if entry.strip()}


def _groups(name: str) -> dict[str, set[str]]:
    parts = text_of(name).split("[")[1:]
    return {part.partition("]")[0]: set(part.partition("]")[2].split()) for part in parts}


@cache
def group(name: str) -> frozenset[str]:
    """A group of data/woordgroepen.txt."""
    return frozenset(_groups("woordgroepen.txt")[name])
