"""The slots of an overleg, whatever was planned in it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from retbot.domain.casus.casus import Bespreking
from retbot.domain.overleg.overleg import is_free, vrij
from tests.unit.domain.overleg.test_overleg import OVERLEG, slot


@settings(max_examples=60)
@given(st.lists(st.sampled_from((30, 45, 60)), max_size=8), st.sampled_from((60, 90, 120, 150)))
def test_no_two_cases_ever_have_the_same_moment(lengths: list[int], long: int) -> None:
    overleg = replace(OVERLEG, minuten=long)
    taken: list[Bespreking] = []
    for length in lengths:
        free = vrij(overleg, taken, length)
        assert all(is_free(overleg, taken, one.start, length) for one in free)
        if free:
            taken.append(replace(slot(0, length), start=free[0].start))
    taken.sort(key=lambda b: b.start)
    ends = [overleg.start, *(b.start + timedelta(minutes=b.minuten) for b in taken)]
    assert all(end <= b.start for end, b in zip(ends, taken, strict=False))
    assert ends[-1] <= overleg.einde
