"""What every store does with transactions, cases and the small tables."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.errors import Refusal
from retbot.ports import AuditEntry, Question, Storage, UnknownCase
from tests.contract.storage_stage import (
    AANMELDING,
    CODE,
    DAY,
    NOW,
    OTHER,
    THIRD,
    Stage,
    casus,
    full_casus,
    in_case,
    keep,
)


async def test_a_new_store_is_empty(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.casussen(open_only=False) == []
        assert await work.codes() == set()
        assert await work.next_moment() is None
        assert await work.due_posts(NOW, 10) == []
        assert await work.due_reminders(NOW, 10) == []
        assert await work.deelnemers() == []
        assert await work.team_feiten() == []
        assert await work.owners() == []
        assert await work.posts() == []


async def test_an_event_is_taken_in_once(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.first_time("$a", NOW)
        assert not await work.first_time("$a", NOW)
    async with storage.begin() as work:
        assert not await work.first_time("$a", NOW)
        assert await work.first_time("$b", NOW)


async def test_events_from_before_a_moment_are_forgotten(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.first_time("$old", NOW)
        await work.first_time("$new", NOW + DAY)
        await work.forget_events(NOW + DAY)
    async with storage.begin() as work:
        assert await work.first_time("$old", NOW)
        assert not await work.first_time("$new", NOW)


async def test_an_exception_undoes_the_whole_transaction_and_goes_on(storage: Storage) -> None:
    with suppress(Refusal):
        async with storage.begin() as work:
            await work.save(casus(), [], [], NOW)
            await work.first_time("$a", NOW)
            await work.put(in_case("p"), NOW)
            await work.set_note("sync", "s1")
            raise Refusal("al_gepland")
    async with storage.begin() as work:
        assert await work.codes() == set()
        assert await work.posts() == []
        assert await work.note("sync") is None
        assert await work.first_time("$a", NOW)


async def test_a_cancelled_task_undoes_its_transaction_and_lets_the_next_one_in(storage: Storage) -> None:
    inside = asyncio.Event()

    async def stuck() -> None:
        async with storage.begin() as work:
            await work.set_note("sync", "s1")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with storage.begin() as work:
        assert await work.note("sync") is None


async def test_a_savepoint_undoes_its_inside_only(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.first_time("$a", NOW)
        with suppress(Refusal):
            async with work.savepoint():
                await work.save(casus(), [], [], NOW)
                await work.set_note("sync", "s1")
                raise Refusal("al_gepland")
        async with work.savepoint():
            await work.set_note("kept", "yes")
        await work.audit(AuditEntry(NOW, "secretaris", "plan", "refused", CODE))
    async with storage.begin() as work:
        assert not await work.first_time("$a", NOW)
        assert await work.codes() == set()
        assert await work.note("sync") is None
        assert await work.note("kept") == "yes"


async def test_transactions_wait_for_one_another(storage: Storage) -> None:
    async def count() -> None:
        async with storage.begin() as work:
            seen = int(await work.note("count") or 0)
            await asyncio.sleep(0)
            await work.set_note("count", str(seen + 1))

    await asyncio.gather(*(count() for _ in range(20)))
    async with storage.begin() as work:
        assert await work.note("count") == "20"


async def test_a_transaction_within_a_transaction_is_an_error_rather_than_a_wait(storage: Storage) -> None:
    async with storage.begin() as work:
        with pytest.raises(RuntimeError):
            async with storage.begin():
                pass
        await work.set_note("sync", "s1")
    async with storage.begin() as work:
        assert await work.note("sync") == "s1"


async def test_a_case_comes_back_as_it_was_saved(storage: Storage) -> None:
    await keep(storage, full_casus())
    async with storage.begin() as work:
        assert await work.casus(CODE) == full_casus()
        assert await work.casus(OTHER) is None
        assert await work.casussen() == [full_casus()]


async def test_every_choice_of_the_aanmelding_comes_back(storage: Storage) -> None:
    overruled = replace(
        AANMELDING, vervolg_op=OTHER, afgeweken_van=("OV-7.1", "OV-7.2"), reden="spoed", gronden=(), met_toegang=False
    )
    await keep(storage, casus(CODE, overruled))
    async with storage.begin() as work:
        assert await work.casus(CODE) == casus(CODE, overruled)


async def test_saving_again_replaces_the_case_but_not_its_thread(storage: Storage) -> None:
    await keep(storage, full_casus())
    async with storage.begin() as work:
        await work.set_thread(CODE, "$root")
        await work.save(casus(), [], [], NOW)
    async with storage.begin() as work:
        assert await work.casus(CODE) == casus()
        assert await work.thread(CODE) == "$root"
        assert await work.casus_of_thread("$root") == CODE
        assert await work.casus_of_thread("$other") is None


async def test_a_case_has_no_thread_until_it_is_set(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        assert await work.thread(CODE) is None
        assert await work.thread(OTHER) is None
        with pytest.raises(UnknownCase):
            await work.set_thread(OTHER, "$root")


async def test_cases_are_sorted_by_day_and_code_and_closed_ones_left_out(storage: Storage) -> None:
    early = replace(AANMELDING, ontvangen=date(2026, 4, 1))
    closed = casus(OTHER, AANMELDING, Feit("afgesloten", date(2026, 5, 1), value="opgelost"))
    await keep(storage, casus(CODE), casus(THIRD, early), closed)
    async with storage.begin() as work:
        assert [c.code for c in await work.casussen()] == [THIRD, CODE]
        assert [c.code for c in await work.casussen(open_only=False)] == [THIRD, OTHER, CODE]
        assert await work.codes() == {CODE, OTHER, THIRD}
        assert await work.codes(open_only=True) == {CODE, THIRD}
        assert await work.closed_codes() == [OTHER]


async def test_a_case_that_is_opened_again_is_open(storage: Storage) -> None:
    await keep(storage, casus(CODE, AANMELDING, Feit("afgesloten", date(2026, 5, 1))))
    await keep(storage, casus())
    async with storage.begin() as work:
        assert await work.casussen() == [casus()]


async def test_a_code_of_no_case_undoes_the_transaction(storage: Storage) -> None:
    async def write() -> None:
        async with storage.begin() as work:
            await work.set_note("sync", "s1")
            await work.put(in_case("p"), NOW)

    with pytest.raises(UnknownCase):
        await write()
    async with storage.begin() as work:
        assert await work.note("sync") is None
        assert await work.posts() == []


async def test_what_belongs_to_a_case_may_come_before_it(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.put(in_case("p"), NOW)
        await work.ask(Question("@s:ret.example", "toestemming", "!r", None, CODE, gesteld=NOW))
        await work.postpone(CODE, "OV-8.4:0:", NOW)
        await work.set_address("school", "zorg@school.example", CODE)
        await work.save(casus(), [], [], NOW)
    async with storage.begin() as work:
        assert [row.post.key for row in await work.posts(code=CODE)] == ["p"]


async def test_facts_of_the_team_stay_in_order_and_the_same_one_once(storage: Storage) -> None:
    first = Feit("overleg", date(2026, 3, 1), subject="OV-5.1")
    second = Feit("overleg", date(2026, 1, 1), subject="OV-5.1")
    async with storage.begin() as work:
        for feit in (first, second, first):
            await work.add_team_feit(feit)
    async with storage.begin() as work:
        assert await work.team_feiten() == [first, second]
        await work.remove_team_feit(first)
        assert await work.team_feiten() == [second]


async def test_a_note_is_kept_under_its_name(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.set_note("sync", "s1")
        await work.set_note("sync", "s2")
        await work.set_note("other", "x")
    async with storage.begin() as work:
        assert await work.note("sync") == "s2"
        await work.set_note("sync", None)
        assert await work.note("sync") is None
        assert await work.note("other") == "x"


async def test_the_audit_keeps_every_line_in_order(storage_stage: Stage) -> None:
    lines = [
        AuditEntry(NOW, "secretaris#2", "aanmelden", "done", CODE, "$a"),
        AuditEntry(NOW, "retbot", "herinneren", "done"),
    ]
    async with storage_stage.storage.begin() as work:
        for line in lines:
            await work.audit(line)
    assert await storage_stage.audits() == lines
