"""The faults of the client library that would stop the bot, lock it out or give keys away: each mended."""

import asyncio
import json
import secrets
import uuid
from datetime import timedelta
from typing import Any

import pytest
from nio import Api

from retbot.matrix.client.session import open_client
from retbot.ports import Outgoing
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import Bot, eventually, joined, meet
from tests.real.person import Person


async def ping(person: Person, room: str, word: str) -> None:
    await person.say(room, f"!ping {word}")
    await person.hears_text(f"pong {word}")


def room_key(bot: Bot, room: str) -> str:
    return str(bot.client.olm.outbound_group_sessions[room].id)


async def claim_all(person: Person, bot: Bot) -> int:
    """Takes the bot's one-time keys, as any account of the homeserver can; returns how many there were."""
    device = json.loads(bot.account.session_file.read_text())["device_id"]
    wanted = {"one_time_keys": {bot.user_id: {device: "signed_curve25519"}}}
    for number in range(200):
        answer = await person.client.call("POST", ["keys", "claim"], wanted)
        keys = answer["one_time_keys"].get(bot.user_id, {}).get(device, {})
        if not keys or any(key.get("fallback") for key in keys.values()):
            return number
    raise AssertionError("no end to the keys")


@pytest.mark.parametrize(
    "content",
    [
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "x", "ciphertext": "CIPHERTEXT"},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "A" * 43, "ciphertext": {"KEY": {"type": 7}}},
        {},
    ],
)
async def test_a_malformed_to_device_event_of_a_stranger_changes_nothing(
    bot: Bot, person: NewNioPerson, content: dict[str, Any]
) -> None:
    anna, stranger = await person("anna"), await person("stranger")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)

    if isinstance(content.get("ciphertext"), str):
        own_key = bot.client.olm.account.identity_keys["curve25519"]
        content = content | {"ciphertext": {own_key: {"type": 0, "body": "AwogAAAA"}}}
    path = ["sendToDevice", "m.room.encrypted", uuid.uuid4().hex]
    messages = {bot.user_id: {bot.client.device_id: content}}
    await stranger.client.call("PUT", path, {"messages": messages})
    await ping(anna, room, "nog hier")

    assert bot.naps == []


async def test_malformed_device_keys_of_a_deelnemer_change_nothing(
    bot: Bot, person: NewNioPerson, homeserver: Homeserver
) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    room = await meet(bot, anna, bert)

    who = {"type": "m.id.user", "user": bert.user_id}
    body = {"type": "m.login.password", "identifier": who, "password": "geheim"}
    login = await homeserver.call("POST", "/_matrix/client/v3/login", body=body)
    device = login["device_id"]
    keys = {
        "user_id": bert.user_id,
        "device_id": device,
        "algorithms": ["m.olm.v1.curve25519-aes-sha2"],
        "keys": {f"curve25519:{device}": "geen sleutel", f"ed25519:{device}": "ook niet"},
        "signatures": {bert.user_id: {f"ed25519:{device}": "!"}},
    }
    await homeserver.call("POST", "/_matrix/client/v3/keys/upload", login["access_token"], {"device_keys": keys})
    await ping(anna, room, "nog hier")
    await bert.say(room, "!ping van Bert")
    await anna.hears_text("pong van Bert")

    assert bot.naps == []


async def test_a_kill_between_the_upload_of_keys_and_the_answer_does_no_harm(bot: Bot) -> None:
    client = await open_client(bot.account)
    _, path, data = Api.keys_upload(client.access_token, client.olm.keys_to_upload())
    await client.send("POST", path, data, {"Authorization": f"Bearer {client.access_token}"})
    await client.close()  # as a kill would: nothing of the answer is kept

    await bot.start()

    assert bot.naps == []
    assert bot.client.olm.account.shared


async def test_drained_one_time_keys_are_made_anew(bot: Bot, person: NewNioPerson) -> None:
    anna, stranger = await person("anna"), await person("stranger")
    bot.members = {anna.user_id}
    await bot.start()
    await bot.stop()
    assert await claim_all(stranger, bot) == 50

    await bot.start()
    await eventually(lambda: bot.client.olm.uploaded_key_count == 50)

    assert await claim_all(stranger, bot) >= 50


async def test_a_fallback_key_serves_who_comes_after_the_last_one_time_key_and_is_renewed(
    bot: Bot, person: NewNioPerson
) -> None:
    anna, bert, stranger = await person("anna"), await person("bert"), await person("stranger")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    room = await meet(bot, anna)
    device = bot.client.device_id
    await bot.stop()
    wanted = {"one_time_keys": {bot.user_id: {device: "signed_curve25519"}}}
    claimed = [await stranger.client.call("POST", ["keys", "claim"], wanted) for _ in range(51)]
    (fallback,) = claimed[-1]["one_time_keys"][bot.user_id][device].values()

    await anna.invite(room, bert.user_id)
    await bert.until(lambda: bot.user_id in joined(bert.client, room))
    await bert.say(room, "!ping met de noodsleutel")
    await bot.start()
    await anna.hears_text("pong met de noodsleutel")

    assert fallback["fallback"] is True
    await eventually(lambda: not bot.client.olm.fallback_needed)
    assert not bot.client.olm.account._account.fallback_key, "the new one is published"


