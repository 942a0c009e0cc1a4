"""The figures that may leave the team."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.privacy.counters import HalfYearCount
from retbot.domain.privacy.figures import Figure, cijfers, count_cases, published_period
from tests.unit.domain.casus.cases import OVERIJSSEL, casus


def received(op: date) -> Casus:
    one = casus(OVERIJSSEL)
    return replace(one, aanmelding=replace(one.aanmelding, ontvangen=op))


def test_a_median_is_in_the_middle_of_the_cases() -> None:
    counts = {("weken tot advies", "2"): 4, ("weken tot advies", "3"): 3, ("weken tot advies", "9"): 4}
    assert cijfers(counts) == [Figure("weken tot advies", "", "3")]


def test_what_was_deleted_counts_beside_what_is_there() -> None:
    there = [received(date(2026, 2, 2)), received(date(2026, 6, 30)), received(date(2026, 7, 1))]
    gone = {HalfYearCount("2026-1", "leeftijd", "12-15"): 3, HalfYearCount("2025-2", "leeftijd", "12-15"): 7}
    assert count_cases(there, gone, "2026-1")["leeftijd", "12-15"] == 5
    assert count_cases([], {}, "2026-1") == Counter()


@pytest.mark.parametrize(
    ("text", "today", "period"),
    [("", date(2026, 7, 1), "2026-1"), ("", date(2026, 6, 30), "2025-2"), ("2024-2", date(2026, 1, 1), "2024-2")],
)
def test_only_a_half_year_that_is_over_is_told(text: str, today: date, period: str) -> None:
    assert published_period(text, today) == period


@pytest.mark.parametrize(
    ("text", "reason"),
    [("2026-1", "loopt"), ("2027-1", "loopt"), ("2025-3", "onbekend"), ("vorig jaar", "onbekend")],
)
def test_another_one_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        published_period(text, date(2026, 6, 1))
    assert refused.value.reason == f"halfjaar_{reason}"
