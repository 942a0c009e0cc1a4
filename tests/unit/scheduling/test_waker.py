"""Everything that is due is done, whatever else goes wrong."""

from datetime import date

from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from tests.clock import at
from tests.unit.scheduling.stage import Stage, stage

MANY = 600
DUE = at("2026-04-22 8:30")


async def with_many(s: Stage) -> None:
    """Many reminders of one case in one instant."""
    casus = await s.open(date(2026, 4, 20))
    terms = s.team.termijnen(casus)
    wanted = [Reminder(f"h{n}", DUE, "OV-8.4:0:", ReminderReason.BEFOREHAND) for n in range(MANY)]
    async with s.storage.begin() as work:
        await work.cases.save(casus, terms, wanted, s.clock.now())


async def test_however_many_are_due_in_one_instant_none_is_left_and_one_message_tells_all() -> None:
    s = stage("2026-04-20 10:00")
    await with_many(s)
    s.clock.instant = DUE
    await s.now()
    async with s.storage.begin() as work:
        assert await work.reminders.due(DUE, 1) == []
    assert len(s.texts("formulier compleet")) == 1


async def test_the_next_instant_is_the_first_reminder_or_the_next_morning() -> None:
    s = stage("2026-04-20 10:00")
    assert await s.waker.next_instant() == at("2026-04-21 8:30")
    await s.open(date(2026, 4, 20))
    s.clock.instant = at("2026-04-21 10:00")
    assert await s.waker.next_instant() == at("2026-04-22 8:30")


async def test_a_mail_server_that_hangs_keeps_no_room_waiting() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    s.clock.instant = DUE
    assert await s.waker.run_rooms()
    assert s.texts("controleren of het formulier compleet is, vandaag")


async def test_nothing_due_is_nothing_done() -> None:
    s = stage("2026-04-20 10:00")
    await s.now()
    assert not await s.waker.run_rooms()
    assert not await s.waker.run_mail()
