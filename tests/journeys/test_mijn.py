"""mijn: what somebody must do, by when and in which case."""

from tests.world import EXPERT, SECRETARIS, VOORZITTER, World

AANMELDING = (
    "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja gronden=hoogspecialistisch "
    "formulier=ja monitor=ja"
)


async def own(world: World, who: str) -> str:
    (said,) = await world.say("!ret mijn", who)
    return said


async def test_each_reads_only_what_is_his_with_what_to_type_once_it_is_done() -> None:
    world = World()
    await world.say(f"!ret deelnemer toevoegen expert LVB Ambiq {EXPERT}")
    await world.say(AANMELDING)
    code = world.code
    await world.say(f"!ret plan {code} ma 4 mei 14:00")

    of_the_secretaris = await own(world, SECRETARIS)
    assert f"{code} **wo 22 april**: controleren of het formulier compleet is" in of_the_secretaris
    assert of_the_secretaris.count(f"→ `!ret compleet {code}`") == 1
    assert "voorgesprek" not in of_the_secretaris
    assert f"{code} **vóór ma 4 mei**: voorgesprek" in await own(world, VOORZITTER)
    assert await own(world, EXPERT) == "Voor u staat er niets open."

    await world.say(f"!ret compleet {code}")
    assert "formulier compleet" not in await own(world, SECRETARIS)


async def test_who_has_a_vog_to_show_reads_how_to_say_that_it_is_there() -> None:
    world = World()
    await world.say(f"!ret deelnemer toevoegen expert LVB Ambiq {EXPERT} vog 1-9-2025")
    assert "een nieuwe VOG laten zien (art. 11.3)" in await own(world, EXPERT)
    assert "`!ret gedaan OV-11.3 1 op DATUM`" in await own(world, EXPERT)
