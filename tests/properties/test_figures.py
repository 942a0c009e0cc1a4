"""The figures that may be shared outside the team, for any counts."""

from hypothesis import given
from hypothesis import strategies as st

from retbot.domain.privacy.counters import THROUGHPUT
from retbot.domain.privacy.figures import MINDER, cijfers

ROWS = st.dictionaries(
    st.tuples(st.sampled_from(["leeftijd", "gemeente", *THROUGHPUT]), st.sampled_from(["0", "1", "4", "12"])),
    st.integers(1, 40),
    max_size=12,
)


@given(ROWS)
def test_no_count_under_five_is_told_and_every_other_is_a_multiple_of_five(counts: dict[tuple[str, str], int]) -> None:
    for row in cijfers(counts):
        if row.waarde:
            exact = counts[row.tabel, row.waarde]
            assert row.aantal == MINDER if exact < 5 else abs(int(row.aantal) - exact) <= 2
            assert row.aantal == MINDER or int(row.aantal) % 5 == 0


@given(ROWS)
def test_a_median_is_told_over_ten_cases_or_more_only(counts: dict[tuple[str, str], int]) -> None:
    for row in (row for row in cijfers(counts) if not row.waarde):
        total = sum(aantal for (tabel, _), aantal in counts.items() if tabel == row.tabel)
        assert row.aantal.isdigit() == (total >= 10)
