"""A team of four cases hears the digest, and at most one message about each case a week that nobody asked for."""

import asyncio
from collections import Counter
from datetime import date

import pytest

from tests.noise.__main__ import guessed, twice
from tests.noise.demo_months import demo
from tests.noise.heard import LIVE, Heard, Line
from tests.noise.team_of_four import CASES, team_of_four

DIGEST = "overzicht"
TO_BEHEERDER = "auditkop"


@pytest.fixture(scope="module")
def four() -> Heard:
    return asyncio.run(team_of_four())


@pytest.fixture(scope="module", params=["team", "demo"])
def room(request: pytest.FixtureRequest, four: Heard) -> Heard:
    return four if request.param == "team" else asyncio.run(demo())


def unasked(room: Heard) -> list[Line]:
    return [line for line in room.lines if not line.asked and line.sort not in LIVE]


def test_besides_the_digest_a_case_gets_at_most_one_unasked_message_a_week(four: Heard) -> None:
    others = [line for line in unasked(four) if line.sort not in {DIGEST, TO_BEHEERDER, "opschalen"}]
    assert max(Counter((line.week, line.code) for line in others if line.code).values()) == 1
    assert max(Counter(line.week for line in others).values()) <= len(CASES)


def test_there_is_one_digest_a_day_and_one_control_number_a_week_for_the_beheerder_alone(room: Heard) -> None:
    assert max(Counter(line.day for line in room.lines if line.sort == DIGEST).values()) == 1
    numbers = [line for line in room.lines if line.sort == TO_BEHEERDER]
    assert max(Counter(line.week for line in numbers).values()) == 1
    assert {line.place for line in numbers} == {"privé"}


def test_no_sentence_is_said_twice_on_a_day_unasked(room: Heard) -> None:
    assert twice(unasked(room)) == []


def test_what_is_missed_is_proposed_for_escalation_on_the_next_working_morning(four: Heard) -> None:
    """The advies of the first case ends on Friday 3 July, an afspraak of the others on Friday 10 July."""
    first: dict[str | None, date] = {}
    for line in four.lines:
        if line.sort == "opschalen":
            first.setdefault(line.code, line.day)
    assert sorted(first.values()) == [date(2026, 7, 6), date(2026, 7, 13), date(2026, 7, 13)]


def test_a_size_tells_the_kind_of_a_message_hardly_better_than_always_guessing_the_same(room: Heard) -> None:
    always = guessed(room.lines, lambda _: 0)
    assert guessed(room.lines, lambda line: line.size) > always + 0.3, "without padding it does"
    assert guessed(room.lines, lambda line: line.padded) <= always + 0.05
