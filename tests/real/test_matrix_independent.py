"""The bot and people with an independent client (matrix-js-sdk) that talks to signed devices only."""

import asyncio

from retbot.ports import Attachment, Doubt, Outgoing
from tests.real.conftest import NewPerson
from tests.real.js_person import JsPerson
from tests.real.matrix_stage import Bot, eventually, joined


async def bring_in(bot: Bot, host: JsPerson, *others: JsPerson) -> str:
    room = await host.create_room([bot.user_id, *(other.user_id for other in others)])
    for other in others:
        await other.wait_for_invite(host.user_id)
        await other.join(room)
    await host.wait_for_joined(room, bot.user_id)
    everybody = {bot.user_id, host.user_id, *(other.user_id for other in others)}
    await eventually(lambda: everybody <= joined(bot.client, room))
    return room


async def test_both_sides_read_each_other_without_a_warning(bot: Bot, new_person: NewPerson) -> None:
    anna = await new_person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await bring_in(bot, anna)

    root = await anna.send(room, "!ping onafhankelijk")
    pong = await anna.wait_for_body("pong onafhankelijk")
    reply = await anna.send(room, "!ping antwoord", reply_to=pong.event_id)
    threaded = await anna.send(room, "!ping draad", thread=root)
    in_thread = await anna.wait_for_body("pong draad")
    edit = await anna.send(room, "!ping bewerkt", edits=root)
    await connection.send(Outgoing(room, f"Let op {anna.user_id}", rings=(anna.user_id,)), "ring")
    ring = await anna.wait_for_body("Let op")
    reaction = await anna.react(room, pong.event_id, "✔️")
    await bot.notes.until(lambda: bot.notes.reactions)
    await anna.redact(room, reaction)
    await bot.notes.until(lambda: bot.notes.withdrawals)

    assert pong.safe
    assert in_thread.safe
    assert in_thread.thread == root
    assert ring.safe
    assert (ring.rings, pong.rings) == (True, False)
    heard = {message.event_id: message for message in bot.notes.messages}
    assert heard[reply].body == "!ping antwoord"
    assert heard[threaded].thread == root
    assert (heard[edit].replaces, heard[edit].body) == (root, "!ping bewerkt")
    assert all(message.doubt is None for message in heard.values())
    assert [(one.target, one.emoji) for one in bot.notes.reactions] == [(pong.event_id, "✔")]
    assert [one.target for one in bot.notes.withdrawals] == [reaction]


async def test_a_device_that_was_logged_out_loses_the_room_key(bot: Bot, new_person: NewPerson) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas"))
    bot.members = {anna.user_id, bas.user_id}
    connection = await bot.start()
    room = await bring_in(bot, anna, bas)
    await connection.send(Outgoing(room, "voor alle apparaten"), "1")
    assert (await bas.wait_for_body("voor alle apparaten")).safe
    sessions = bot.client.olm.outbound_group_sessions
    before = sessions[room].id
    assert (bas.user_id, bas.device_id) in sessions[room].users_shared_with

    await bas.logout()
    await eventually(lambda: not list(bot.client.device_store.active_user_devices(bas.user_id)))
    await connection.send(Outgoing(room, "niet voor het oude apparaat"), "2")

    assert (await anna.wait_for_body("niet voor het oude apparaat")).safe
    assert sessions[room].id != before
    assert {user for user, _ in sessions[room].users_shared_with} == {anna.user_id}


async def test_an_identity_that_a_client_reset_is_refused(bot: Bot, new_person: NewPerson) -> None:
    anna = await new_person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await bring_in(bot, anna)
    await anna.send(room, "!ping voor")
    await anna.wait_for_body("pong voor")

    await anna.change_identity()
    await bot.notes.hears_of("identity_changed", anna.user_id)
    refused = await bot.notes.reads(await anna.send(room, "!ping na"))

    assert refused.doubt is Doubt.IDENTITY_CHANGED


async def test_a_file_of_the_bot_is_read_by_a_member_and_not_by_the_homeserver(bot: Bot, new_person: NewPerson) -> None:
    anna = await new_person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await bring_in(bot, anna)
    words = b"Alles wat er over deze casus ligt"
    event_id = await connection.attach(Attachment(room, "inzage.txt", words, "text/plain"), "inzage")
    seen = await anna.wait_for(lambda sight: sight.event_id == event_id)
    plain, stored = await anna.download(seen)
    assert seen.safe
    assert plain == words
    assert words not in stored
