"""How much time somebody spent, as people write it."""

import pytest

from retbot.domain.errors import Refusal
from retbot.reading.periods import minutes_spent
from tests.every_row import every_row

SPENT = {
    "90": 90,
    "90 minuten": 90,
    "45 min": 45,
    "1,5 uur": 90,
    "2.25 uur": 135,
    "0,75 uur": 45,
    "2 uur": 120,
    "2u": 120,
    "1 uur 30": 90,
    "1 uur en 30 minuten": 90,
    "1:30": 90,
}


@every_row(SPENT.items())
def test_the_time_spent_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert minutes_spent(text) == minutes


@pytest.mark.parametrize("text", ["een tijdje", "1,3 uur", "1:75", "-3", ""])
def test_what_is_no_time_is_asked_back(text: str) -> None:
    with pytest.raises(Refusal):
        minutes_spent(text)
