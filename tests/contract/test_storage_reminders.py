"""What every store does with the reminders of a case."""

from datetime import UTC, date, datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.ports import Storage
from tests.contract.storage_stage import CODE, DAY, HOUR, NOW, OTHER, casus, keep, reminder, termijn

TERM = "OV-8.4:0:"
MAY_6 = date(2026, 5, 6)
END = datetime(2026, 5, 6, 21, 59, 59, tzinfo=UTC)


async def save(
    storage: Storage,
    *reminders: Reminder,
    at: datetime = NOW,
    staat: TermijnState = TermijnState.OPEN,
    code: Casecode = CODE,
) -> None:
    async with storage.begin() as work:
        await work.cases.save(casus(code), [termijn(MAY_6, staat=staat)], reminders, at)


async def due(storage: Storage, at: datetime, limit: int = 10) -> list[str]:
    async with storage.begin() as work:
        return [h.key for _, h in await work.reminders.due(at, limit)]


async def give(storage: Storage, key: str, code: Casecode = CODE) -> None:
    async with storage.begin() as work:
        await work.reminders.mark_sent(code, key, NOW)


async def test_a_reminder_is_due_from_its_moment_until_it_is_given(storage: Storage) -> None:
    wanted = reminder("a", NOW + DAY)
    await save(storage, wanted)
    assert await due(storage, NOW + DAY - HOUR) == []
    async with storage.begin() as work:
        assert await work.next_moment() == NOW + DAY
        assert await work.reminders.due(NOW + DAY, 10) == [(CODE, wanted)]
        await work.reminders.mark_sent(CODE, "a", NOW + DAY)
    assert await due(storage, NOW + DAY) == []
    async with storage.begin() as work:
        assert await work.next_moment() is None


async def test_the_oldest_come_first_and_no_more_than_the_limit(storage: Storage) -> None:
    await save(storage, reminder("c", NOW + HOUR), reminder("b", NOW + 3 * HOUR), reminder("a", NOW + DAY))
    await save(storage, reminder("d", NOW + 2 * HOUR), code=OTHER)
    assert await due(storage, NOW + 2 * DAY) == ["c", "d", "b", "a"]
    assert await due(storage, NOW + 2 * DAY, limit=2) == ["c", "d"]


async def test_two_cases_may_have_a_reminder_with_the_same_key(storage: Storage) -> None:
    for code in (CODE, OTHER):
        await save(storage, reminder("a", NOW + HOUR), code=code)
    await give(storage, "a")
    async with storage.begin() as work:
        assert [code for code, _ in await work.reminders.due(NOW + DAY, 10)] == [OTHER]


async def test_what_was_recorded_late_reminds_of_nothing_that_is_past(storage: Storage) -> None:
    await save(storage, reminder("past", NOW - HOUR), reminder("now", NOW), reminder("later", NOW + HOUR))
    assert await due(storage, NOW + DAY) == ["now", "later"]


async def test_a_reminder_that_came_due_while_nobody_looked_stays(storage: Storage) -> None:
    wanted = reminder("a", NOW + HOUR)
    await save(storage, wanted)
    await save(storage, wanted, reminder("b", NOW + 2 * HOUR), at=NOW + DAY)
    assert await due(storage, NOW + DAY) == ["a"]


async def test_a_moved_term_has_other_reminders(storage: Storage) -> None:
    await save(storage, reminder("a", NOW + HOUR), reminder("b", NOW + DAY))
    await save(storage, reminder("b", NOW + 2 * DAY), reminder("c", NOW + 3 * DAY))
    assert await due(storage, NOW + DAY) == []
    assert await due(storage, NOW + 9 * DAY) == ["b", "c"]


