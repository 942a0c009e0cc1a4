"""A word with a typing error is corrected, never let through; a name is no typing error."""

from typing import NoReturn

import pytest

from retbot.privacy.gate import TextGate
from tests.gate import GATE


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Geen bezaar van onze kant.", "Geen bezwaar van onze kant."),
        ("kom er morrgen op terug", "kom er morgen op terug"),
        ("de gtoep is vol", "de groep is vol"),
        ("Izet van jeugdhulp", "Inzet van jeugdhulp"),
        ("Leeftijdsbannd 12-15", "Leeftijdsband 12-15"),
        ("overleg met Hengeol en Almelo", "overleg met Hengelo en Almelo"),
        ("wacht op Diemnce", "wacht op Dimence"),
        ("toegang nemt het ovre", "toegang neemt het over"),
    ],
)
def test_a_typing_error_is_kept_back_with_what_was_meant(typed: str, meant: str) -> None:
    found = GATE.correction(typed)

    assert GATE.kinds(typed)
    assert found is not None
    assert found.text == meant
    assert not GATE.kinds(meant)


@pytest.mark.parametrize(
    "text",
    [
        "kevin wil naar huis",
        "daan mist de groep",
        "Luuk was er niet",
        "mevrouw jansen is er morrgen",
        "bezaar van familie bakker",
        "qwrtplk belt terug",
        "wacht op beschikking",
    ],
)
def test_a_name_what_else_identifies_and_what_is_near_nothing_are_not_corrected(text: str) -> None:
    assert GATE.correction(text) is None


def test_each_word_that_was_changed_is_named() -> None:
    found = GATE.correction("Geen bezaar, wel morrgen")

    assert found is not None
    assert found.replacements == {"bezaar": "bezwaar", "morrgen": "morgen"}


def test_a_line_of_nothing_but_errors_is_refused_and_not_asked_about() -> None:
    assert GATE.correction("bezaar morrgen gtoep nemt ovre") is None


def test_what_fails_to_correct_asks_nothing() -> None:
    def broken(line: str, allowed: frozenset[str]) -> NoReturn:
        raise RuntimeError(line)

    assert TextGate(GATE.looks, broken).correction("geen bezaar") is None
