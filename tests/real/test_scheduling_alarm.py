"""The alarm in real time, with APScheduler as its clock."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from retbot.domain.tijd import local_day
from retbot.ports import Channel, Mail, MailFate, Post
from retbot.scheduling.alarm import Alarm
from retbot.scheduling.delivery.courier import Courier
from retbot.scheduling.morning import LAST
from retbot.scheduling.waker import Waker
from tests.clock import SetClock
from tests.unit.scheduling.stage import Stage

SOON = timedelta(seconds=0.4)
NEVER = timedelta(hours=1)


class RealClock(SetClock):
    def now(self) -> datetime:
        return datetime.now(UTC)


def real() -> Stage:
    """Without what a morning brings, whenever it is run."""
    s = Stage(clock=RealClock(datetime.now(UTC)))
    s.storage.memory.notes[LAST] = local_day(s.clock.now()).isoformat()
    return s


def post(key: str) -> Post:
    return Post(key, Channel.ROOM, "bewerkt", room_id="!r:ret.example", thread=f"${key}")


async def sent(s: Stage, count: int, seconds: float = 8) -> datetime:
    """When so many messages had been sent."""
    async with asyncio.timeout(seconds):
        while len(s.room.sent) < count:  # noqa: ASYNC110 - the room does not tell what it got
            await asyncio.sleep(0.005)
    return datetime.now(UTC)


async def test_it_wakes_at_the_instant_at_which_something_is_due() -> None:
    s = real()
    due = datetime.now(UTC) + SOON
    await s.put(post("a"), due=due)
    async with Alarm(s.waker, NEVER):
        assert timedelta(0) <= await sent(s, 1) - due < timedelta(seconds=1)


async def test_poked_it_takes_what_is_due_earlier_than_what_it_waited_for() -> None:
    s = real()
    await s.put(post("late"), due=datetime.now(UTC) + NEVER)
    async with Alarm(s.waker, NEVER) as alarm:
        await asyncio.sleep(0.1)
        await s.put(post("now"))
        alarm.poke()
        await sent(s, 1, 1)
        due = datetime.now(UTC) + SOON
        await s.put(post("soon"), due=due)
        alarm.poke()
        assert await sent(s, 2) - due < timedelta(seconds=1)


async def test_the_regular_ring_finds_what_nobody_told_of() -> None:
    s = real()
    async with Alarm(s.waker, timedelta(seconds=0.3)):
        await asyncio.sleep(0.05)
        await s.put(post("a"))
        await sent(s, 1, 3)


async def test_a_loop_that_was_blocked_loses_nothing() -> None:
    s = real()
    await s.put(*(post(f"p{n}") for n in range(5)), due=datetime.now(UTC) + SOON)
    async with Alarm(s.waker, NEVER):
        await asyncio.sleep(0.1)
        time.sleep(2)  # noqa: ASYNC251 - what blocks a loop is such a call
        await sent(s, 5)


async def test_it_wakes_again_and_again() -> None:
    s = real()
    start = datetime.now(UTC)
    for n in range(1, 9):
        await s.put(post(f"p{n}"), due=start + n * timedelta(seconds=0.1))
    async with Alarm(s.waker, NEVER):
        await sent(s, 8)


async def test_poked_without_end_while_it_runs_it_still_wakes_for_what_comes_later() -> None:
    s = real()
    async with Alarm(s.waker, NEVER) as alarm:
        for n in range(50):
            await s.put(post(f"p{n}"))
            alarm.poke()
            await asyncio.sleep(0)
        await s.put(post("later"), due=datetime.now(UTC) + SOON)
        alarm.poke()
        await sent(s, 51)


class HangingMailbox:
    async def send(self, mails: Sequence[Mail]) -> list[MailFate]:
        await asyncio.sleep(3600)
        return []


async def test_a_mail_server_that_hangs_keeps_no_room_waiting() -> None:
    s = real()
    courier = Courier(s.storage, HangingMailbox(), s.clock, lambda: s.team, lambda: 0.5)
    waker = Waker(s.storage, s.clock, lambda: s.team, s.sender, courier)
    async with Alarm(waker, NEVER) as alarm:
        await s.put(Post("m", Channel.MAIL, "herinnering", {"altijd": True}, to="deelnemer:1"), post("a"))
        alarm.poke()
        await sent(s, 1, 2)


async def test_an_error_does_not_end_it() -> None:
    s = real()
    begin = s.storage.begin
    async with Alarm(s.waker, timedelta(seconds=0.2)):
        s.storage.begin = None  # type: ignore[assignment,method-assign]
        await asyncio.sleep(0.5)
        s.storage.begin = begin  # type: ignore[method-assign]
        await s.put(post("a"))
        await sent(s, 1)
