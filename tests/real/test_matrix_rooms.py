"""Which rooms the bot enters, what it finds wrong with them, and its room with one person."""

import pytest

from retbot.matrix.rooms.invitations import AT_ONCE
from retbot.matrix.sending import NOT_HERE
from retbot.ports import Doubt, Outgoing, RoomShut
from tests.real.conftest import NewNioPerson
from tests.real.matrix_stage import Bot, eventually, joined, meet


async def test_a_sound_room_has_no_faults(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    room = await meet(bot, anna, bert)
    await anna.say(room, "!ping")
    await anna.hears_text("pong")

    assert [fault for fault in bot.notes.faults if fault.type != "pinned"] == []


async def test_a_room_that_is_open_to_others_has_its_faults_told_once(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    state = {
        "m.room.join_rules": {"join_rule": "public"},
        "m.room.history_visibility": {"history_visibility": "shared"},
        "m.room.guest_access": {"guest_access": "can_join"},
    }
    room = await meet(bot, anna, bert, state=state, power=0)
    for kind in ("join_rule", "history", "guests", "power"):
        assert (await bot.notes.hears_of(kind)).room_id == room

    await anna.client.room_put_state(room, "m.room.guest_access", {"guest_access": "forbidden"})
    await anna.say(room, "!ping")
    await anna.hears_text("pong")

    kinds = [fault.type for fault in bot.notes.faults if fault.type != "pinned"]
    assert sorted(kinds) == ["guests", "history", "join_rule", "power"]


async def test_a_room_that_is_replaced_is_told_once_and_the_bot_goes_on_there(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    room = await meet(bot, anna, bert)
    await anna.client.room_put_state(room, "m.room.tombstone", {"body": "", "replacement_room": "!nieuw:ret.test"})
    assert (await bot.notes.hears_of("replaced")).room_id == room
    await anna.say(room, "!ping")
    await anna.hears_text("pong")
    assert [fault.type for fault in bot.notes.faults if fault.type != "pinned"] == ["replaced"]


async def test_the_bot_knows_when_it_may_no_longer_write(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    connection = bot.connect()
    assert connection.may_speak("!x:ret.test") is None
    connection = await bot.start()
    room = await meet(bot, anna, bert)
    await eventually(lambda: connection.may_speak(room))
    levels = (await anna.client.room_get_state_event(room, "m.room.power_levels")).content
    await anna.client.room_put_state(room, "m.room.power_levels", levels | {"events_default": 99})
    await eventually(lambda: connection.may_speak(room) is False)
    await anna.client.room_put_state(room, "m.room.power_levels", levels)
    await eventually(lambda: connection.may_speak(room))
    await anna.client.room_kick(room, bot.user_id)
    await eventually(lambda: connection.may_speak(room) is False)


async def test_in_a_room_without_encryption_the_bot_only_says_that_it_does_not_work_there(
    bot: Bot, person: NewNioPerson
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, state={"m.room.encryption": {}})
    await bot.notes.hears_of("not_encrypted")

    said = await bot.notes.reads(await anna.say(room, "!ping"))
    with pytest.raises(RoomShut):
        await connection.send(Outgoing(room, "iets over een casus"), "key")
    await connection.refuse_room(room)
    await connection.refuse_room(room)
    await anna.say(room, "laatste")
    await anna.hears_text("laatste")

    assert said.doubt is Doubt.ROOM_NOT_ENCRYPTED
    assert [seen.body for seen in anna.events if seen.sender == bot.user_id and seen.body] == [NOT_HERE]


async def test_an_encrypted_room_is_never_told_in_the_clear_that_the_bot_refuses(
    bot: Bot, person: NewNioPerson
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    await connection.refuse_room(room)
    await anna.say(room, "!ping")
    await anna.hears_text("pong")

    assert not any(seen.body == NOT_HERE for seen in anna.events)


async def test_only_named_people_bring_the_bot_into_a_room(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members, bot.inviters = {anna.user_id, bert.user_id}, {anna.user_id}
    await bot.start()

    declined = await bert.create_room([bot.user_id])
    accepted = await meet(bot, anna)
    await bert.until(lambda: bot.user_id not in bert.client.rooms[declined].users)

    assert set(bot.client.rooms) == {accepted}


async def test_who_is_no_longer_in_a_room_cannot_be_sent_to(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    await anna.client.room_kick(room, bot.user_id)
    await eventually(lambda: room not in bot.client.rooms)

    with pytest.raises(RoomShut):
        await connection.send(Outgoing(room, "te laat"), "key")


async def test_the_direct_room_is_made_once_and_waits_for_the_person(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    anna.accepts = False
    bot.members = {anna.user_id}
    connection = await bot.start()

    assert await connection.direct(anna.user_id) is None
    await anna.until(lambda: anna.client.invited_rooms)
    assert await connection.direct(anna.user_id) is None
    (invited,) = anna.client.invited_rooms
    await anna.client.call("POST", ["rooms", invited, "join"], {})
    await eventually(lambda: anna.user_id in joined(bot.client, invited))
    room = await connection.direct(anna.user_id)
    await connection.send(Outgoing(str(room), "onder ons"), "key")
    heard = await anna.hears_text("onder ons")

    assert room == invited
    assert heard.wire == "m.room.encrypted"


async def test_the_direct_room_that_a_person_made_is_used(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    made = await meet(bot, anna, direct=True)

    assert await connection.direct(anna.user_id) == made
    await bot.stop()
    assert await (await bot.start()).direct(anna.user_id) == made


async def test_a_room_of_two_that_is_not_direct_is_not_used_for_it(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    anna.accepts = False
    bot.members = {anna.user_id}
    connection = await bot.start()
    await meet(bot, anna)

    assert await connection.direct(anna.user_id) is None
    await anna.until(lambda: anna.client.invited_rooms)


async def test_a_direct_room_that_is_still_being_made_is_not_held_against_anybody(
    bot: Bot, person: NewNioPerson
) -> None:
    people = [await person("anna"), await person("bert"), await person("carla")]
    bot.members = {one.user_id for one in people}
    connection = await bot.start()

    for one in people:
        await connection.direct(one.user_id)
    everybody = bot.members | {bot.user_id}
    await eventually(lambda: everybody <= {user for room in bot.client.rooms for user in joined(bot.client, room)})

    assert {fault.type for fault in bot.notes.faults} <= {"pinned"}


async def test_a_flood_of_invitations_keeps_nobody_waiting(bot: Bot, person: NewNioPerson) -> None:
    anna, stranger = await person("anna"), await person("vreemde")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await bot.stop()
    unwanted = [await stranger.create_room([bot.user_id]) for _ in range(AT_ONCE * 2 + 1)]
    await anna.say(room, "!ping")
    wanted = await anna.create_room([bot.user_id])

    await bot.start()
    await anna.hears_text("pong")
    declined = sum(bot.user_id not in stranger.client.rooms[one].users for one in unwanted)
    await anna.until(lambda: bot.user_id in anna.client.rooms[wanted].users)
    await stranger.until(lambda: all(bot.user_id not in stranger.client.rooms[one].users for one in unwanted))

    assert declined < len(unwanted)
    assert set(joined(bot.client, room)) == {bot.user_id, anna.user_id}
