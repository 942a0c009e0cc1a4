"""The figures of a half year, said in the room."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.casus import casecode
from tests.clock import at
from tests.unit.handlers.conftest import EXPERT, aangemeld
from tests.world import SECRETARIS, VOORZITTER, World


async def cases(room: World, number: int) -> None:
    for symbol in casecode.ALPHABET[:number]:
        symbols = "2222" + symbol
        code = casecode.with_hyphens(symbols + casecode.check_symbol(symbols))
        await room.keep(replace(aangemeld(code, date(2026, 3, 2)), code=code))


async def test_they_are_rounded_and_once_told_they_stay(room: World) -> None:
    await cases(room, 7)
    room.clock.instant = at("2026-07-01 09:00")
    [told] = await room.say("!ret cijfers", VOORZITTER)
    await cases(room, 15)
    again = await room.say("!ret cijfers 2026-1", SECRETARIS)

    assert "eerste helft van 2026" in told
    assert "• casussen – alle: 5" in told
    assert "• leeftijd – 12-15: 5" in told
    assert again == [told]


async def test_few_cases_are_not_told_of(room: World) -> None:
    await cases(room, 4)
    room.clock.instant = at("2026-07-01 09:00")
    [told] = await room.say("!ret cijfers")

    assert "• gemeente – Enschede: minder dan 5" in told


async def test_a_half_year_that_runs_and_a_person_who_may_not_are_refused(room: World) -> None:
    assert "nog niet voorbij" in (await room.say("!ret cijfers 2026-1"))[0]
    assert "is voor" in (await room.say("!ret cijfers", EXPERT))[0]
    (said,) = await room.say("!ret cijfers 2024-1")
    assert said.startswith("Over de eerste helft van 2024 zijn er geen casussen, en ook niet over een ander half jaar")


@pytest.mark.parametrize("typed", ["2024-1", "2025-2", "2027-1"])
async def test_without_cases_the_nearest_half_year_that_has_them_is_shown(room: World, typed: str) -> None:
    await cases(room, 6)
    room.clock.instant = at("2027-08-02 09:00")
    (said,) = await room.say(f"!ret cijfers {typed}")
    assert said.splitlines()[0].endswith("zijn er geen casussen. Dit is het dichtstbijzijnde halfjaar.")
    assert "**Cijfers over de eerste helft van 2026**" in said
