"""Codes of cases: a slip of the finger is caught, every way of writing is read."""

import random

import pytest

from retbot.domain.casus.casecode import ALPHABET, check_symbol, draw, read
from retbot.domain.errors import Refusal
from tests.every_row import every_row


def refusal(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        read(text)
    return refused.value.reason


def test_the_example_of_the_design_is_a_code() -> None:
    """By hand: 7 K H 4 T stand at 5 15 13 2 19; 2*5 + 3*15 + 4*13 + 5*2 + 6*19 = 231 = 10*23 + 1, where 3 stands."""
    assert check_symbol("7KH4T") == "3"
    assert read("RET-7KH-4T3") == "RET-7KH-4T3"


@every_row(
    [
        *("", "RET", "RET-", "7KH-43X", "RET-7KH-43", "RET-7KH-4333", "RET--7KH-433", "RET-7K-H433", "RAT-7KH-433"),
        *("RET-7KH-43O", "RET-7KH-431", "RET-7KH-43A", "RET-7KH-433 x", "RET-7\N{KELVIN SIGN}H-433", "RET_7KH_433"),
    ]
)
def test_another_shape_is_refused(text: str) -> None:
    assert refusal(text) == "code_onleesbaar"


def test_the_alphabet_is_prime_and_holds_nothing_that_looks_or_sounds_alike() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert not set(ALPHABET) & set("01AEILNOQSUVY")


def test_a_drawn_code_is_one_that_is_not_taken() -> None:
    generator = random.Random(1)
    first = draw(generator.choice)
    assert read(first) == first
    assert draw(random.Random(1).choice, {first}) != first
