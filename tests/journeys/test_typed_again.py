"""What is recorded already, typed once more: nothing moves unless that is what was said."""

import pytest

from retbot.domain.casus.casus import BesprekingState
from tests.journeys.effects import Example, room_for
from tests.world import World


async def a_room(state: str) -> World:
    return await room_for(Example("", state))


@pytest.mark.parametrize(
    ("state", "typed", "name"),
    [
        ("gepland", "formulier gedeeld", "formulier gedeeld"),
        ("gepland", "voorgesprek gehouden", "voorgesprek gehouden"),
        ("besproken", "advies vastgesteld", "advies vastgesteld"),
        ("verzonden", "opgevolgd Accare", "advies opgevolgd Accare"),
    ],
)
async def test_another_day_keeps_the_first_one_and_says_how_to_change_it(state: str, typed: str, name: str) -> None:
    room = await a_room(state)
    await room.say(typed, thread=True)
    before = await room.casus()
    room.clock.set("2026-06-29 10:00")
    said = "\n".join(await room.say(typed, thread=True))
    assert await room.casus() == before
    assert "Dat ligt al vast" in said
    assert f"`!ret herstel {room.code} {name} op ma 29 juni`" in said
    await room.say(f"!ret herstel CODE {name} op ma 29 juni")
    assert await room.casus() != before


async def test_a_duty_that_is_done_stays_done_on_its_day() -> None:
    room = await a_room("voorbij")
    await room.say("bespreking gehouden iedereen", thread=True)
    for _ in range(5):
        await room.say("ja", thread=True)
    await room.say("gedaan OV-16m", thread=True)
    before = await room.casus()
    assert before.feit("gedaan", 1, "OV-16m")
    room.clock.set("2026-05-12 10:00")
    assert "Dat ligt al vast" in (await room.say("gedaan OV-16m", thread=True))[0]
    assert await room.casus() == before


async def test_the_advies_that_was_sent_stays_on_its_day() -> None:
    room = await a_room("verzonden")
    before = await room.casus()
    room.clock.set("2026-05-22 10:00")
    assert "Dat ligt al vast" in (await room.say("advies verzonden", thread=True))[0]
    assert await room.casus() == before


async def test_of_all_parties_only_who_is_not_recorded_yet_is_recorded() -> None:
    room = await a_room("verzonden")
    await room.say("opgevolgd Accare", thread=True)
    first = (await room.casus()).feit("advies_opgevolgd", 1, "Accare")
    room.clock.set("2026-05-22 10:00")
    await room.say("opgevolgd", thread=True)
    assert (await room.casus()).feit("advies_opgevolgd", 1, "Accare") == first


@pytest.mark.parametrize("day", ["", " op 8 mei"])
async def test_who_was_there_is_put_right_by_the_command_that_recorded_it(day: str) -> None:
    room = await a_room("voorbij")
    await room.say("bespreking gehouden iedereen op 8 mei", thread=True)
    await room.say("ja", thread=True)
    before = await room.casus()
    said = "\n".join(await room.say(f"bespreking gehouden 2 3 5{day}", thread=True))
    after = await room.casus()
    assert [b.state for b in after.besprekingen] == [BesprekingState.HELD]
    was, now = (casus.feit("aanwezig", 1) for casus in (before, after))
    assert was
    assert now
    assert was.value != now.value
    assert len(str(now.value).split(",")) == 3
    assert after.feit("consensus", 1) == before.feit("consensus", 1)
    assert "Genoteerd: besproken met" in said
    assert "consensus" not in said


async def test_a_bespreking_that_was_never_planned_is_gone_when_it_is_taken_away() -> None:
    room = await a_room("aangemeld")
    await room.say("bespreking gehouden iedereen op 21 april", thread=True)
    await room.say("!ret herstel CODE bespreking gehouden weg")
    assert (await room.casus()).bespreking is None
    assert "nog niet gepland" in "\n".join(await room.say("status", thread=True))


async def test_a_planned_bespreking_is_to_be_held_again_when_its_record_is_taken_away() -> None:
    room = await a_room("voorbij")
    await room.say("bespreking gehouden iedereen", thread=True)
    await room.say("!ret herstel CODE bespreking gehouden weg")
    planned = (await room.casus()).bespreking
    assert planned
    assert planned.state is BesprekingState.PLANNED


async def test_another_day_keeps_the_length_of_the_bespreking_and_the_same_moment_stands() -> None:
    room = await a_room("gepland")
    planned = (await room.casus()).bespreking
    assert planned
    await room.say("!ret overleg plan do 21 mei 13:00-16:00 om de 30 minuten")
    await room.say("verzet do 21 mei 13:00 duur 60", thread=True)
    await room.say("verzet do 21 mei 14:00", thread=True)
    moved = (await room.casus()).bespreking
    assert moved
    assert (moved.start != planned.start, moved.minuten) == (True, planned.minuten)
    assert "staat al op dat moment" in (await room.say("verzet 21/5 14.00", thread=True))[0]


@pytest.mark.parametrize("typed", ["plan do 6 mei 2027 10:00", "verzet 2027-05-06 10:00"])
async def test_a_day_of_another_year_is_asked_back_and_shown_with_its_year(typed: str) -> None:
    room = await a_room("gepland" if typed.startswith("verzet") else "aangemeld")
    before = await room.casus()
    [said] = await room.say(typed, thread=True)
    assert "Donderdag 6 mei 2027" in said
    assert await room.casus() == before
    assert "donderdag 6 mei 2027, 10:00" in "\n".join(await room.say("ja", thread=True))


async def test_a_bespreking_of_another_day_than_the_one_that_stands_is_asked_back() -> None:
    room = await a_room("voorbij")
    await room.say("bespreking gehouden iedereen", thread=True)
    before = await room.casus()
    [said] = await room.say("bespreking gehouden 2 3 5 op 6 mei", thread=True)
    assert "van donderdag 7 mei" in said
    assert await room.casus() == before
    await room.say("ja", thread=True)
    assert len((await room.casus()).besprekingen) == 2
