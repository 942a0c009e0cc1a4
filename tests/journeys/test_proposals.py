"""An act that the bot proposes is a question, answered with the symbols of the case."""

from retbot.domain.casus.casecode import symbols_of
from retbot.ports import Channel
from tests.journeys.effects import Example, room_for
from tests.unit.handlers.conftest import ONE
from tests.world import VOORZITTER, World

YES = f"ja {symbols_of(ONE)}"


async def planned() -> tuple[World, str]:
    room = await room_for(Example("", "aangemeld"))
    said = await room.say("plan do 7 mei 14:00", thread=True)
    return room, "\n".join(said)


def mailed(room: World) -> int:
    return sum(row.post.channel is Channel.MAIL for row in room.rows())


async def test_after_planning_it_proposes_to_invite_and_says_whom() -> None:
    room, said = await planned()
    assert f"**{ONE} uitnodigen** voor donderdag 7 mei, 14:00–15:00: " in said
    assert f"Nu doen? `{YES}`" in said
    assert (mailed(room), (await room.casus()).feit("uitgenodigd")) == (0, None)
    assert (await room.say(YES, thread=True))[0].startswith("Uitgenodigd: ")
    assert mailed(room)


async def test_the_yes_of_somebody_else_or_without_symbols_invites_nobody() -> None:
    room, _ = await planned()
    await room.say(YES, VOORZITTER, thread=True)
    await room.say("ja", thread=True, confirm=False)
    assert mailed(room) == 0


async def test_who_would_get_mail_has_changed_since_is_said_anew() -> None:
    room, _ = await planned()
    async with room.storage.begin() as work:
        await work.addresses.set("deelnemer:2", "ggz@karakter.example")
    [asked] = await room.say(YES, thread=True, confirm=False)
    assert asked.startswith("Er is intussen iets veranderd.")
    assert "2 experts" in asked
    assert mailed(room) == 0


async def test_it_ends_when_the_plan_changes() -> None:
    room, _ = await planned()
    await room.say("verzet vr 8 mei 10:00", thread=True)
    await room.say(YES, thread=True)
    assert mailed(room) == 0
