"""Codes of cases: every single typing error is noticed, every way of writing is read."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retbot.domain.casus.casecode import ALPHABET, check_symbol, read, with_hyphens
from tests.unit.domain.casus.test_casecode import refusal

codes = st.text(ALPHABET, min_size=5, max_size=5).map(lambda five: five + check_symbol(five))


@given(codes)
def test_a_written_code_is_read_back(six: str) -> None:
    assert read(with_hyphens(six)) == with_hyphens(six) == f"RET-{six[:3]}-{six[3:]}"


@given(codes)
def test_every_wrong_symbol_is_caught(six: str) -> None:
    for place, symbol in itertools.product(range(6), ALPHABET):
        if symbol != six[place]:
            assert refusal(with_hyphens(six[:place] + symbol + six[place + 1 :])) == "code_tikfout"


@given(codes)
def test_every_swap_of_neighbours_or_over_one_symbol_is_caught(six: str) -> None:
    for place, far in itertools.product(range(6), (1, 2)):
        if place + far < 6 and six[place] != six[place + far]:
            swapped = list(six)
            swapped[place], swapped[place + far] = swapped[place + far], swapped[place]
            assert refusal(with_hyphens("".join(swapped))) == "code_tikfout"


@pytest.mark.parametrize(
    "form", ["RET-{}-{}", "ret-{}-{}", "RET {} {}", "RET{}{}", "ret{}{}", "RET–{}–{}", "  RET-{}-{} ", "Ret {}{}"]
)
@given(six=codes)
def test_every_way_of_writing_it_is_read(form: str, six: str) -> None:
    assert read(form.format(six[:3], six[3:])) == with_hyphens(six)
    assert read(form.format(six[:3].lower(), six[3:].lower())) == with_hyphens(six)
