"""A person goes first: an answer is the next message, however much is on its way."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from retbot.ports import Channel, Post, PostRow, PostState, UnitOfWork
from retbot.scheduling.reminders import give_due
from retbot.scheduling.waker import BATCH
from tests.clock import at
from tests.unit.scheduling.stage import Stage, stage
from tests.unit.scheduling.test_waker import MANY, with_many

REMINDERS, MAILS = 3000, 900
ANSWER = Post("antwoord:1", Channel.ROOM, "bewerkt", room_id="!other:ret.example", is_answer=True)


def busy() -> Stage:
    """Straight into the memory of the store: put one by one, so many take longer than the test."""
    s = stage("2026-04-22 12:00")
    s.storage.memory.notes["laatste_ochtend"] = "2026-04-22"
    mails = [Post(f"m{n}", Channel.MAIL, "herinnering", to=f"deelnemer:{n}") for n in range(MAILS)]
    said = [Post(f"p{n}", Channel.ROOM, "bewerkt", room_id="!r", thread=f"${n % 40}") for n in range(REMINDERS)]
    ticks = [Post(f"t{n}", Channel.REACTION, "reactie", {"emoji": "✅"}, room_id="!r", target="$x") for n in range(9)]
    for post in (*mails, *ticks, *said):
        id_, now = s.storage.memory.new_id(), s.clock.now()
        s.storage.memory.outbox[id_] = PostRow(id_, post, now, now, now, 0, PostState.OPEN)
    return s


async def test_a_command_typed_in_the_middle_of_a_long_drain_is_answered_by_the_next_message() -> None:
    s = busy()

    async def a_tenth_of_a_second_passes() -> None:
        s.clock.instant += timedelta(seconds=0.1)
        if s.room.tries[-1] == "p5":
            await s.put(ANSWER)
        if len(s.room.tries) == 8:
            draining.cancel()
            await asyncio.sleep(0)

    s.room.in_flight = a_tenth_of_a_second_passes
    draining = asyncio.create_task(s.sender.drain())
    await asyncio.wait([draining])
    assert s.room.tries == ["p0", "p1", "p2", "p3", "p4", "p5", ANSWER.key, "p6"]


async def test_a_command_typed_while_reminders_are_made_does_not_wait_for_all_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    s = stage("2026-04-20 10:00")
    await with_many(s)
    s.clock.instant = at("2026-04-22 8:30")
    left: list[int] = []

    async def count() -> None:
        if s.room.tries[-1] == ANSWER.key:
            left.append(sum(1 for _ in s.storage.memory.waiting_reminders()))

    async def with_a_command(work: UnitOfWork, *rest: Any) -> int:
        await work.outbox.put(ANSWER, s.clock.now())
        return await give_due(work, *rest)

    s.room.in_flight = count
    monkeypatch.setattr("retbot.scheduling.waker.give_due", with_a_command)
    await s.waker.run_rooms()
    assert left == [MANY - BATCH]
