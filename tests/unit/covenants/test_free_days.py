"""The free days of art. 3 of the Algemene termijnenwet, by name."""

from datetime import date

import pytest

from retbot.covenants.free_days import EVENT_YEARS, YEARS, kalender
from tests.every_row import every_row
from tests.unit.golden import oracle

BRIDGES = {
    "2023-04-28": "gelijkgestelde dag na Koningsdag",
    "2023-05-19": "gelijkgestelde dag na Hemelvaartsdag",
    "2024-05-10": "gelijkgestelde dag na Hemelvaartsdag",
    "2024-12-27": "gelijkgestelde dag na Tweede Kerstdag",
    "2025-05-30": "gelijkgestelde dag na Hemelvaartsdag",
    "2026-01-02": "gelijkgestelde dag na Nieuwjaarsdag",
    "2026-05-15": "gelijkgestelde dag na Hemelvaartsdag",
    "2027-05-07": "gelijkgestelde dag na Hemelvaartsdag",
    "2028-04-28": "gelijkgestelde dag na Koningsdag",
    "2028-05-26": "gelijkgestelde dag na Hemelvaartsdag",
}


@every_row(range(2024, 2036))
def test_the_free_days_of_a_year_are_those_of_the_law_by_name(year: int) -> None:
    bridges = {date.fromisoformat(day): name for day, name in BRIDGES.items() if day.startswith(str(year))}
    assert {day: name for day, name in kalender().free.items() if day.year == year} == oracle.holidays(year) | bridges


def test_the_free_days_of_2026_are_these() -> None:
    assert [f"{day:%d-%m} {name}" for day, name in sorted(kalender().free.items()) if day.year == 2026] == [
        "01-01 Nieuwjaarsdag",
        "02-01 gelijkgestelde dag na Nieuwjaarsdag",
        "03-04 Goede Vrijdag",
        "05-04 Eerste Paasdag",
        "06-04 Tweede Paasdag",
        "27-04 Koningsdag",
        "05-05 Bevrijdingsdag",
        "14-05 Hemelvaartsdag",
        "15-05 gelijkgestelde dag na Hemelvaartsdag",
        "24-05 Eerste Pinksterdag",
        "25-05 Tweede Pinksterdag",
        "25-12 Eerste Kerstdag",
        "26-12 Tweede Kerstdag",
    ]


@pytest.mark.parametrize("year", [2025, 2031])
def test_koningsdag_is_the_26th_when_the_27th_is_a_sunday(year: int) -> None:
    assert kalender().free[date(year, 4, 26)] == "Koningsdag"
    assert date(year, 4, 27) not in kalender().free


@every_row(range(2024, 2036))
def test_5_may_is_free_every_year(year: int) -> None:
    assert kalender().free[date(year, 5, 5)] == "Bevrijdingsdag"


def test_every_equated_day_is_a_weekday_and_known_up_to_2028() -> None:
    equated = {day.isoformat(): name for day, name in kalender().free.items() if name.startswith("gelijk")}
    assert equated == BRIDGES
    assert all(date.fromisoformat(day).weekday() < 5 for day in equated)
    assert kalender().bridge_days_until == 2028


def test_two_feasts_on_one_day_are_both_named() -> None:
    assert set(kalender().free[date(2016, 5, 5)].split(" en ")) == {"Bevrijdingsdag", "Hemelvaartsdag"}


def test_a_term_that_starts_in_the_years_of_events_ends_in_a_year_of_which_the_days_are_known() -> None:
    assert EVENT_YEARS[0] > YEARS[0]
    assert EVENT_YEARS[-1] + 3 < YEARS[-1]
    assert {day.year for day in kalender().free} == set(YEARS)
