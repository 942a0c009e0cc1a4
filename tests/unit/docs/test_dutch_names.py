"""Dutch in the names of the code: only the words of docs/glossary.md, and those that are typed as commands."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from retbot.handlers.table import commands
from retbot.privacy.lexicon import shipped_lexicon

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "retbot"
OF_USERS = ("domain/convenant/", "covenants/", "wording/replies/", "scheduling/notices/", "storage/migrations/")
"""Named by the keys of the covenant files and by the sentences that wait in the outbox: these belong to the users."""
ENGLISH_TOO = frozenset(Path(__file__).with_name("english_too.txt").read_text(encoding="utf-8").split())
"""English words, and names, that the Dutch word list has as well."""

TO_RENAME = frozenset(
    [
        "aan",
        "af",
        "beste",
        "bezet",
        "bezettingen",
        "door",
        "einde",
        "fase",
        "gebeurtenissen",
        "gegeven",
        "gesloten",
        "gevolg",
        "gevraagd",
        "halfjaar",
        "hangt",
        "ingetrokken",
        "ja",
        "klaar",
        "komst",
        "leeftijd",
        "leeftijden",
        "minuten",
        "momenten",
        "nee",
        "nieuwe",
        "ontbreekt",
        "ontvangen",
        "oordelen",
        "opgelost",
        "optie",
        "opties",
        "oude",
        "plaats",
        "reden",
        "reeks",
        "sluiten",
        "staat",
        "tarief",
        "te",
        "uiterste",
        "van",
        "vastleggen",
        "veld",
        "velden",
        "verschoven",
        "verwerking",
        "volgende",
        "voorstel",
        "voorwaarde",
        "vragen",
        "vrij",
        "weer",
        "zelden",
    ]
)
"""Words with an English twin that stand in names as yet. This list only gets shorter."""


def words(name: str) -> Iterator[str]:
    for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name):
        yield part.lower()


def names() -> Iterator[tuple[str, str]]:
    """Place and name of each function and class, and of each module but those of handlers, which are named by what is
    typed."""
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE).as_posix()
        if place.startswith(OF_USERS):
            continue
        if not place.startswith("handlers/"):
            yield from ((place, part) for part in place.removesuffix(".py").split("/"))
        found = re.finditer(r"(?m)^\s*(?:class|(?:async )?def) (\w+)", path.read_text(encoding="utf-8"))
        yield from ((place, one[1]) for one in found)


def inflected(word: str) -> set[str]:
    """The word and its plural: plichten, deelnemers, casussen, afspraken, rondes."""
    short = re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", word)
    return {word, f"{word}s", f"{word}n", f"{word}en", f"{word}{word[-1]}en", f"{short}en"}


def glossary() -> set[str]:
    """The words of its first table, each with its plural."""
    dutch = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").split("\n## ")[1]
    entries = re.findall(r"(?m)^\| ([^|]+) \|", dutch)
    return set(chain.from_iterable(inflected(word.lower()) for entry in entries for word in re.findall(r"\w+", entry)))


def typed() -> set[str]:
    return {word for one in commands() for word in words(f"{one.name} {one.subject} {one.begins}")}


def unexplained(found: Iterator[tuple[str, str]]) -> set[tuple[str, str, str]]:
    dutch = shipped_lexicon().words
    known = glossary() | typed() | ENGLISH_TOO
    return {(place, name, word) for place, name in found for word in words(name) if word in dutch and word not in known}


def test_a_dutch_word_that_the_glossary_lacks_is_seen() -> None:
    assert unexplained(iter([("a.py", "with_voorbeeld"), ("b.py", "Plichten"), ("c.py", "next_case")])) == {
        ("a.py", "with_voorbeeld", "voorbeeld")
    }


def test_each_dutch_word_in_a_name_stands_in_the_glossary() -> None:
    """An English word that is Dutch as well goes to english_too.txt. Compounds that no word list has are not seen."""
    found = unexplained(names())
    assert {one for one in found if one[2] not in TO_RENAME} == set()
    assert TO_RENAME - {word for *_, word in found} == set()


def test_what_is_english_too_is_needed() -> None:
    """So that no Dutch word slips in by it: a word of the glossary has no place there."""
    assert ENGLISH_TOO & glossary() == set()
