"""Working days: counted forwards, backwards, and past free days."""

from datetime import date

import pytest

from retbot.domain.calendar.working_days import Calendar, days

KINGSDAY = date(2026, 4, 27)
SATURDAY = date(2026, 4, 25)
KALENDER = Calendar({KINGSDAY: "Koningsdag", date(2026, 5, 2): "een vrije zaterdag"}, 2028)


@pytest.mark.parametrize(("day", "free"), [(24, False), (25, True), (26, True), (27, True), (28, False)])
def test_weekends_and_named_days_are_free(day: int, free: bool) -> None:
    assert KALENDER.is_free(date(2026, 4, day)) is free
    assert KALENDER.is_working_day(date(2026, 4, day)) is not free


def test_a_working_day_stays_where_it_is() -> None:
    friday = date(2026, 4, 24)
    assert KALENDER.on_or_after(friday) == KALENDER.on_or_before(friday) == friday


def test_a_free_day_moves_past_all_free_days_beside_it() -> None:
    assert KALENDER.on_or_after(SATURDAY) == date(2026, 4, 28)
    assert KALENDER.on_or_before(KINGSDAY) == date(2026, 4, 24)


@pytest.mark.parametrize(("count", "end"), [(0, 24), (1, 28), (2, 29), (-1, 23), (-4, 20)])
def test_the_day_of_the_start_does_not_count(count: int, end: int) -> None:
    assert KALENDER.shift(date(2026, 4, 24), count) == date(2026, 4, end)


def test_a_start_on_a_free_day_counts_from_there() -> None:
    assert KALENDER.shift(SATURDAY, 1) == date(2026, 4, 28)
    assert KALENDER.shift(SATURDAY, -1) == date(2026, 4, 24)


def test_working_days_between_two_days_leave_out_the_first() -> None:
    assert KALENDER.count(date(2026, 4, 24), date(2026, 4, 29)) == 2
    assert KALENDER.count(date(2026, 4, 29), date(2026, 4, 24)) == 0


def test_only_free_days_of_the_working_week_are_named_as_free_weekdays() -> None:
    assert KALENDER.free_weekdays(date(2026, 4, 20), date(2026, 5, 10)) == [KINGSDAY]


def test_a_calendar_without_a_day_differs_in_that_day_alone() -> None:
    without = KALENDER.without(KINGSDAY)
    assert without.is_working_day(KINGSDAY)
    assert [day for day in without.free if without.is_free(day)] == [date(2026, 5, 2)]
    assert KALENDER.is_free(KINGSDAY)


def test_days_run_from_the_first_to_the_last() -> None:
    assert list(days(date(2026, 2, 27), date(2026, 3, 1))) == [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]
    assert list(days(date(2026, 3, 1), date(2026, 2, 27))) == []
