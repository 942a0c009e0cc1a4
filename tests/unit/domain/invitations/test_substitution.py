"""Who takes the seat of whom."""

from dataclasses import replace
from datetime import date

from retbot.domain.deelnemers.absence import DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import seat_holders, stand_in
from tests.every_row import every_row

DAY = date(2026, 5, 7)
AWAY = (DatePeriod(date(2026, 5, 4), DAY),)
ONE, TWO = Deelnemer(1, "expert", "LVB"), Deelnemer(2, "expert", "GGZ")
TAKER, SECOND = Deelnemer(3, "expert", "LVB", vervangt=1), Deelnemer(4, "expert", vervangt=1)


def gone(one: Deelnemer) -> Deelnemer:
    return replace(one, afwezig=AWAY)


@every_row(
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
    ]
)
def test_who_sits_where(people: list[Deelnemer], instead: dict[int, int], seats: list[int]) -> None:
    assert [one.nummer for one in seat_holders(people, DAY, instead)] == seats


def test_the_last_day_of_an_absence_counts_and_without_a_day_nobody_is_away() -> None:
    people = [gone(ONE), TAKER]
    assert [seat_holders(people, day)[0].nummer for day in (None, date(2026, 5, 3), DAY, date(2026, 5, 8))] == [
        1,
        1,
        3,
        1,
    ]


def test_a_stand_in_who_is_away_is_none() -> None:
    assert stand_in(ONE, [ONE, gone(TAKER)], DAY) is None
    assert stand_in(ONE, [ONE, gone(TAKER)], None) == gone(TAKER)
