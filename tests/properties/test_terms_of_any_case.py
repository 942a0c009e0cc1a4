"""What is true for the terms of every case, under each of the five covenants and on any days."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.calendar.duration import DurationUnit
from retbot.domain.casus.besprekingen import move
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.tables import is_a_table
from retbot.domain.convenant.convenant import Plicht, TermijnType
from retbot.domain.convenant.timeline import einde, last_instant, midnight
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import AMSTERDAM
from tests.unit.domain.casus.cases import WESTFRIESLAND, casus, convenant, held, planned, terms

NAMES = sorted(convenant_files.names())
DAYS = st.dates(date(2024, 1, 1), date(2035, 6, 30))
SOON = st.integers(1, 60)
FEW = settings(max_examples=25)


def received(name: str, day: date) -> Casus:
    one = casus(name)
    return replace(one, aanmelding=replace(one.aanmelding, ontvangen=day))


def dated(name: str) -> list[Plicht]:
    return [p for p in convenant(name).plichten if p.heeft_datum and p.actief]


def hangs_on_the_bespreking(term: Termijn, name: str) -> bool:
    return is_a_table(term.plicht.termijn.event, convenant(name)) or term.voor_event


def far_along(name: str, day: date, until: int) -> Casus:
    """Planned and held, each condition met, and the advies sent."""
    one = held(received(name, day), 1, day + timedelta(until), None)
    for condition in convenant(name).voorwaarden:
        one = one.with_feit(Feit("voorwaarde", day, 1, condition.naam, "ja"))
    sent = day + timedelta(until + 1)
    return one.with_feit(Feit("advies_verzonden", sent, 1)).with_feit(Feit("datalek", sent, value="23:30"))


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(day=DAYS)
def test_no_term_ends_before_it_starts_and_none_in_working_days_on_a_free_day(name: str, day: date) -> None:
    known = kalender()
    for plicht in dated(name):
        due, duur = einde(plicht, day, convenant(name), known).due, plicht.termijn.duur
        assert duur
        if plicht.termijn.soort is TermijnType.VOOR:
            assert last_instant(due) < midnight(day), plicht.id
        else:
            assert last_instant(due) >= midnight(day), plicht.id
        if duur.eenheid is DurationUnit.WORKING_DAY:
            assert not isinstance(due, datetime)
            assert known.is_working_day(due), plicht.id


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(day=DAYS, later=st.integers(0, 12))
def test_no_term_ends_earlier_for_starting_later(name: str, day: date, later: int) -> None:
    known = kalender()
    for plicht in dated(name):
        first, second = (einde(plicht, d, convenant(name), known).due for d in (day, day + timedelta(later)))
        assert last_instant(first) <= last_instant(second), plicht.id


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(day=DAYS, until=SOON)
def test_reckoning_a_case_again_changes_nothing(name: str, day: date, until: int) -> None:
    one = far_along(name, day, until)
    assert terms(one) == terms(replace(one))
    assert list(terms(one)) == list(dict.fromkeys(terms(one)))


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(day=DAYS, until=SOON, other=SOON)
def test_moving_a_bespreking_moves_what_hangs_on_it_and_nothing_else(
    name: str, day: date, until: int, other: int
) -> None:
    one = planned(received(name, day), 1, day + timedelta(until))
    for condition in convenant(name).voorwaarden:
        one = one.with_feit(Feit("voorwaarde", day, 1, condition.naam, "ja"))
    to = day + timedelta(until + other)
    start = datetime(to.year, to.month, to.day, 14, tzinfo=AMSTERDAM)
    moved = move(one, start, None, None, datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM), convenant(name))
    before, after = terms(one), terms(moved)
    assert before.keys() == after.keys()
    hanging = {key for key, term in after.items() if hangs_on_the_bespreking(term, name)}
    assert hanging or name == WESTFRIESLAND, "the others ask for something around their bespreking"
    for key, term in after.items():
        if key not in hanging:
            assert term == before[key], key
        else:
            expected = to if term.voor_event else einde(term.plicht, to, convenant(name), kalender()).due
            assert term.due == expected, key


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(day=DAYS, until=SOON)
def test_a_condition_that_is_not_recorded_starts_no_term(name: str, day: date, until: int) -> None:
    """Once it is recorded, its terms are there, each on the day that its table gives."""
    conditions = {p.id for p in dated(name) if p.voorwaarde and is_a_table(p.termijn.event, convenant(name))}
    bare = held(received(name, day), 1, day + timedelta(until))
    assert not conditions & {t.plicht.id for t in terms(bare).values()}
    assert {t.plicht.id for t in terms(far_along(name, day, until)).values() if t.plicht.voorwaarde} <= conditions
