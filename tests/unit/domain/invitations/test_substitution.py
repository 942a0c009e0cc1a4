"""Who takes the seat of whom."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retbot.domain.deelnemers.absence import DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.substitution import seated, stand_in

DAY = date(2026, 5, 7)
AWAY = (DatePeriod(date(2026, 5, 4), DAY),)
ONE, TWO = Deelnemer(1, "expert", "LVB"), Deelnemer(2, "expert", "GGZ")
TAKER, SECOND = Deelnemer(3, "expert", "LVB", vervangt=1), Deelnemer(4, "expert", vervangt=1)


def gone(one: Deelnemer) -> Deelnemer:
    return replace(one, afwezig=AWAY)


@pytest.mark.parametrize(
    ("people", "instead", "seats"),
    [
        ([ONE, TWO, TAKER], {}, [1, 2]),
        ([gone(ONE), TWO, TAKER, SECOND], {}, [3, 2]),
        ([gone(ONE), TWO, gone(TAKER), SECOND], {}, [4, 2]),
        ([gone(ONE), TWO, gone(TAKER)], {}, [1, 2]),
        ([gone(ONE), TWO], {}, [1, 2]),
        ([ONE, TWO, TAKER], {1: 4}, [1, 2]),
        ([ONE, TWO, TAKER, SECOND], {1: 4}, [4, 2]),
        ([gone(ONE), TWO, TAKER, SECOND], {1: 4}, [4, 2]),
        ([ONE, TWO], {1: 2}, [2]),
    ],
)
def test_who_sits_where(people: list[Deelnemer], instead: dict[int, int], seats: list[int]) -> None:
    assert [one.nummer for one in seated(people, DAY, instead)] == seats


def test_the_last_day_of_an_absence_counts_and_without_a_day_nobody_is_away() -> None:
    people = [gone(ONE), TAKER]
    assert [seated(people, day)[0].nummer for day in (None, date(2026, 5, 3), DAY, date(2026, 5, 8))] == [1, 1, 3, 1]


def test_a_stand_in_who_is_away_is_none() -> None:
    assert stand_in(ONE, [ONE, gone(TAKER)], DAY) is None
    assert stand_in(ONE, [ONE, gone(TAKER)], None) == gone(TAKER)


@st.composite
def lists(draw: st.DrawFn) -> list[Deelnemer]:
    members = draw(st.lists(st.booleans(), min_size=1, max_size=5))
    found = [Deelnemer(number, f"rol {number}", afwezig=AWAY * away) for number, away in enumerate(members, 1)]
    for number in range(len(found) + 1, len(found) + 1 + draw(st.integers(0, 4))):
        of = draw(st.sampled_from([one for one in found if one.vervangt is None]))
        found.append(Deelnemer(number, of.rol, afwezig=AWAY * draw(st.booleans()), vervangt=of.nummer))
    return found


@given(lists())
@settings(max_examples=60)
def test_each_role_keeps_its_one_seat_and_a_stand_in_sits_only_for_who_is_away(people: list[Deelnemer]) -> None:
    seats = seated(people, DAY)
    members = {one.nummer: one for one in people if one.vervangt is None}
    assert [one.rol for one in seats] == [one.rol for one in members.values()]
    for one in seats:
        assert one.vervangt is None or (members[one.vervangt].is_absent(DAY) and not one.is_absent(DAY))
