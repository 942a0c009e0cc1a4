"""Who knows what is asked answers it in one message, a line each; addresses may come so too."""

import pytest

from retbot.handlers.chat import examples
from tests.world import VOORZITTER, World


async def with_case(profile: str) -> World:
    room = World(profile)
    room.clock.set("2026-04-20 09:00")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    return room


async def test_the_questions_of_a_meeting_are_answered_in_one_message() -> None:
    room = await with_case("model-2024")
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    said = await room.say("niemand\nja\nniemand\nja", thread=True)
    assert said[-1].endswith("Dat was alles.")


async def test_a_whole_aanmelding_is_answered_in_one_message() -> None:
    room = World()
    room.clock.set("2026-04-20 09:00")
    await room.say("!ret aanmelding", direct=True)
    said = await room.say("vandaag\n1\nja\n12-15\nEnschede\n1\nja\nja\nja", direct=True)
    assert "Nieuwe casus" in "\n".join(said)


async def test_of_lines_of_which_one_does_not_fit_nothing_is_taken() -> None:
    room = await with_case("model-2024")
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    before = (await room.casus()).feiten
    said = await room.say("niemand\nmisschien wel", thread=True)
    assert "niets gewijzigd" in said[-1]
    assert (await room.casus()).feiten == before


async def test_talk_of_more_lines_is_left_alone() -> None:
    room = await with_case("model-2024")
    assert await room.say("goedemorgen\nwie belt de school\nik", thread=True) == []


@pytest.mark.parametrize("who", [VOORZITTER])
async def test_addresses_are_given_in_one_message(who: str) -> None:
    room = await with_case("model-2024")
    lines = [f"adres CODE {rol} {rol}@organisatie.example" for rol in ("aanmelder", "school", "toeleider")]
    said = "\n".join(await room.say("\n".join(lines), who, direct=True))
    assert all(f"Adres van {rol} bewaard" in said for rol in ("aanmelder", "school", "toeleider"))
