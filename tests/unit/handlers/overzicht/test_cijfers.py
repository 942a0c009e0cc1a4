"""The figures of a half year, said in the room."""

from dataclasses import replace
from datetime import date

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
    assert await room.say("!ret cijfers 2024-1") == ["Over de eerste helft van 2024 zijn er geen casussen."]