async def test_a_fulfilled_term_is_not_reminded_of_and_once_open_again_only_of_what_is_to_come(
    storage: Storage,
) -> None:
    both = reminder("a", NOW + HOUR), reminder("b", NOW + 3 * DAY)
    await save(storage, *both)
    await save(storage, staat=TermijnState.FULFILLED)
    assert await due(storage, NOW + 9 * DAY) == []
    await save(storage, *both, at=NOW + DAY)
    assert await due(storage, NOW + 9 * DAY) == ["b"]


async def test_a_reminder_is_never_given_again_not_even_when_it_went_and_came_back(storage: Storage) -> None:
    wanted = reminder("a", NOW + HOUR)
    await save(storage, wanted)
    await give(storage, "a")
    await save(storage, wanted)
    await save(storage)
    await save(storage, wanted)
    assert await due(storage, NOW + DAY) == []


async def test_a_reminder_that_was_postponed_comes_at_its_moment_before_the_end(storage: Storage) -> None:
    await save(storage, reminder("a", NOW + HOUR))
    async with storage.begin() as work:
        await work.reminders.postpone(CODE, TERM, NOW + 2 * DAY)
    assert await due(storage, NOW + DAY) == ["a"]
    await give(storage, "a")
    async with storage.begin() as work:
        assert await work.next_moment() == NOW + 2 * DAY
        ((code, found),) = await work.reminders.due(NOW + 2 * DAY, 10)
    assert (code, found.moment, found.termijn) == (CODE, NOW + 2 * DAY, TERM)
    assert found.aanleiding is ReminderReason.BEFOREHAND
    await give(storage, found.key)
    assert await due(storage, NOW + 9 * DAY) == []


async def test_a_postponed_reminder_says_late_once_the_end_is_past(storage: Storage) -> None:
    await save(storage)
    async with storage.begin() as work:
        await work.reminders.postpone(CODE, TERM, END)
        ((_, before),) = await work.reminders.due(END, 10)
        ((_, after),) = await work.reminders.due(END + HOUR, 10)
    assert before.aanleiding is ReminderReason.BEFOREHAND
    assert after.aanleiding is ReminderReason.LATE


async def test_a_postponed_reminder_survives_a_change_of_its_case(storage: Storage) -> None:
    await save(storage)
    async with storage.begin() as work:
        await work.reminders.postpone(CODE, TERM, NOW + HOUR)
    await save(storage, reminder("b", NOW + 5 * DAY), at=NOW + DAY)
    assert len(await due(storage, NOW + DAY)) == 1


async def test_a_postponed_reminder_waits_for_its_term_to_be_open(storage: Storage) -> None:
    await save(storage)
    async with storage.begin() as work:
        await work.reminders.postpone(CODE, TERM, NOW + DAY)
    await save(storage, staat=TermijnState.FULFILLED)
    async with storage.begin() as work:
        assert await work.next_moment() is None
        assert await work.reminders.due(NOW + 9 * DAY, 10) == []
    await save(storage)
    assert len(await due(storage, NOW + DAY)) == 1


async def test_a_postponed_reminder_whose_moment_passed_while_its_term_was_fulfilled_is_gone(storage: Storage) -> None:
    await save(storage)
    async with storage.begin() as work:
        await work.reminders.postpone(CODE, TERM, NOW + DAY)
    await save(storage, staat=TermijnState.FULFILLED)
    await save(storage, at=NOW + 2 * DAY)
    assert await due(storage, NOW + 9 * DAY) == []


async def test_postponing_to_the_same_moment_twice_reminds_once(storage: Storage) -> None:
    await save(storage)
    async with storage.begin() as work:
        await work.reminders.postpone(CODE, TERM, NOW + DAY)
        await work.reminders.postpone(CODE, TERM, NOW + DAY)
        await work.reminders.postpone(CODE, TERM, NOW + 2 * DAY)
    assert len(await due(storage, NOW + DAY)) == 1
    assert len(await due(storage, NOW + 2 * DAY)) == 2


async def test_reminding_nothing_of_a_case_without_terms(storage: Storage) -> None:
    await keep(storage, casus())
    assert await due(storage, NOW) == []
