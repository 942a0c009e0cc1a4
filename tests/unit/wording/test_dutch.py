"""The bot names things and says who acts: forms that read as a translation stay out of everything it can say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3] / "retbot"
SPOKEN = [path for part in ("wording", "handlers", "scheduling") for path in sorted((ROOT / part).rglob("*.py"))]
FORMS = {
    "who acts": re.compile(r"\b[Dd](?:it|ie) is aan\b|\bis (?:nu )?aan (?:de|het|u|\{)|\bdus aan u\b|\b[Ii]k roep u\b"),
    "the code of a case that is somebody else's": re.compile(r"\badres RET-"),
    "that nothing was changed, where nothing was to be": re.compile(r"^Goed, .* Er is niets gewijzigd"),
    "a thing is named": re.compile(r"\b(?:[Hh]oe is zij|[Zz]ij|[Hh]aar)\b"),
    "not who it is about": re.compile(r"\bzonder om wie\b|\b[Ss]chrijf hier niet om wie\b"),
    "nobody of them": re.compile(r"\bgeen van allen\b"),
    "to remind of": re.compile(r"\bherinner ik niet\b"),
}
NOUNS = re.compile(r"(?<![~\w/.-])(?:bespreking(?:en)?|vervolggesprek|advies|convenant)\b", re.IGNORECASE)
"""What a covenant may call otherwise: marked, see retbot/wording/vocabulary.py."""
CODE = re.compile(r"`[^`]*(?:`|$)")
WORDED = [path for path in SPOKEN if "handlers" not in path.parts and {"wording", "notices"} & set(path.parts)]
PEOPLE = (
    "Stemmen zij weer",
    "dat beslissen zij zelf",
    "dat doen zij zodra",
    "of zij in de kamer zijn",
    "dus zij worden niet",
    "Wat zij antwoordden",
)
"""Where `zij` is several people."""


def _literals(source: str) -> Iterator[str]:
    """Each text of the program that is not a docstring; of an f-string its fixed parts."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def _wrong(text: str) -> list[str]:
    for people in PEOPLE:
        text = text.replace(people, "")
    return [why for why, form in FORMS.items() if form.search(text)]


def test_nothing_the_bot_says_has_these_forms() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {text}": why
        for path in SPOKEN
        for text in _literals(path.read_text(encoding="utf-8"))
        if (why := _wrong(text))
    }
    assert not found


def test_each_noun_that_a_covenant_may_call_otherwise_is_marked() -> None:
    """In what is no more than one word, it is a name in the store."""
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in WORDED
        if not path.name.startswith(("vocabulary", "inzage"))
        for text in _literals(path.read_text(encoding="utf-8"))
        if " " in text.strip() and NOUNS.search(CODE.sub("", text)) and text != "bespreking gehouden"
    ]
    assert found == []


def test_each_form_is_seen_and_people_may_be_meant() -> None:
    assert _wrong("Dit is aan de secretaris.") == ["who acts"]
    assert _wrong("Hoe is zij gegaan?") == _wrong("Maak haar besloten") == ["a thing is named"]
    assert _wrong("daarover herinner ik niet.") == ["to remind of"]
    assert _wrong("in één zin en zonder om wie het gaat") == ["not who it is about"]
    assert _wrong("waren er geen van allen bij") == ["nobody of them"]
    assert _wrong("Dat besluit is aan u.") == _wrong("Ik roep u na 4 uur.") == ["who acts"]
    assert _wrong("`adres RET-7KH-4T3 school`") == ["the code of a case that is somebody else's"]
    assert not _wrong("Stemmen zij weer in, leg dat dan vast.")
