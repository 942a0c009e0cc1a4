"""What the homeserver tells the bot wrongly: copies, other orders, other rooms, people, devices and state."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from retbot.ports import Doubt, Outgoing, SendFailed
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.lying_homeserver import Answer, LyingHomeserver, adds_state, copies, rewrites, timelines
from tests.real.matrix_stage import Bot, eventually, meet
from tests.real.person import Person


@pytest.fixture
async def liar(homeserver: Homeserver) -> AsyncIterator[LyingHomeserver]:
    async with LyingHomeserver(homeserver.url) as made:
        yield made


@pytest.fixture
async def bot(homeserver: Homeserver, liar: LyingHomeserver, tmp_path: Path) -> AsyncIterator[Bot]:
    """A bot that knows the homeserver by its lies only."""
    user = f"bot-{secrets.token_hex(3)}"
    user_id = await homeserver.register(user, "geheim")
    made = Bot(liar.url, user, tmp_path / user)
    made.user_id = user_id
    yield made
    await made.stop()


async def in_a_room(bot: Bot, *people: Person) -> str:
    """The bot runs and shares a room with them, who may command it."""
    bot.members = {one.user_id for one in people}
    await bot.start()
    return await meet(bot, *people)


async def marker(bot: Bot, anna: Person, room: str) -> None:
    """Everything that was told before it has been taken in."""
    await bot.notes.reads(await anna.say(room, "tot hier"))


def keys_of(bot: Bot, room: str) -> set[tuple[str, str]]:
    return set(bot.client.olm.outbound_group_sessions[room].users_shared_with)


async def test_a_copy_of_a_message_counts_for_nothing_also_after_a_restart(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna = await person("anna")
    room = await in_a_room(bot, anna)
    stolen: list[Answer] = []
    liar.lies.append(rewrites(lambda event: event["sender"] == anna.user_id, lambda event: stolen.append(dict(event))))

    said = await anna.say(room, "!ping")
    await anna.hears_text("pong")
    again = next(event for event in stolen if event["event_id"] == said)
    await marker(bot, anna, room)  # by then the bot has noted that it had the ping
    await bot.stop()

    def replay(path: str, answer: Answer) -> None:
        for room_id, events in timelines(path, answer):
            if room_id == room:
                events.insert(0, again | {"event_id": "$kopie:bot.test"})

    liar.lies = [replay]
    await bot.start()
    await marker(bot, anna, room)

    assert [message.event_id for message in bot.notes.messages if message.body == "!ping"] == [said]
    assert "$kopie:bot.test" not in {message.event_id for message in bot.notes.messages}
    assert len([seen for seen in anna.events if seen.body == "pong"]) == 1


async def test_a_copy_in_the_same_answer_counts_for_nothing(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna = await person("anna")
    room = await in_a_room(bot, anna)
    await bot.stop()
    said = await anna.say(room, "!ping")
    liar.lies = [copies(said, "$kopie:bot.test"), copies(said, "$later:bot.test", origin_server_ts=4_000_000_000_000)]

    await bot.start()
    await marker(bot, anna, room)

    assert [message.event_id for message in bot.notes.messages if message.body == "!ping"] == [said]


async def test_what_is_deleted_in_the_same_answer_is_not_carried_out(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna = await person("anna")
    room = await in_a_room(bot, anna)
    await bot.stop()
    said = await anna.say(room, "!ping")
    whole = await anna.client.call("GET", ["rooms", room, "event", said])
    await anna.redact(room, said)
    liar.lies = [rewrites(lambda event: event["event_id"] == said, lambda event: _becomes(event, whole))]

    await bot.start()
    await marker(bot, anna, room)

    assert [message.body for message in bot.notes.messages] == ["tot hier"]


def _becomes(event: Answer, other: Answer) -> None:
    event.clear()
    event.update(other)


async def test_messages_in_another_order_are_each_taken_once(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna = await person("anna")
    room = await in_a_room(bot, anna)
    await bot.stop()
    said = [await anna.say(room, f"!ping {number}") for number in range(4)]

    def reverse(path: str, answer: Answer) -> None:
        for _, events in timelines(path, answer):
            events.sort(key=lambda event: -said.index(event["event_id"]) if event["event_id"] in said else -len(said))

    liar.lies = [reverse]
    await bot.start()
    await bot.notes.until(lambda: len(bot.notes.messages) == 4)
    liar.lies = []
    await marker(bot, anna, room)

    heard = [(message.event_id, message.doubt) for message in bot.notes.messages]
    assert heard[:4] == [(event_id, None) for event_id in reversed(said)]
    assert len(heard) == 5


async def test_a_message_in_the_name_of_another_member_does_not_count(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna, bert = await person("anna"), await person("bert")
    room = await in_a_room(bot, anna, bert)
    await bot.stop()
    said = await bert.say(room, "!ping als Anna")
    liar.lies = [
        rewrites(lambda event: event["event_id"] == said, lambda event: event.update({"sender": anna.user_id}))
    ]

    await bot.start()
    await marker(bot, anna, room)

    assert {message.doubt for message in bot.notes.messages if message.event_id == said} <= {
        Doubt.DEVICE_NOT_SIGNED,
        Doubt.UNDECRYPTABLE,
    }


async def test_a_message_that_was_carried_into_another_room_does_not_count(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna = await person("anna")
    here, there = await in_a_room(bot, anna), await meet(bot, anna)
    await bot.stop()
    said = await anna.say(here, "!ping hier")
    await anna.say(there, "een ander bericht")

    def carry(path: str, answer: Answer) -> None:
        rooms = dict(timelines(path, answer))
        moved = [event for event in rooms.get(here, []) if event["event_id"] == said]
        if moved and there in rooms:
            rooms[here][:] = [event for event in rooms[here] if event["event_id"] != said]
            rooms[there] += moved

    liar.lies = [carry]
    await bot.start()
    await marker(bot, anna, there)

    assert {message.doubt for message in bot.notes.messages if message.event_id == said} <= {Doubt.UNDECRYPTABLE}


async def test_a_device_that_only_the_homeserver_knows_gets_no_key(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson, homeserver: Homeserver, tmp_path: Path
) -> None:
    anna, spy = await person("anna"), await person("spion")
    bot.members = {anna.user_id}
    answer = await spy.client.call("POST", ["keys", "query"], {"device_keys": {spy.user_id: []}})
    theirs = answer["device_keys"][spy.user_id][spy.device_id]

    def inject(path: str, told: Answer) -> None:
        if path.endswith("/keys/query") and anna.user_id in told.get("device_keys", {}):
            told["device_keys"][anna.user_id][spy.device_id] = theirs | {"user_id": anna.user_id}

    liar.lies = [inject]
    connection = await bot.start()
    room = await meet(bot, anna)
    await connection.send(Outgoing(room, "alleen voor Anna"), "1")

    await anna.hears_text("alleen voor Anna")
    assert keys_of(bot, room) == {(anna.user_id, anna.device_id)}


async def test_a_person_that_only_the_homeserver_put_in_the_room_gets_no_key(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna, spy = await person("anna"), await person("spion")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    liar.lies = [adds_state(room, "m.room.member", {"membership": "join"}, sender=spy.user_id, state_key=spy.user_id)]
    await marker(bot, anna, room)
    await eventually(lambda: spy.user_id in bot.client.rooms[room].users)
    await connection.send(Outgoing(room, "alleen voor Anna"), "1")

    await anna.hears_text("alleen voor Anna")
    assert keys_of(bot, room) == {(anna.user_id, anna.device_id)}


async def test_a_room_whose_encryption_is_hidden_gets_nothing_in_the_clear(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna = await person("anna")
    bot.members = {anna.user_id}

    def hide(path: str, answer: Answer) -> None:
        if path.endswith("/state"):
            answer["list"] = []
        for room in answer.get("rooms", {}).get("join", {}).values() if path.endswith("/sync") else ():
            for part in ("state", "timeline"):
                events = room[part]["events"]
                room[part]["events"] = [event for event in events if event["type"] != "m.room.encryption"]

    liar.lies = [hide]
    connection = await bot.start()
    room = await anna.create_room([bot.user_id])
    await eventually(lambda: room in bot.client.rooms)
    said = await bot.notes.reads(await anna.say(room, "!ping"))
    with pytest.raises(SendFailed):
        await connection.send(Outgoing(room, "niet in het openbaar"), "1")

    assert said.doubt in {Doubt.ROOM_NOT_ENCRYPTED, Doubt.UNDECRYPTABLE}
    assert not [content for path, content in liar.put if "/send/m.room.message" in path]


async def test_a_change_of_the_rooms_state_gives_nobody_anything(
    bot: Bot, liar: LyingHomeserver, person: NewNioPerson
) -> None:
    anna, spy = await person("anna"), await person("spion")
    bot.members = {anna.user_id}
    connection = await bot.start()
    room = await meet(bot, anna)

    state: Answer = {
        "m.room.encryption": {},
        "m.room.history_visibility": {"history_visibility": "world_readable"},
        "m.room.power_levels": {"users": {spy.user_id: 100}, "users_default": 100},
    }
    liar.lies = [adds_state(room, kind, content, sender=anna.user_id) for kind, content in state.items()]
    await marker(bot, anna, room)
    event_id = await connection.send(Outgoing(room, "nog steeds versleuteld"), "1")

    seen = await anna.hears(lambda one: one.event_id == event_id)
    assert (seen.wire, seen.body) == ("m.room.encrypted", "nog steeds versleuteld")
    assert keys_of(bot, room) == {(anna.user_id, anna.device_id)}
