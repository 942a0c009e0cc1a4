"""What counts as an answer, and which numbers of a list it names."""

import pytest

from retbot.reading.answers import bare, is_plain, is_short, not_shown


@pytest.mark.parametrize(
    ("text", "plain", "short"),
    [
        ("Ja", True, True),
        ("niemand", True, True),
        ("2, 3 5", True, True),
        ("nee, de school komt niet meer", False, True),
        ("kom maar", False, True),
        ("123", False, True),
        ("ik bel hem vandaag", False, False),
    ],
)
def test_a_plain_answer_is_one_word_or_numbers_and_a_short_one_begins_so(text: str, plain: bool, short: bool) -> None:
    assert (is_plain(text), is_short(text)) == (plain, short)


@pytest.mark.parametrize(
    ("text", "missing"), [("1", []), ("02", []), ("1 en 4", ["4"]), ("12-15", []), ("18+", []), ("wo 3", ["3"])]
)
def test_a_number_that_no_choice_has_is_found(text: str, missing: list[str]) -> None:
    assert not_shown(text, "Welke dag?\n1. ma 4 mei\n2. di 5 mei") == missing


def test_signs_and_small_words_are_no_part_of_an_answer() -> None:
    assert bare("Ja, (de School)") == "ja school"
