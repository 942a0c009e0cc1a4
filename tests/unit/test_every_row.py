"""Every row of a table is tried, and all that fail are shown."""

from inspect import signature

import pytest

from tests.every_row import every_row


def test_all_rows_that_fail_are_shown_and_no_other() -> None:
    tried: list[int] = []

    @every_row([(1, 1), (2, 3), (4, 4), (5, 0)])
    def test_table(number: int, divisor: int) -> None:
        tried.append(number)
        assert number // divisor == 1, "not one"

    assert not signature(test_table).parameters
    with pytest.raises(AssertionError) as failed:
        test_table()
    text = str(failed.value)
    assert tried == [1, 2, 4, 5]
    assert "2 of 4 rows failed" in text
    assert "(2, 3): AssertionError: not one" in text
    assert "(5, 0): ZeroDivisionError" in text
    assert "(1, 1)" not in text
    assert "(4, 4)" not in text


def test_a_table_without_a_row_is_none() -> None:
    with pytest.raises(AssertionError):
        every_row([])
