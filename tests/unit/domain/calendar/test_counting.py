"""Where terms end: the examples of REGELS.md."""

from datetime import UTC, date, datetime, timedelta

import pytest

from retbot.covenants.free_days import kalender
from retbot.domain.calendar.counting import CountingRule, TermijnEnd, end_after, end_before, end_in_hours
from retbot.domain.calendar.duration import Duration
from retbot.domain.tijd import AMSTERDAM

HOLY_THURSDAY = date(2026, 4, 2)
GOOD_FRIDAY, EASTER_MONDAY = date(2026, 4, 3), date(2026, 4, 6)


def test_three_days_over_easter_are_lengthened_until_they_hold_two_working_days() -> None:
    end = end_after(HOLY_THURSDAY, Duration.parse("3 d"), kalender())
    assert end == TermijnEnd(date(2026, 4, 8), (GOOD_FRIDAY, EASTER_MONDAY))


def test_three_days_over_a_weekend_hold_two_working_days() -> None:
    assert end_after(date(2026, 3, 20), Duration.parse("3 d"), kalender()) == TermijnEnd(date(2026, 3, 24))
    assert end_after(date(2026, 3, 20), Duration.parse("3 wd"), kalender()) == TermijnEnd(date(2026, 3, 25))


def test_two_days_are_not_lengthened() -> None:
    assert end_after(HOLY_THURSDAY, Duration.parse("2 d"), kalender()).due == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("text", "end"),
    [("90 d", "2026-12-28"), ("91 d", "2026-12-26"), ("12 w", "2026-12-28"), ("13 w", "2026-12-26")],
)
def test_a_term_up_to_the_limit_of_article_4_moves_and_a_longer_one_stays(text: str, end: str) -> None:
    """26 December 2026 is a Saturday and Tweede Kerstdag; the next working day is Monday 28."""
    length = Duration.parse(text)
    start = length.from_day(date(2026, 12, 26), -1)
    assert end_after(start, length, kalender()).due == date.fromisoformat(end)


@pytest.mark.parametrize(("text", "end"), [("3 m", "2026-12-28"), ("4 m", "2026-12-25"), ("1 j", "2026-12-25")])
def test_months_and_years_that_end_on_christmas(text: str, end: str) -> None:
    length = Duration.parse(text)
    start = length.from_day(date(2026, 12, 25), -1)
    assert end_after(start, length, kalender()).due == date.fromisoformat(end)


def test_the_regulation_moves_every_term_and_lengthens_none() -> None:
    assert end_after(HOLY_THURSDAY, Duration.parse("3 d"), kalender(), CountingRule.EU).due == date(2026, 4, 7)
    assert end_after(date(2026, 6, 25), Duration.parse("6 m"), kalender(), CountingRule.EU).due == date(2026, 12, 28)


def test_the_bare_calendar_moves_nothing() -> None:
    assert end_after(HOLY_THURSDAY, Duration.parse("1 d"), kalender(), CountingRule.KAAL) == TermijnEnd(GOOD_FRIDAY)


def test_a_term_counted_back_ends_on_the_working_day_before() -> None:
    assert end_before(date(2026, 5, 12), Duration.parse("1 w"), kalender()) == TermijnEnd(
        date(2026, 5, 4), (date(2026, 5, 5),)
    )


def test_working_days_count_back_too() -> None:
    assert end_before(date(2026, 4, 29), Duration.parse("2 wd"), kalender()) == TermijnEnd(
        date(2026, 4, 24), (date(2026, 4, 27),)
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-27T14:00", "2026-03-30T15:00+02:00"),
        ("2026-10-23T14:00", "2026-10-26T13:00+01:00"),
        ("2026-07-01T14:00", "2026-07-04T14:00+02:00"),
    ],
)
def test_72_hours_are_72_hours_when_the_clock_changes(start: str, end: str) -> None:
    local = datetime.fromisoformat(start).replace(tzinfo=AMSTERDAM)
    due = end_in_hours(local, Duration.parse("72 h")).due
    assert due == datetime.fromisoformat(end)
    assert isinstance(due, datetime)
    assert due.astimezone(UTC) - local.astimezone(UTC) == timedelta(hours=72)
