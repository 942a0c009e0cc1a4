"""A person and the bot talk in an encrypted room."""

import sqlite3

from retbot.ports import Doubt, Outgoing
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import Bot, meet


async def test_an_encrypted_question_gets_an_encrypted_answer(
    bot: Bot, person: NewNioPerson, homeserver: Homeserver
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)

    asked = await anna.say(room, "!ping 1")
    pong = await anna.hears_text("pong 1")

    assert pong.sender == bot.user_id
    assert pong.content["msgtype"] == "m.notice"
    message = await bot.notes.reads(asked)
    assert (message.doubt, message.body, message.direct) == (None, "!ping 1", True)
    assert _message_types_on_the_wire(homeserver, room) == {"m.room.encrypted"}


def _message_types_on_the_wire(homeserver: Homeserver, room_id: str) -> set[str]:
    with sqlite3.connect(homeserver.db_path) as database:
        rows = database.execute(
            "SELECT DISTINCT type FROM events WHERE room_id = ? AND state_key IS NULL", (room_id,)
        ).fetchall()
    database.close()
    return {row[0] for row in rows}


async def test_a_question_in_a_thread_is_answered_there(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    room = await meet(bot, anna, bert)

    root = await anna.say(room, "over deze casus")
    asked = await bert.say(room, "!ping draad", thread=root)
    pong = await anna.hears_text("pong draad")

    assert pong.thread == root
    message = await bot.notes.reads(asked)
    assert (message.thread, message.direct) == (root, False)


async def test_an_edit_names_what_it_replaces(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)

    first = await anna.say(room, "!ping een")
    edited = await bot.notes.reads(await anna.edit(room, first, "!ping twee"))

    assert (edited.replaces, edited.body, edited.doubt) == (first, "!ping twee", None)
    assert (await bot.notes.reads(first)).replaces is None


async def test_reactions_and_withdrawals_of_deelnemers_arrive(bot: Bot, person: NewNioPerson) -> None:
    anna, ghost = await person("anna"), await person("ghost")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna, ghost)
    asked = await anna.say(room, "gedaan?")

    await ghost.react(room, asked, "👎")
    tick = await anna.react(room, asked, "✔️")
    await bot.notes.until(lambda: bot.notes.reactions)
    await anna.redact(room, tick)
    await bot.notes.until(lambda: bot.notes.withdrawals)

    (reaction,) = bot.notes.reactions
    assert (reaction.sender, reaction.target, reaction.emoji) == (anna.user_id, asked, "✔")
    (withdrawn,) = bot.notes.withdrawals
    assert withdrawn.target == tick


async def test_a_ring_mentions_and_links_the_person(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    await connection.send(Outgoing(room, f"**Vandaag** — {anna.user_id}", rings=(anna.user_id,)), "ring")
    heard = await anna.hears_text("Vandaag")

    assert heard.body == f"Vandaag — {anna.user_id}"
    assert heard.content["msgtype"] == "m.text"
    assert heard.content["m.mentions"] == {"user_ids": [anna.user_id]}
    assert f'<a href="https://matrix.to/#/{anna.user_id}">' in heard.content["formatted_body"]


async def test_the_same_key_twice_leaves_one_message_that_can_be_found(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    first = await connection.send(Outgoing(room, "een keer"), "key-1")
    again = await connection.send(Outgoing(room, "een keer"), "key-1")
    other = await connection.send(Outgoing(room, "ander bericht"), "key-2")
    await anna.hears_text("ander bericht")

    assert first == again != other
    assert [seen.event_id for seen in anna.events if seen.body == "een keer"] == [first]
    assert await connection.find(room, "key-1") == first
    assert await connection.find(room, "key-3") is None


async def test_a_message_is_found_after_a_restart(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)
    sent = await connection.send(Outgoing(room, "voor de herstart"), "key")

    await bot.stop()
    connection = await bot.start()

    assert await connection.find(room, "key") == sent


async def test_a_key_that_another_person_claims_is_not_the_bots_message(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    await anna.say(room, "nep", **{"nl.retbot.key": "key"})

    assert await connection.find(room, "key") is None


async def test_the_bot_reacts_once(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)
    asked = await anna.say(room, "gedaan?")

    await connection.react(room, asked, "✅", "tick")
    await connection.react(room, asked, "✅", "another key")
    await connection.send(Outgoing(room, "klaar"), "done")
    await anna.hears_text("klaar")

    assert len([seen for seen in anna.events if seen.event_type == "m.reaction"]) == 1


async def test_the_bot_redacts_where_it_may_and_says_where_it_may_not(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, bert)
    powerless = await meet(bot, anna, bert, power=0)

    here = await anna.say(room, "met een naam erin")
    assert await connection.redact(room, here, "remove") is True
    await anna.hears(lambda seen: seen.event_type == "m.room.redaction")

    there = await anna.say(powerless, "blijft staan")
    assert await connection.redact(powerless, there, "remove too") is False
    assert (await bot.notes.hears_of("power")).room_id == powerless


async def test_a_plain_event_in_an_encrypted_room_is_doubted(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)

    sent = await anna.put_in_the_clear(room, "m.room.message", {"msgtype": "m.text", "body": "!ping plat"})
    await anna.say(room, "!ping versleuteld")
    await anna.hears_text("pong versleuteld")

    assert (await bot.notes.reads(sent)).doubt is Doubt.SENT_IN_THE_CLEAR
    assert not any(seen.body == "pong plat" for seen in anna.events)