async def test_who_left_cannot_read_on(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, bert)
    await connection.send(Outgoing(room, "voor beiden"), "1")
    before = room_key(bot, room)

    await bert.leave(room)
    await anna.until(lambda: bert.user_id not in anna.client.rooms[room].users)
    await eventually(lambda: bert.user_id not in bot.client.rooms[room].users)
    await connection.send(Outgoing(room, "voor Anna"), "2")

    assert room_key(bot, room) != before
    assert {user for user, _ in bot.client.olm.outbound_group_sessions[room].users_shared_with} == {anna.user_id}


async def test_a_leave_that_the_member_list_shows_first_makes_a_new_room_key(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, bert)
    await connection.send(Outgoing(room, "voor beiden"), "1")
    before = room_key(bot, room)

    handle, bot.client._handle_timeline_event = bot.client._handle_timeline_event, lambda *_: None
    await bert.leave(room)
    await bot.client.joined_members(room)
    bot.client._handle_timeline_event = handle
    await connection.send(Outgoing(room, "voor Anna"), "2")

    assert room_key(bot, room) != before


async def test_the_rotation_period_of_the_room_is_kept(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    encryption = {"algorithm": "m.megolm.v1.aes-sha2", "rotation_period_msgs": 2, "rotation_period_ms": 10_000_000}
    room = await meet(bot, anna, state={"m.room.encryption": encryption})

    keys = []
    for number in range(5):
        await connection.send(Outgoing(room, f"bericht {number}"), f"{number}")
        keys.append(room_key(bot, room))
    await anna.hears_text("bericht 4")

    assert [keys.count(key) for key in dict.fromkeys(keys)] == [2, 2, 1]
    assert bot.client.olm.outbound_group_sessions[room].max_age == timedelta(seconds=10_000)
    assert all(seen.body for seen in anna.events if seen.wire == "m.room.encrypted")


async def test_a_wedged_conversation_heals_without_an_hour_of_waiting(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    await bot.start()
    room = await meet(bot, anna)
    await ping(anna, room, "voor")
    bot.client.olm._unwedging_interval = timedelta(0)

    key = anna.client.olm.account.identity_keys["curve25519"]
    bot.client.olm.session_store._entries[key].clear()  # as if the store had been lost
    for number in range(4):
        anna.client.invalidate_outbound_session(room)
        await anna.say(room, f"!ping {number}")
        await asyncio.sleep(0.3)

    await anna.hears_text("pong 3")


async def test_keys_that_could_not_be_given_are_given_with_the_next_message(bot: Bot, person: NewNioPerson) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)
    call, failures = bot.client.call, iter([True])

    async def failing(method: str, path: list[str], body: Any = None) -> Any:
        if path[0] == "sendToDevice" and next(failures, False):
            raise TimeoutError
        return await call(method, path, body)

    bot.client.call = failing
    with pytest.raises(Exception, match="TimeoutError"):
        await connection.send(Outgoing(room, "eerste poging"), "key")
    await connection.send(Outgoing(room, "eerste poging"), "key")

    await anna.hears_text("eerste poging")


async def test_many_messages_at_once_arrive_readable_and_each_once(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    connection = await bot.start()
    room = await meet(bot, anna, bert)

    words = [secrets.token_hex(4) for _ in range(12)]
    await asyncio.gather(*(connection.send(Outgoing(room, word), word) for word in words))
    await anna.until(lambda: {seen.body for seen in anna.events} >= set(words))

    assert sorted(
        seen.body or "?" for seen in anna.events if seen.sender == bot.user_id and seen.wire != seen.event_type
    ) == (sorted(words))


async def put_sealed(person: Person, room: str, payload: Any) -> str:
    """Sends an encrypted event with any content at all inside."""
    olm = person.client.olm
    session = olm.outbound_group_sessions[room]
    wire = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "sender_key": olm.account.identity_keys["curve25519"],
        "ciphertext": session.encrypt(json.dumps(payload)),
        "session_id": session.id,
        "device_id": person.device_id,
    }
    return await person.put_in_the_clear(room, "m.room.encrypted", wire)


async def test_an_encrypted_message_cannot_pose_as_a_change_of_the_room(bot: Bot, person: NewNioPerson) -> None:
    anna, bert = await person("anna"), await person("bert")
    bot.members = {anna.user_id, bert.user_id}
    await bot.start()
    room = await meet(bot, anna, bert)
    await ping(anna, room, "voor")

    left = {"type": "m.room.member", "state_key": bert.user_id, "content": {"membership": "leave"}, "room_id": room}
    await put_sealed(anna, room, left)
    await ping(anna, room, "na")

    assert bert.user_id in joined(bot.client, room)


@pytest.mark.parametrize("payload", [[], 7, "tekst", {"type": "m.room.message"}, {"type": [], "content": {}}])
async def test_nonsense_inside_a_ciphertext_stops_neither_reading_nor_finding(
    bot: Bot, person: NewNioPerson, payload: Any
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)
    sent = await connection.send(Outgoing(room, "van de bot"), "key")
    await ping(anna, room, "voor")

    await put_sealed(anna, room, payload)
    await ping(anna, room, "na")

    assert bot.naps == []
    assert await connection.find(room, "key") == sent
