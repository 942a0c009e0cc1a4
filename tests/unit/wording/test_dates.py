"""Dates and lists in Dutch."""

from datetime import UTC, date, datetime, time

from retbot.domain.tijd import local, local_day
from retbot.wording import dates

THURSDAY = date(2026, 5, 7)


def test_dates_are_written_in_dutch() -> None:
    assert dates.weekday(THURSDAY) == "donderdag"
    assert dates.long_date(THURSDAY) == "donderdag 7 mei"
    assert dates.full_date(THURSDAY) == "donderdag 7 mei 2026"
    assert dates.short_date(THURSDAY) == "do 7 mei"
    assert dates.clock_time(time(9, 5)) == "09:05"


def test_the_year_is_written_when_the_date_is_far_away() -> None:
    assert dates.long_date(THURSDAY, date(2026, 4, 22)) == "donderdag 7 mei"
    assert dates.long_date(THURSDAY, date(2026, 12, 31)) == "donderdag 7 mei"
    assert dates.long_date(THURSDAY, date(2025, 5, 7)) == "donderdag 7 mei 2026"


def test_lists_end_in_en() -> None:
    assert dates.join([]) == ""
    assert dates.join(["a"]) == "a"
    assert dates.join(["a", "b"]) == "a en b"
    assert dates.join(["a", "b", "c"]) == "a, b en c"
    assert dates.join(["a", "b"], "of") == "a of b"


def test_an_instant_is_seen_from_amsterdam() -> None:
    late = datetime(2026, 5, 6, 22, 30, tzinfo=UTC)
    assert local_day(late) == THURSDAY
    assert dates.clock_time(local(late).time()) == "00:30"
