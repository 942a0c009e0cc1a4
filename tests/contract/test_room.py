"""What every Room does, real or not."""

from dataclasses import dataclass, replace

import pytest

from retbot.ports import Attachment, Outgoing, OutgoingOption, OutgoingPoll, OutgoingPollEnd, Room, RoomShut, TooLarge
from retbot.wording.paging import MESSAGE
from tests.contract.fake_room import FakeRoom
from tests.real.conftest import NewNioPerson, bot, homeserver, person
from tests.real.matrix_stage import Bot, meet

__all__ = ["bot", "homeserver", "person"]

NOWHERE = "!nowhere:ret.example"


@dataclass
class Stage:
    """Two rooms with the bot in them, in the second without power; a message of somebody in each; and a person for
    direct messages."""

    room: Room
    rooms: tuple[str, str]
    said: tuple[str, str]
    stranger: str
    reader: str


class RoomContract:
    async def test_the_same_key_twice_leaves_one_event(self, stage: Stage) -> None:
        first = await stage.room.send(Outgoing(stage.rooms[0], "een"), "a")
        assert await stage.room.send(Outgoing(stage.rooms[0], "een"), "a") == first
        assert await stage.room.send(Outgoing(stage.rooms[0], "een"), "b") != first

    async def test_what_was_sent_is_found_by_its_key_in_its_room(self, stage: Stage) -> None:
        sent = await stage.room.send(Outgoing(stage.rooms[0], "een"), "a")
        assert await stage.room.find(stage.rooms[0], "a") == sent
        assert await stage.room.find(stage.rooms[0], "b") is None
        assert await stage.room.find(stage.rooms[1], "a") is None

    async def test_a_poll_and_its_end_leave_one_event_each_and_are_found_by_their_keys(self, stage: Stage) -> None:
        poll = OutgoingPoll(
            stage.rooms[0], "Wanneer?", (OutgoingOption("x1", "maandag"), OutgoingOption("x2", "dinsdag")), most=2
        )
        opened = await stage.room.poll(poll, "a")
        end = OutgoingPollEnd(stage.rooms[0], opened, "Gesloten")
        ended = await stage.room.poll(end, "b")

        assert await stage.room.poll(poll, "a") == opened
        assert await stage.room.poll(end, "b") == ended
        assert [await stage.room.find(stage.rooms[0], key) for key in ("a", "b")] == [opened, ended]

    async def test_a_file_leaves_one_event_and_is_found_by_its_key(self, stage: Stage) -> None:
        file = Attachment(stage.rooms[0], "inzage.txt", b"wat er staat", "text/plain")
        sent = await stage.room.attach(file, "a")
        assert await stage.room.attach(file, "a") == sent
        assert await stage.room.find(stage.rooms[0], "a") == sent
        with pytest.raises(RoomShut):
            await stage.room.attach(replace(file, room_id=NOWHERE), "b")

    async def test_what_is_too_large_is_told_from_what_is_refused_and_a_shorter_one_takes_its_key(
        self, stage: Stage
    ) -> None:
        with pytest.raises(TooLarge):
            await stage.room.send(Outgoing(stage.rooms[0], "• **een** regel\n" * 3_000), "a")
        options = tuple(OutgoingOption(f"x{number}", "een moment " * 300) for number in range(12))
        with pytest.raises(TooLarge):
            await stage.room.poll(OutgoingPoll(stage.rooms[0], "Wanneer?", options), "b")
        sent = await stage.room.send(Outgoing(stage.rooms[0], "korter"), "a")
        assert await stage.room.find(stage.rooms[0], "a") == sent

    async def test_a_list_at_its_largest_is_taken(self, stage: Stage) -> None:
        line = "• **RET-7KH-4T3** `!ret status RET-7KH-4T3` één · twee — drie"
        text = "\n".join([line] * (MESSAGE // len(line)))
        assert await stage.room.send(Outgoing(stage.rooms[0], text), "a")

    async def test_a_reaction_may_be_given_twice(self, stage: Stage) -> None:
        for key in ("a", "b"):
            await stage.room.react(stage.rooms[0], stage.said[0], "✅", key)

    async def test_it_redacts_what_others_said_only_with_the_power_to(self, stage: Stage) -> None:
        assert await stage.room.redact(stage.rooms[0], stage.said[0], "a")
        assert not await stage.room.redact(stage.rooms[1], stage.said[1], "b")

    async def test_an_edit_is_an_event_of_its_own_and_is_found_by_its_key(self, stage: Stage) -> None:
        first = await stage.room.send(Outgoing(stage.rooms[0], "een"), "a")
        edit = Outgoing(stage.rooms[0], "twee", replaces=first)
        second = await stage.room.send(edit, "b")
        assert second not in {first, await stage.room.send(Outgoing(stage.rooms[0], "drie", replaces=first), "c")}
        assert await stage.room.send(edit, "b") == second == await stage.room.find(stage.rooms[0], "b")

    async def test_it_pins_in_the_place_of_another_and_only_with_the_power_to(self, stage: Stage) -> None:
        assert await stage.room.pin(stage.rooms[0], stage.said[0], ())
        assert await stage.room.pin(stage.rooms[0], stage.said[0], ("$other",))
        assert not await stage.room.pin(stage.rooms[1], stage.said[1], ())

    async def test_it_knows_who_can_read(self, stage: Stage) -> None:
        assert stage.reader in await stage.room.listeners(stage.rooms[0])

    async def test_a_room_that_it_is_not_in_takes_nothing_for_now(self, stage: Stage) -> None:
        with pytest.raises(RoomShut):
            await stage.room.send(Outgoing(NOWHERE, "een"), "a")
        with pytest.raises(RoomShut):
            await stage.room.poll(OutgoingPoll(NOWHERE, "Wanneer?", (OutgoingOption("x1", "maandag"),)), "b")

    async def test_there_is_no_direct_room_before_the_person_is_in_it(self, stage: Stage) -> None:
        assert await stage.room.direct(stage.stranger) is None


class TestFakeRoom(RoomContract):
    @pytest.fixture
    def stage(self) -> Stage:
        rooms = ("!a:ret.example", "!b:ret.example")
        room = FakeRoom(shut={NOWHERE}, powerless={rooms[1]}, joined={"@bert:ret.example"})
        return Stage(room, rooms, ("$1", "$2"), "@anna:ret.example", "@bert:ret.example")


@pytest.mark.real
class TestMatrixRoom(RoomContract):
    @pytest.fixture
    async def stage(self, bot: Bot, person: NewNioPerson) -> Stage:
        anna, bert = await person("anna"), await person("bert")
        bot.members = {anna.user_id, bert.user_id}
        connection = await bot.start()
        rooms = await meet(bot, anna, bert), await meet(bot, anna, bert, power=0)
        said = [await anna.say(room, "iets") for room in rooms]
        for event_id in said:
            await bot.notes.reads(event_id)
        anna.accepts = False
        return Stage(connection, rooms, (said[0], said[1]), anna.user_id, bert.user_id)
