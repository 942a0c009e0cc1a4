"""What the work needs passes: parties, roles and sectors of the covenants, every gemeente and organisation."""

from itertools import chain

import pytest

from retbot.covenants import convenant_files
from retbot.privacy import gate
from retbot.privacy.lexicon import shipped_lexicon

GATE = gate.shipped_gate(lambda: 2026)
COVENANTS = ("overijssel-2022", "model-2024", "gooi-en-vechtstreek-2018", "ijsselland-pilot-2018", "westfriesland-2023")


@pytest.mark.parametrize("name", COVENANTS)
def test_every_partij_role_and_ground_of_a_covenant_passes(name: str) -> None:
    convenant = convenant_files.load(name)
    words = (*convenant.partijen, *convenant.rollen, *convenant.sectoren)
    assert [word for word in words if GATE.kinds(f"wacht op {word}")] == []


def test_every_allowed_name_passes_in_a_sentence() -> None:
    names = chain.from_iterable(shipped_lexicon().allowed_phrases.values())
    assert [name for name in names if GATE.kinds(f"overleg met {name} volgt")] == []


def test_a_word_of_the_team_passes_when_it_was_allowed() -> None:
    assert GATE.kinds("overleg met Zorgkwartier Wibbelhof")
    assert not GATE.kinds("overleg met Zorgkwartier Wibbelhof", {"Zorgkwartier Wibbelhof"})
