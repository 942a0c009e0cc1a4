"""Where terms end: the examples of REGELS.md, and what holds for every term."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retbot.covenants.free_days import kalender
from retbot.domain.calendar.counting import CountingRule, TermijnEnd, end_after, end_before, end_in_hours
from retbot.domain.calendar.duration import Duration
from retbot.domain.calendar.working_days import DAY, Calendar
from retbot.domain.tijd import AMSTERDAM

HOLY_THURSDAY = date(2026, 4, 2)
GOOD_FRIDAY, EASTER_MONDAY = date(2026, 4, 3), date(2026, 4, 6)

starts = st.dates(date(2024, 1, 1), date(2035, 12, 31))
short = st.builds("{} {}".format, st.integers(1, 30), st.sampled_from(["d", "w", "m", "wd"])).map(Duration.parse)
working_days = st.integers(1, 40).map(lambda count: Duration.parse(f"{count} wd"))
counters = st.sampled_from(CountingRule)
kalenders = st.one_of(
    st.builds(kalender),
    st.lists(st.dates(date(2026, 1, 1), date(2026, 6, 30)), max_size=60).map(
        lambda d: Calendar(dict.fromkeys(d, "x"), 2028)
    ),
)


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


@given(starts, short, counters, kalenders)
def test_a_forward_term_never_ends_before_it_starts(
    start: date, duur: Duration, telling: CountingRule, known: Calendar
) -> None:
    assert _end(start, duur, known, telling) > start


@given(starts, working_days, counters, kalenders)
def test_a_term_in_working_days_never_ends_on_a_free_day(
    start: date, duur: Duration, telling: CountingRule, known: Calendar
) -> None:
    due = _end(start, duur, known, telling)
    assert known.is_working_day(due)
    assert known.count(start, due) == duur.aantal


@given(starts, short, kalenders)
def test_a_term_counted_back_ends_on_a_working_day_before_its_event(
    event: date, duur: Duration, known: Calendar
) -> None:
    due = end_before(event, duur, known).due
    assert due < event
    assert known.is_working_day(due)


@given(starts, st.integers(0, 10), short, counters, kalenders)
def test_a_later_start_never_gives_an_earlier_end(
    start: date, later: int, duur: Duration, telling: CountingRule, known: Calendar
) -> None:
    after = start + timedelta(days=later)
    assert _end(after, duur, known, telling) >= _end(start, duur, known, telling)
    assert end_before(after, duur, known).due >= end_before(start, duur, known).due


@given(starts, short, counters, kalenders)
def test_counting_again_changes_nothing(start: date, duur: Duration, telling: CountingRule, known: Calendar) -> None:
    first = end_after(start, duur, known, telling)
    assert end_after(start, duur, known, telling) == first
    assert end_before(start, duur, known) == end_before(start, duur, known)


@given(starts, short, counters, kalenders)
def test_a_day_that_moved_the_end_is_a_free_weekday_on_the_way_without_which_it_ends_elsewhere(
    start: date, duur: Duration, telling: CountingRule, known: Calendar
) -> None:
    end = end_after(start, duur, known, telling)
    for day in end.moved_by:
        assert _is_between(start, day, end.due)
        assert day in known.free
        assert day.weekday() < 5
        assert _end(start, duur, known.without(day), telling) < end.due
    assert list(end.moved_by) == sorted(set(end.moved_by))


@given(starts, short, counters, kalenders)
def test_a_free_weekday_that_is_not_said_to_have_moved_the_end_did_not(
    start: date, duur: Duration, telling: CountingRule, known: Calendar
) -> None:
    end = end_after(start, duur, known, telling)
    silent = [day for day in known.free if _is_between(start, day, end.due) and day not in end.moved_by]
    assert all(_end(start, duur, known.without(day), telling) == end.due for day in silent if day.weekday() < 5)


@given(starts, short, kalenders)
def test_the_same_holds_for_a_term_counted_back(event: date, duur: Duration, known: Calendar) -> None:
    end = end_before(event, duur, known)
    for day in end.moved_by:
        assert _is_between(end.due, day, event - DAY)
        assert day in known.free
        assert end_before(event, duur, known.without(day)).due > end.due


def _end(start: date, duur: Duration, known: Calendar, telling: CountingRule) -> date:
    return end_after(start, duur, known, telling).due


def _is_between(after: date, day: date, until: date) -> bool:
    return after < day <= until
