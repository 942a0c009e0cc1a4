"""`doctor` in the chat: asked in a transaction, answered later and once, also when the examination fails."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from retbot.app.doctor import Doctor
from retbot.ports import Post
from retbot.wording.replies import render
from tests.world import BEHEERDER, DIRECT, SECRETARIS, World


@dataclass
class Found:
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def well(found: Found) -> Callable[[], Awaitable[Found]]:
    async def examine() -> Found:
        return found

    return examine


async def fails() -> Found:
    raise OSError


async def said(room: World, examine: Callable[[], Awaitable[Found]]) -> list[str]:
    """What is said after the examination."""
    poked: list[bool] = []
    last = room.last
    await Doctor(room.storage, room.clock, examine, lambda: poked.append(True)).answer()
    posts: list[Post] = [row.post for row in room.rows(last)]
    assert bool(poked) == bool(posts)
    assert all(post.room_id == DIRECT for post in posts)
    return [render(post.sentence, post.args) for post in posts]


async def test_the_beheerder_hears_each_fault_each_remark_and_whether_all_is_well() -> None:
    room = World()
    for found, verdict in (
        (Found(), "Alles is in orde."),
        (Found([], ["een opmerking."]), "• Let op: een opmerking.\nAlles is in orde."),
        (Found(["een fout."], ["een opmerking."]), "• een fout.\n• Let op: een opmerking.\nEr klopt 1 ding niet."),
        (Found(["een.", "twee."]), "• een.\n• twee.\nEr kloppen 2 dingen niet."),
    ):
        [begins] = await room.say("!ret doctor", BEHEERDER, direct=True)
        assert begins == "Ik kijk alles na; ook stuur ik mijzelf een proefmail. U hoort het binnen twee minuten."
        assert await said(room, well(found)) == [verdict]
        assert await said(room, well(found)) == []


async def test_an_examination_that_fails_is_told_and_not_tried_for_ever() -> None:
    room = World()
    await room.say("!ret doctor", BEHEERDER, direct=True)
    [told] = await said(room, fails)
    assert told.startswith("Het nakijken is mislukt")
    assert await said(room, fails) == []


async def test_only_the_beheerder_and_only_in_private() -> None:
    room = World()
    for who, direct in ((SECRETARIS, True), (BEHEERDER, False)):
        await room.say("!ret doctor", who, direct=direct)
        assert await said(room, well(Found())) == []


async def test_what_was_asked_before_a_restart_is_answered_after_it() -> None:
    room = World()
    await room.say("!ret doctor", BEHEERDER, direct=True)
    answered = asyncio.Event()
    doctor = Doctor(room.storage, room.clock, well(Found()), answered.set)
    running = asyncio.create_task(doctor.run())
    await asyncio.wait_for(answered.wait(), 5)
    answered.clear()
    await room.say("!ret doctor", BEHEERDER, direct=True)
    doctor.bell.set()
    await asyncio.wait_for(answered.wait(), 5)
    running.cancel()
