"""Who commands the bot and who can read it: listed people, by devices that their pinned key vouches for."""

from retbot.matrix.trust.pins import Pins
from retbot.ports import Doubt, Outgoing, RoomFault
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import Bot, meet
from tests.real.person import Person


async def reads_from(person: Person, bot: Bot, event_id: str) -> bool:
    seen = await person.hears(lambda seen: seen.event_id == event_id)
    return seen.body is not None


async def test_a_first_use_is_reported_once(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await bot.notes.hears_of("pinned")
    await bot.stop()
    await bot.start()
    await anna.say(room, "!ping")
    await anna.hears_text("pong")

    assert bot.notes.faults == [RoomFault(room, "pinned", anna.user_id)]


async def test_an_expected_key_is_no_first_use(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members, bot.expected = {anna.user_id}, {anna.user_id: anna.identity.master.public}
    await bot.start()
    room = await meet(bot, anna)
    await anna.say(room, "!ping")
    await anna.hears_text("pong")

    assert bot.notes.faults == []


async def test_another_key_than_the_expected_one_is_refused(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members, bot.expected = {anna.user_id}, {anna.user_id: "A" * 43}
    await bot.start()
    room = await meet(bot, anna)

    said = await bot.notes.reads(await anna.say(room, "!ping"))

    assert said.doubt is Doubt.IDENTITY_CHANGED


async def test_an_unsigned_device_commands_nothing_and_gets_no_key(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert", sign=False)
    bot.members = {anna.user_id, bert.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, bert)

    said = await bot.notes.reads(await bert.say(room, "!ping"))
    secret = await connection.send(Outgoing(room, "alleen voor ondertekende apparaten"), "key")

    assert said.doubt is Doubt.DEVICE_NOT_SIGNED
    assert await reads_from(anna, bot, secret)
    assert not await reads_from(bert, bot, secret)


async def test_a_device_that_is_signed_later_counts_from_then_on(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna", sign=False)
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    assert (await bot.notes.reads(await anna.say(room, "!ping een"))).doubt is Doubt.DEVICE_NOT_SIGNED

    await anna.change_identity()
    await bot.notes.hears_of("pinned", anna.user_id)
    await anna.say(room, "!ping twee")

    await anna.hears_text("pong twee")


async def test_a_ghost_that_the_homeserver_put_in_the_room_is_a_stranger(
    bot: Bot, person: NewNioPerson, homeserver: Homeserver
) -> None:
    anna, ghost = await person("anna"), await person("ghost")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    ghost.accepts = False
    await homeserver.admin_join(ghost.user_id, room)
    await ghost.until(lambda: room in ghost.client.rooms)
    told = await bot.notes.hears_of("stranger")
    said = await bot.notes.reads(await ghost.say(room, "!ping spook"))
    secret = await connection.send(Outgoing(room, "niet voor spoken"), "key")

    assert told == RoomFault(room, "stranger", ghost.user_id)
    assert said.doubt is Doubt.STRANGER
    assert await reads_from(anna, bot, secret)
    assert not await reads_from(ghost, bot, secret)


async def test_a_changed_identity_is_refused_until_a_person_confirms_it(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)
    await anna.say(room, "!ping een")
    await anna.hears_text("pong een")

    changed = await anna.change_identity()
    await bot.notes.hears_of("identity_changed", anna.user_id)
    refused = await bot.notes.reads(await anna.say(room, "!ping twee"))
    secret = await connection.send(Outgoing(room, "niet voor wie dit ook is"), "key")
    unread = await reads_from(anna, bot, secret)

    pins = Pins(bot.account.state / "pins.json")  # as the command line does it, from another process
    assert pins.offer_of(anna.user_id) == changed
    pins.confirm(anna.user_id, changed)
    await anna.say(room, "!ping drie")
    await anna.hears_text("pong drie")

    assert refused.doubt is Doubt.IDENTITY_CHANGED
    assert not unread
    assert len([fault for fault in bot.notes.faults if fault.type == "identity_changed"]) == 1


async def test_who_is_taken_off_the_list_stops_counting_at_once(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, bert)
    before = await connection.send(Outgoing(room, "voor beiden"), "1")
    assert await reads_from(bert, bot, before)

    bot.members = {anna.user_id}
    said = await bot.notes.reads(await bert.say(room, "!ping"))
    after = await connection.send(Outgoing(room, "voor Anna"), "2")

    assert said.doubt is Doubt.STRANGER
    assert await reads_from(anna, bot, after)
    assert not await reads_from(bert, bot, after)


async def test_a_deleted_device_loses_the_room_key(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)
    await connection.send(Outgoing(room, "een"), "1")
    before = bot.client.olm.outbound_group_sessions[room].id

    bot.client.device_store[anna.user_id][anna.device_id].deleted = True
    await connection.send(Outgoing(room, "twee"), "2")

    assert bot.client.olm.outbound_group_sessions[room].id != before
    assert not bot.client.olm.outbound_group_sessions[room].users_shared_with


async def test_a_command_costs_no_extra_question_about_keys(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await anna.say(room, "!ping 0")
    await anna.hears_text("pong 0")
    asked: list[str] = []
    send = bot.client.send

    async def counting(method: str, path: str, *args: object, **more: object) -> object:
        asked.append(path)
        return await send(method, path, *args, **more)

    bot.client.send = counting
    for number in range(1, 6):
        await anna.say(room, f"!ping {number}")
        await anna.hears_text(f"pong {number}")

    assert not [path for path in asked if "/keys/" in path or "sendToDevice" in path or "members" in path]
