"""Which moments are proposed, and what a vote says of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Casus
from retbot.domain.casus.tables import next_tafel
from retbot.domain.deelnemers.absence import DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.planning.date_poll import MOST, candidates, carry_over, check_moments
from retbot.domain.planning.polls import GEEN, Option, Poll, PollType
from retbot.domain.planning.slots import SlotSearch
from retbot.domain.termijnen.reminders import OfficeHours
from retbot.domain.tijd import local
from tests.clock import at
from tests.every_row import every_row
from tests.unit.scheduling.stage import aanmelding, team

CODE = Casecode("RET-7KH-4T3")
NOW = at("2026-04-20 09:00")
UREN: OfficeHours = team().office_hours


def slot_search(profile: str = "overijssel-2022", now: datetime = NOW, minuten: int = 60) -> SlotSearch:
    convenant = convenant_files.load(profile)
    given: Aanmelding = aanmelding(date(2026, 4, 20))
    casus = Casus(CODE, convenant.naam, convenant.versie, given)
    return SlotSearch(casus, convenant, kalender(), next_tafel(casus, convenant), now, minuten)


def proposed(people: list[Deelnemer], *taken: tuple[datetime, datetime], search: SlotSearch | None = None) -> list[str]:
    found = candidates(search or slot_search(), UREN, people, taken)
    return [f"{local(one.start):%m-%d %H}" for one in found]


def test_they_lie_on_working_days_far_enough_ahead_to_invite_in_time() -> None:
    """Art. 8.5: a week before. Koningsdag and 5 May are free."""
    assert proposed([]) == ["04-28 14", "04-29 10", "04-30 14", "05-01 10", "05-04 14", "05-06 14"]


def test_what_clashes_with_another_meeting_and_days_on_which_a_member_is_away_come_last() -> None:
    away = Deelnemer(1, "expert", afwezig=(DatePeriod(date(2026, 4, 28), date(2026, 4, 29)),))
    busy = at("2026-04-30 14:30"), at("2026-04-30 16:00")
    found = proposed([away], busy)
    assert not {"04-28 14", "04-29 10", "04-30 14"} & set(found)
    assert "04-30 10" in found
    taker = Deelnemer(2, "expert", vervangt=1)
    assert "04-28 14" in proposed([away, taker], busy)


def test_when_no_moment_meets_the_term_the_nearest_ones_are_proposed_with_what_they_miss() -> None:
    late = slot_search("ijsselland-pilot-2018", at("2026-05-20 09:00"))
    found = candidates(late, UREN, [], [])
    assert found
    assert all(one.oordeel.mist for one in found)


def test_a_bespreking_ends_in_office_hours() -> None:
    assert proposed([], search=slot_search(minuten=11 * 60)) == []


PRIKKER = Poll(
    CODE,
    PollType.PRIKKER,
    0,
    60,
    NOW,
    (*(Option(f"o{n}", n, NOW + timedelta(days=n)) for n in (1, 2)), Option("geen", 3, value=GEEN)),
)


@every_row(
    [
        (["o1"], 0, [1]),
        (["o2", "o1"], 0, [2, 1]),
        (["geen"], 0, [3]),
        (["geen", "o1"], 0, [1]),
        (["o1", "o2", "geen"], 0, [1, 2]),
        (["o1"], 1, None),
        (["o1", "o2"], 1, [2]),
        (["o1", "geen"], 1, [3]),
        ([], 0, None),
        (["o1", "vreemd"], 0, None),
    ]
)
def test_what_a_vote_counts_for(ids: list[str], days: int, counted: list[int] | None) -> None:
    found = PRIKKER.valid_choice(ids, NOW + timedelta(days=days))
    assert (found if found is None else [one.nummer for one in found]) == counted


def test_choices_stay_with_the_moments_that_stay() -> None:
    later = replace(PRIKKER, opties=(Option("n1", 1, NOW + timedelta(days=2)), Option("n2", 2, value=GEEN)))
    assert carry_over(PRIKKER, later, {"school": (1, 2), "aanmelder": (1,), "ouders": (3,)}) == {"school": [1]}


@pytest.mark.parametrize("starts", [[], [NOW], [NOW + timedelta(hours=n) for n in range(1, MOST + 2)]])
def test_moments_lie_ahead_and_are_not_too_many(starts: list[datetime]) -> None:
    with pytest.raises(Refusal):
        check_moments(starts, NOW)


def test_moments_are_sorted_and_each_stands_there_once() -> None:
    first, second = NOW + timedelta(days=1), NOW + timedelta(days=2)
    assert check_moments([second, first, second.astimezone(UTC)], NOW) == [first, second]
