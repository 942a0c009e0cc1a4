"""The team goes on in another room once the voorzitter says so there."""

from retbot.app.listening import Listening
from retbot.handlers.deelnemers.verhuizen import ROOM_NOTE
from retbot.ports import Message, Post
from tests.journeys.everybody import CODE, everybody
from tests.world import ROOM, SECRETARIS, VOORZITTER, World, root_of

NEW = "!nieuw:ret.test"


async def move(room: World, who: str, place: str = NEW, *, direct: bool = False) -> list[Post]:
    before = room.last
    message = Message(f"$verhuis{before}{who}{place}", place, who, "!ret verhuizen", room.clock.now(), direct=direct)
    await room.intake.take(message)
    return [row.post for row in room.rows(before)]


async def world() -> World:
    room = await everybody("overijssel-2022")
    async with room.storage.begin() as work:
        await work.notes.set(ROOM_NOTE, ROOM)
    return room


async def test_every_open_case_gets_a_thread_there_and_its_old_one_says_so() -> None:
    room = await world()
    farewell, arrival, answer = await move(room, VOORZITTER)
    assert (farewell.sentence, farewell.room_id, farewell.thread) == ("casus_verhuisd_weg", ROOM, root_of(CODE))
    assert (arrival.sentence, arrival.room_id, arrival.opens_thread, arrival.code) == (
        "casus_verhuisd",
        NEW,
        True,
        CODE,
    )
    assert (answer.sentence, answer.room_id) == ("verhuisd", NEW)
    async with room.storage.begin() as work:
        assert await work.cases.thread(CODE) is None
        assert await work.notes.get(ROOM_NOTE) == NEW


async def test_only_the_voorzitter_may_and_only_where_it_goes_on() -> None:
    room = await world()
    assert {post.sentence for post in await move(room, SECRETARIS)} == {"niet_bevoegd"}
    assert {post.sentence for post in await move(room, VOORZITTER, direct=True)} == {"verhuizen_in_kamer"}
    assert {post.sentence for post in await move(room, VOORZITTER, ROOM)} == {"verhuizen_al_hier"}
    async with room.storage.begin() as work:
        assert await work.notes.get(ROOM_NOTE) == ROOM
        assert await work.cases.thread(CODE) == root_of(CODE)


async def _refuse(_: str) -> None:
    raise AssertionError


async def _inspect(_: str) -> frozenset[str]:
    return frozenset()


async def test_a_move_lasts_over_a_restart_until_the_settings_name_another_room() -> None:
    room = await world()

    async def room_after_a_start(of_settings: str | None) -> str | None:
        listening = Listening(room.intake, room.storage, room.presence, _refuse, _inspect, of_settings)
        await listening.refresh()
        return listening.room

    assert await room_after_a_start(ROOM) == ROOM
    await move(room, VOORZITTER)
    assert await room_after_a_start(ROOM) == NEW
    assert await room_after_a_start("!derde:ret.test") == "!derde:ret.test"
    assert await room_after_a_start("!derde:ret.test") == "!derde:ret.test"
