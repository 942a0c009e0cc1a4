"""What of a case is counted."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.privacy.counters import HalfYearCount, counters, halfjaar
from tests.contract.storage_stage import AANMELDING, CODE, casus


@pytest.mark.parametrize(("day", "which"), [(date(2026, 6, 30), "2026-1"), (date(2026, 7, 1), "2026-2")])
def test_a_half_year_changes_in_july(day: date, which: str) -> None:
    assert halfjaar(day) == which


def test_each_property_is_counted_by_itself_in_the_half_year_of_the_aanmelding() -> None:
    whole = casus(
        CODE,
        AANMELDING,
        Feit("bespreking", date(2026, 5, 7), 1),
        Feit("opvolging_1", date(2026, 6, 18), 1, value="passend=ja,tijdig=nee"),
        Feit("escalatie", date(2026, 6, 20), 1, "1"),
        Feit("afgesloten", date(2026, 7, 1), value="opgelost"),
    )
    found = {(t.dimensie, t.waarde) for t in counters(whole)}
    assert {t.halfjaar for t in counters(whole)} == {"2026-1"}
    assert found == {
        ("casussen", "alle"),
        ("gemeente", "Zwolle"),
        ("leeftijd", "12-15"),
        ("aangemeld via", "gecertificeerde instelling"),
        ("grond", "wachttijd"),
        ("grond", "complex"),
        ("opgeschaald", "ja"),
        ("besprekingen", "1"),
        ("reden van sluiten", "opgelost"),
        ("opvolging 1: passend", "ja"),
        ("opvolging 1: tijdig", "nee"),
        ("weken tot bespreking", "2"),
        ("weken tot sluiten", "10"),
    }


def test_a_fact_from_before_the_aanmelding_counts_no_weeks() -> None:
    early = replace(casus(), feiten=(Feit("bespreking", date(2026, 4, 1), 1),))
    assert not [t for t in counters(early) if t.dimensie.startswith("weken")]
    assert HalfYearCount("2026-1", "opgeschaald", "nee") in counters(early)
