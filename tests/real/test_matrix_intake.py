"""Every message arrives, once, whatever happens to the bot or its homeserver."""

import asyncio
import copy
import json
from contextlib import suppress
from typing import Any

import pytest

from retbot.matrix import connection, intake
from retbot.ports import Doubt, Message, RoomEvent
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import Bot, Notebook, eventually, meet
from tests.real.person import Person


class Forgetful(Notebook):
    """Fails a few times at each message, as a locked database would."""

    failures = 2

    async def take(self, event: RoomEvent) -> None:
        if isinstance(event, Message) and self.failures:
            self.failures -= 1
            raise OSError("the database is locked")
        await super().take(event)


async def test_what_was_taken_in_but_not_acknowledged_comes_again(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    since = bot.account.state / "since.json"
    before = since.read_bytes()
    said = await anna.say(room, "!ping")
    await anna.hears_text("pong")
    await bot.stop()

    since.write_bytes(before)  # as after a kill just before the token was saved
    await bot.start()
    await bot.notes.until(lambda: len(bot.notes.messages) == 2)
    await anna.say(room, "!ping nog een")
    await anna.hears_text("pong nog een")

    assert [message.event_id for message in bot.notes.messages[:2]] == [said, said]
    assert all(message.doubt is None for message in bot.notes.messages)
    assert len([seen for seen in anna.events if seen.body == "pong"]) == 1


async def test_a_handler_that_fails_is_tried_again(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start(Forgetful())
    room = await meet(bot, anna)

    await anna.say(room, "!ping")
    await anna.hears_text("pong")

    assert bot.naps == [1, 2]


async def test_the_bot_outlives_its_homeserver(bot: Bot, person: NewNioPerson, homeserver: Homeserver) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await anna.pause()

    await homeserver.stop()
    await eventually(lambda: len(bot.naps) >= 2)
    await homeserver.start()
    anna.resume()
    await anna.say(room, "!ping daar ben ik weer")

    await anna.hears_text("pong daar ben ik weer")
    assert bot.naps[:2] == [1.0, 2.0]


async def test_more_messages_than_a_sync_brings_all_arrive_in_order(
    bot: Bot, person: NewNioPerson, monkeypatch: Any
) -> None:
    monkeypatch.setattr(connection, "TIMELINE_LIMIT", 3)
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    asked = await anna.say(room, "!ping")
    await anna.hears_text("pong")
    await bot.stop()
    bot.notes.messages.clear()  # if it was stopped before it had saved its place, the question comes again

    said = [await anna.say(room, f"woord {number}") for number in range(12)]
    await bot.start()
    await bot.notes.reads(said[-1])

    assert [message.event_id for message in bot.notes.messages if message.event_id != asked] == said


async def test_what_cannot_be_read_is_told_once_and_delivered_when_the_key_comes(
    bot: Bot, person: NewNioPerson
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    device = anna.client.device_store[bot.user_id][bot.client.device_id]
    anna.client.blacklist_device(device)  # the key is withheld from the bot
    await anna.client.share_group_session(room, ignore_unverified_devices=True)
    key = anna.client.olm.room_key(room)
    said = await anna.say(room, "!ping later")
    await bot.notes.reads(said)
    await bot.stop()
    pending = json.loads((bot.account.state / "pending.json").read_text())

    await bot.start()
    await _send_late(anna, bot, key)
    await anna.hears_text("pong later")
    anna.client.unblacklist_device(device)
    await anna.say(room, "!ping klaar")
    await anna.hears_text("pong klaar")

    told = [(message.doubt, message.body) for message in bot.notes.messages if message.event_id == said]
    assert told == [(Doubt.UNDECRYPTABLE, ""), (None, "!ping later")]
    assert list(pending) == [said]
    assert "later" not in json.dumps(pending)
    assert json.loads((bot.account.state / "pending.json").read_text()) == {}


@pytest.mark.parametrize("seen", ["at once", "in a gap", "never"])
async def test_what_was_deleted_before_it_could_be_read_is_not_carried_out_when_its_key_comes(
    bot: Bot, person: NewNioPerson, monkeypatch: pytest.MonkeyPatch, seen: str
) -> None:
    """`seen` is how the bot comes to know of the deletion: never by itself when the gap is too large to read."""
    monkeypatch.setattr(connection, "TIMELINE_LIMIT", 3)
    monkeypatch.setattr(intake, "MOST_MISSED", 1 if seen == "never" else 100)
    monkeypatch.setattr(intake, "PAGE", 1 if seen == "never" else 100)
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    device = anna.client.device_store[bot.user_id][bot.client.device_id]
    anna.client.blacklist_device(device)
    await anna.client.share_group_session(room, ignore_unverified_devices=True)
    key = anna.client.olm.room_key(room)
    said = await anna.say(room, "!ping later")
    await bot.notes.reads(said)
    if seen == "at once":
        await anna.redact(room, said)
        await eventually(lambda: said not in (bot.account.state / "pending.json").read_text())
    await bot.stop()
    if seen != "at once":
        await anna.redact(room, said)
        for emoji in "12345678":
            await anna.react(room, said, emoji)
    await bot.start()
    await _send_late(anna, bot, key)
    anna.client.unblacklist_device(device)
    await anna.say(room, "!ping klaar")
    await anna.hears_text("pong klaar")

    assert [message.body for message in bot.notes.once()] == ["", "!ping klaar"]
    assert json.loads((bot.account.state / "pending.json").read_text()) == {}


async def test_a_store_that_fails_at_a_message_without_key_tells_it_once_and_keeps_it(
    bot: Bot, person: NewNioPerson
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    device = anna.client.device_store[bot.user_id][bot.client.device_id]
    anna.client.blacklist_device(device)
    await anna.client.share_group_session(room, ignore_unverified_devices=True)
    key = anna.client.olm.room_key(room)
    full = bot.account.state / "pending.json.new"
    full.symlink_to("/dev/full")
    bot.naps.clear()
    said = await anna.say(room, "!ping later")
    await eventually(lambda: bot.naps)
    full.unlink()
    await eventually((bot.account.state / "pending.json").exists)
    await _send_late(anna, bot, key)
    await anna.hears_text("pong later")

    assert [(one.event_id, one.doubt) for one in bot.notes.once()] == [(said, Doubt.UNDECRYPTABLE), (said, None)]


async def _send_late(anna: Person, bot: Bot, key: dict[str, Any]) -> None:
    device = anna.client.device_store[bot.user_id][bot.client.device_id]
    await anna.client.keys_claim({bot.user_id: [device.id]})
    messages = anna.client.olm.seal([device], "m.room_key", key)
    await anna.client.call("PUT", ["sendToDevice", "m.room.encrypted", "late"], {"messages": messages})


async def test_a_copy_of_an_old_command_counts_for_nothing_also_after_a_restart(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    said = await anna.say(room, "!ping oud")
    await anna.hears_text("pong oud")
    await bot.stop()
    await bot.start()

    wire = (await anna.client.call("GET", ["rooms", room, "event", said]))["content"]
    copied = await anna.put_in_the_clear(room, "m.room.encrypted", copy.deepcopy(wire))
    await anna.say(room, "!ping nieuw")
    await anna.hears_text("pong nieuw")

    assert copied != said
    assert [message.event_id for message in bot.notes.messages].count(copied) == 0


async def test_a_stop_ends_at_once(bot: Bot) -> None:
    await bot.start()

    async with asyncio.timeout(2):
        with suppress(asyncio.CancelledError):
            await bot.stop()


async def test_of_a_gap_of_many_pages_the_first_message_is_heard_too(
    bot: Bot, person: NewNioPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "TIMELINE_LIMIT", 3)
    monkeypatch.setattr(intake, "PAGE", 1)
    assert intake.MOST_MISSED > 50_000
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await bot.stop()
    said = await anna.say(room, "!ping aan het begin")
    for number in range(12):
        await anna.client.room_put_state(room, "nl.retbot.proef", {"n": number}, state_key=str(number))
    await bot.start()
    assert (await bot.notes.reads(said)).body == "!ping aan het begin"
