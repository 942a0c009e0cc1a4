"""Where terms end: what is true for every term."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from retbot.covenants.free_days import kalender
from retbot.domain.calendar.counting import CountingRule, end_after, end_before
from retbot.domain.calendar.duration import Duration
from retbot.domain.calendar.working_days import DAY, Calendar

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
