"""The gate: refuses by kind, keeps the text to itself, and refuses when it cannot look."""

from collections.abc import Iterable

import pytest

from retbot.domain.errors import Refusal
from retbot.domain.safetext import MAX_LENGTH, Soort
from retbot.privacy.gate import TextGate
from retbot.privacy.normalised import normalised


def nothing(text: str, allowed: frozenset[str]) -> Iterable[Soort]:
    return ()


def a_name(text: str, allowed: frozenset[str]) -> Iterable[Soort]:
    return (Soort.NAAM, Soort.EMAIL, Soort.NAAM)


def broken(text: str, allowed: frozenset[str]) -> Iterable[Soort]:
    yield from ()
    raise RuntimeError(text)


def test_what_holds_nothing_becomes_safe_text() -> None:
    assert str(TextGate(nothing).passed("  wacht op\u00a0beschikking ")) == "wacht op beschikking"


def test_a_refusal_names_each_kind_once_and_not_the_text() -> None:
    with pytest.raises(Refusal) as refused:
        TextGate(a_name).passed("Fatima belde")
    assert refused.value.args_ == {"soorten": ["naam", "e-mailadres"]}
    assert "Fatima" not in repr(refused.value)


def test_a_broken_detector_refuses() -> None:
    gate = TextGate(broken)
    assert gate.kinds("wacht op beschikking") == (Soort.ONBEKEND,)
    with pytest.raises(Refusal):
        gate.passed("wacht op beschikking")


@pytest.mark.parametrize(("text", "reason"), [(" ", "tekst_leeg"), ("a" * (MAX_LENGTH + 1), "tekst_te_lang")])
def test_no_text_and_too_much_text_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        TextGate(nothing).passed(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Fa\u200btima", "Fatima"),
        ("F\u0430tim\u0430", "Fatima"),
        ("０６１２３４", "061234"),
        ("06\u00a012", "06 12"),
        ("> <@a:b.nl> eerder\n\nwacht", "wacht"),
        ("vraag [Anna](https://matrix.to/#/@anna:b.nl)", "vraag Anna"),
        ("“tussen” – ‘haken’", "\"tussen\" - 'haken'"),
    ],
)
def test_text_is_read_as_a_person_reads_it(text: str, read: str) -> None:
    assert normalised(text) == read
