"""An overleg and its slots: what is free, what moves along, and what a series skips."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, BesprekingState
from retbot.domain.errors import Refusal
from retbot.domain.overleg import overleg as overleggen
from retbot.domain.overleg import series
from retbot.domain.overleg.overleg import Overleg, occupancy, vrij
from retbot.domain.overleg.series import Reeks, in_plaats_van, last_day, te_zelden
from retbot.domain.termijnen.teamtermijnen import met_overleggen, teamtermijnen
from tests.unit.domain.casus.cases import OVERIJSSEL, casus

START = datetime(2026, 5, 7, 11, 0, tzinfo=UTC)
NOW = datetime(2026, 4, 20, 7, 0, tzinfo=UTC)
OVERLEG = Overleg("een@retbot", START, 120)


def slot(after: int, minuten: int, overleg: Overleg = OVERLEG) -> Bespreking:
    """This many minutes after the start of the overleg."""
    start = overleg.start + timedelta(minutes=after)
    return Bespreking(1, start, minuten, f"{after}@retbot", overleg=overleg.uid)


def minutes(overleg: Overleg, taken: list[Bespreking], minuten: int) -> list[int]:
    return [int((one.start - overleg.start).total_seconds()) // 60 for one in vrij(overleg, taken, minuten)]


@pytest.mark.parametrize(
    ("taken", "minuten", "free"),
    [
        ([], 30, [0, 30, 60, 90]),
        ([], 45, [0, 45]),
        ([], 60, [0, 60]),
        ([slot(0, 30)], 60, [30]),
        ([slot(30, 30)], 30, [0, 60, 90]),
        ([slot(30, 30)], 45, [60]),
        ([slot(0, 60), slot(60, 60)], 30, []),
    ],
)
def test_a_case_goes_where_its_length_still_fits(taken: list[Bespreking], minuten: int, free: list[int]) -> None:
    assert minutes(OVERLEG, taken, minuten) == free


def test_the_cases_of_an_overleg_stand_in_the_order_of_their_slots() -> None:
    first, later = slot(0, 30), slot(60, 30)
    one, other = (
        casus(OVERIJSSEL).with_bespreking(later),
        replace(casus(OVERIJSSEL), code=Casecode("RET-222-222")).with_bespreking(first),
    )
    cancelled = replace(casus(OVERIJSSEL), code=Casecode("RET-333-333")).with_bespreking(
        replace(first, state=BesprekingState.CANCELLED)
    )
    assert [b for b, _ in occupancy(OVERLEG, [one, other, cancelled])] == [first, later]


def test_slots_move_along_with_their_overleg_and_each_keeps_its_place_in_it() -> None:
    seated = casus(OVERIJSSEL).with_bespreking(slot(30, 45))
    moved = overleggen.move(OVERLEG, START + timedelta(days=1), None, "stadhuis")
    (after,) = overleggen.verschoven(OVERLEG, moved, occupancy(OVERLEG, [seated]))
    (new,) = after.besprekingen
    assert moved.sequence == 1
    assert (new.start, new.sequence, new.plek) == (START + timedelta(days=1, minutes=30), 1, "stadhuis")


def test_an_overleg_is_not_made_shorter_than_its_cases_need() -> None:
    seated = casus(OVERIJSSEL).with_bespreking(slot(90, 30))
    shorter = overleggen.move(OVERLEG, START, 90, None)
    with pytest.raises(Refusal, match="overleg_te_kort"):
        overleggen.verschoven(OVERLEG, shorter, occupancy(OVERLEG, [seated]))


@pytest.mark.parametrize(
    ("overleg", "reason"),
    [
        (replace(OVERLEG, start=NOW), "overleg_voorbij"),
        (replace(OVERLEG, tijdvak=50), "tijdvak_onbekend"),
        (replace(OVERLEG, minuten=20), "overleg_duur"),
        (replace(OVERLEG, minuten=900), "overleg_duur"),
        (replace(OVERLEG, uid="ander@retbot", start=START + timedelta(minutes=90)), "overleg_botst"),
    ],
)
def test_what_is_no_overleg_is_refused(overleg: Overleg, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        overleggen.check(overleg, [OVERLEG], NOW, 60)


def test_an_overleg_that_is_off_is_in_nobodys_way() -> None:
    overleggen.check(replace(OVERLEG, uid="ander@retbot"), [overleggen.cancel(OVERLEG)], NOW, 60)


def test_a_series_has_its_dates_and_ends_half_a_year_on() -> None:
    convenant = convenant_files.load("overijssel-2022")
    last = last_day(date(2026, 5, 7), convenant)
    days = list(Reeks(date(2026, 5, 7), last, 2).dagen())
    assert days[:2] == [date(2026, 5, 7), date(2026, 5, 21)]
    assert (last, len(days)) == (date(2026, 11, 4), 13)


def test_a_series_ends_with_the_covenant_and_one_that_ran_out_has_no_say() -> None:
    convenant = replace(convenant_files.load("overijssel-2022"), looptijd_einde=date(2026, 6, 30))
    assert last_day(date(2026, 5, 7), convenant) == date(2026, 6, 30)
    assert last_day(date(2026, 7, 2), convenant) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("free", "instead"),
    [
        (date(2026, 5, 14), date(2026, 5, 13)),  # Hemelvaartsdag: the Friday after it is equated
        (date(2026, 4, 6), date(2026, 4, 7)),  # Tweede Paasdag
        (date(2026, 5, 5), date(2026, 5, 4)),
        (date(2026, 12, 26), date(2026, 12, 24)),
    ],
)
def test_the_nearest_working_day_is_proposed_for_a_free_one(free: date, instead: date) -> None:
    assert in_plaats_van(free, kalender()) == instead


def test_a_team_that_meets_less_often_than_its_covenant_asks_is_told() -> None:
    westfriesland = convenant_files.load("westfriesland-2023")
    assert te_zelden(2, westfriesland) is None
    duty = te_zelden(3, westfriesland)
    assert duty
    assert duty.id == "WF-1.6a"
    assert te_zelden(4, convenant_files.load("overijssel-2022")) is None


def test_a_planned_overleg_fulfils_the_cadence_of_its_own_period_and_a_cancelled_one_does_not() -> None:
    convenant, today = convenant_files.load("westfriesland-2023"), date(2026, 4, 20)

    def due(*planned: Overleg) -> list[date]:
        facts = met_overleggen([], planned, convenant)
        terms = teamtermijnen(convenant, facts, [], kalender(), today)
        return [t.day for t in terms if t.plicht.id == "WF-1.6a" and t.day >= today]

    assert series.cadence(convenant)
    first = Overleg("een@retbot", datetime(2026, 4, 22, 11, 0, tzinfo=UTC), 120)
    assert due() == [date(2026, 4, 23)]
    assert due(first) == [date(2026, 5, 7)]
    assert due(overleggen.cancel(first)) == [date(2026, 4, 23)]
