"""A month later lies in that month."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from retbot.domain.calendar.duration import add_months


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_a_month_later_lies_in_that_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
