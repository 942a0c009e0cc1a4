"""Lengths of time are read as the covenants write them, and added by the calendar."""

import re
from datetime import date

import pytest

from retbot.domain.calendar.duration import Duration, DurationUnit, add_months


@pytest.mark.parametrize("text", ["10 wd", "1 w", "6 m", "3 j", "72 h", "0 wd", "90 d"])
def test_a_length_reads_back_as_it_was_written(text: str) -> None:
    assert str(Duration.parse(text)) == text


def test_the_space_may_be_left_out() -> None:
    assert Duration.parse("10wd") == Duration.parse(" 10 wd ") == Duration(10, DurationUnit.WORKING_DAY)


@pytest.mark.parametrize("text", ["wd", "10", "-1 wd", "1.5 w", "10 dagen", "1000 d", "10  wd", "een w", "10 WD"])
def test_anything_else_is_no_length(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("text", "long"),
    [
        *(("90 d", False), ("91 d", True), ("12 w", False), ("13 w", True)),
        *(("3 m", False), ("4 m", True), ("1 j", True), ("1 h", True), ("72 h", True)),
    ],
)
def test_the_limits_of_article_4_are_those_of_the_law(text: str, long: bool) -> None:
    assert Duration.parse(text).is_long is long


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-31", -1, "2025-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-05-31", 1, "2026-06-30"),
        ("2026-11-30", 1, "2026-12-30"),
    ],
)
def test_months_clip_to_the_last_day(day: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("3 d", "2026-05-03", "2026-04-27"),
        ("2 w", "2026-05-14", "2026-04-16"),
        ("6 m", "2026-10-30", "2025-10-30"),
        ("1 j", "2027-04-30", "2025-04-30"),
    ],
)
def test_a_length_lies_after_or_before_a_day(text: str, after: str, before: str) -> None:
    day = date(2026, 4, 30)
    assert Duration.parse(text).from_day(day, 1) == date.fromisoformat(after)
    assert Duration.parse(text).from_day(day, -1) == date.fromisoformat(before)


@pytest.mark.parametrize("text", ["5 wd", "72 h"])
def test_working_days_and_hours_have_no_length_by_the_calendar(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Duration.parse(text).from_day(date(2026, 4, 30), 1)
