"""Closing on a day long ago: a wrong year deletes the case a year too soon."""

from datetime import date

import pytest

from tests.clock import at
from tests.unit.handlers.conftest import ONE, aangemeld
from tests.world import World


@pytest.fixture
async def room() -> World:
    room = World()
    room.clock.instant = at("2027-06-01 10:00")
    await room.keep(aangemeld())
    return room


@pytest.mark.parametrize("reden", ["opgelost", "ingetrokken", "overgedragen", "anders"])
async def test_a_closing_long_ago_is_asked_about_with_the_day_of_the_deletion(room: World, reden: str) -> None:
    [asked] = await room.say(f"!ret sluit {ONE} {reden} op 12 mei 2026")
    assert "op dinsdag 12 mei 2026" in asked
    assert "al op dinsdag 15 juni 2027" in asked
    assert (await room.casus()).gesloten is None
    await room.say(f"!ret {ONE} nee")
    assert (await room.casus()).gesloten is None


async def test_a_closing_long_ago_is_recorded_when_it_is_confirmed(room: World) -> None:
    await room.say(f"!ret sluit {ONE} overgedragen op 12 mei 2026")
    closed = (await room.say(f"!ret {ONE} ja"))[-1]
    assert "Casus gesloten (overgedragen)" in closed
    assert "Op dinsdag 15 juni 2027 verwijder ik" in closed
    assert (await room.casus()).gesloten == date(2026, 5, 12)


async def test_a_closing_of_these_weeks_is_not_asked_about(room: World) -> None:
    [closed] = await room.say(f"!ret sluit {ONE} overgedragen op 12 mei 2027")
    assert "Op vrijdag 12 mei 2028 verwijder ik" in closed
