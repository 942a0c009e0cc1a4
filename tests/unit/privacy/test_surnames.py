"""Surnames and first names that are words: what stands before them tells."""

from itertools import product

import pytest

from tests.every_row import every_row
from tests.gate import GATE

CUES = (
    "gezin {}",
    "familie {} heeft gebeld",
    "gesprek met {}",
    "pleegouders {} stoppen",
    "mevrouw {} belt morgen",
    "volgens {} is er geen plek",
    "overleg met {} gehad",
    "de heer {} vraagt uitstel",
)
SURNAMES = (
    "Bakker",
    "Visser",
    "Smit",
    "Mulder",
    "Kuiper",
    "Prins",
    "de Boer",
    "van Dijk",
    "van der Meer",
    "in 't Veld",
)


@every_row(product(CUES, SURNAMES))
def test_a_surname_behind_a_cue_is_refused_in_both_cases(cue: str, name: str) -> None:
    assert GATE.kinds(cue.format(name))
    assert GATE.kinds(cue.format(name.lower()))


@pytest.mark.parametrize(
    "text",
    [
        "gezin van herkomst is in beeld",
        "gezin wil geen hulp",
        "familie woont ver weg",
        "familie in nood",
        "gesprek met school en huisarts",
        "overleg met Den Haag volgt",
        "volgens artikel 8 mag dat",
        "samen bij de Raad voor de Kinderbescherming",
        "ouders, school en zorg overleggen",
        "pleegouders te vinden is lastig",
        "Timon heeft geen plek",
        "gemeente stein betaalt mee",
        "is max drie weken",
        "de maan en de storm",
    ],
)
def test_a_word_is_no_surname_for_what_stands_before_it(text: str) -> None:
    assert not GATE.kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wil Jade nog een keer praten?",
        "Max komt vanavond niet",
        "max wil niet terug",
        "ik heb bo gezien",
        "Tom heeft ruzie met Max.",
        "zoontje Frans",
        "Timon wil niet meer met zijn voogd praten.",
        "Jade van Wijk wil naar huis",
        "mevrouw van der linden belt",
    ],
)
def test_a_first_name_that_is_a_word_is_refused_where_a_person_stands(text: str) -> None:
    assert GATE.kinds(text)
