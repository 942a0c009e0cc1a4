"""Dates and lists in Dutch."""

from datetime import UTC, date, datetime, time

from retbot import taal

THURSDAY = date(2026, 5, 7)


def test_dates_are_written_in_dutch() -> None:
    assert taal.weekday(THURSDAY) == "donderdag"
    assert taal.long_date(THURSDAY) == "donderdag 7 mei"
    assert taal.full_date(THURSDAY) == "donderdag 7 mei 2026"
    assert taal.short_date(THURSDAY) == "do 7 mei"
    assert taal.clock_time(time(9, 5)) == "09:05"


def test_the_year_is_written_when_the_date_is_far_away() -> None:
    assert taal.long_date(THURSDAY, date(2026, 4, 22)) == "donderdag 7 mei"
    assert taal.long_date(THURSDAY, date(2026, 12, 31)) == "donderdag 7 mei"
    assert taal.long_date(THURSDAY, date(2025, 5, 7)) == "donderdag 7 mei 2026"


def test_lists_end_in_en() -> None:
    assert taal.join([]) == ""
    assert taal.join(["a"]) == "a"
    assert taal.join(["a", "b"]) == "a en b"
    assert taal.join(["a", "b", "c"]) == "a, b en c"
    assert taal.join(["a", "b"], "of") == "a of b"


def test_an_instant_is_seen_from_amsterdam() -> None:
    late = datetime(2026, 5, 6, 22, 30, tzinfo=UTC)
    assert taal.local_day(late) == THURSDAY
    assert taal.clock_time(taal.local(late).time()) == "00:30"
