"""Which slots are proposed for the cases of a cancelled overleg, whatever other slots there are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from retbot.domain.overleg.overleg import cancel
from retbot.domain.planning.replacing import replace_slot
from retbot.domain.planning.slots import beste
from tests.unit.domain.planning.test_slots import overleg, seated, slot_search

DAYS = ("04-23", "04-30", "05-07", "05-21", "05-28")


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(1, 20), st.sampled_from((30, 45, 60))), min_size=1, max_size=4),
    st.sets(st.sampled_from(DAYS), max_size=4),
    st.sampled_from((30, 60, 120)),
)
def test_each_case_of_a_cancelled_overleg_is_offered_a_slot_within_its_terms_if_there_is_one(
    wanted: Sequence[tuple[int, int]], days: set[str], long: int
) -> None:
    off = cancel(overleg("05-12", 240))
    there = [off, *(overleg(day, long) for day in sorted(days))]
    cases = [seated(n, date(2026, 4, day), minuten, off) for n, (day, minuten) in enumerate(wanted)]
    seekers = [replace(slot_search(one), minuten=(one.bespreking or one.besprekingen[0]).minuten) for one in cases]
    offered = replace_slot(seekers, there, cases)
    for seeker in seekers:
        alone = beste(seeker.assessments(there, cases))
        found = offered[seeker.casus.code]
        if alone and alone.past:
            assert found
            assert found.past
            assert not found.tijdvak.overleg.uid.startswith("05-12")
