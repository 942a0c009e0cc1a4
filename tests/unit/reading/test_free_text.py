"""What the gate sees of a command."""

import pytest

from retbot.reading.free_text import free_text


@pytest.mark.parametrize(
    ("typed", "free"),
    [
        ("noteer triage op 4 mei 2024", "noteer triage op 4 mei"),
        ("deelnemer @fatima:ret.nl erbij", "deelnemer erbij"),
        ("besluit kenmerk Z-2026/123 genomen", "besluit genomen"),
        ("betrokken school 2", "betrokken school"),
        ("gronden=advies_nodig", "gronden: advies nodig"),
        ("bel Fatima van 14", "bel Fatima van 14"),
    ],
)
def test_dates_choices_ids_and_references_are_no_free_text(typed: str, free: str) -> None:
    assert " ".join(free_text(typed, ["school", "ouder"]).split()) == free
