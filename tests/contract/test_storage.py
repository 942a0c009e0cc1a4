"""What every store does with transactions and the small tables."""

import asyncio
from contextlib import suppress

import pytest

from retbot.domain.errors import Refusal
from retbot.ports import AuditEntry, Question, Storage, UnknownCase
from tests.contract.storage_stage import (
    CODE,
    DAY,
    NOW,
    Stage,
    casus,
    in_case,
)


async def test_a_new_store_is_empty(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.cases.find(open_only=False) == []
        assert await work.cases.codes() == set()
        assert await work.next_moment() is None
        assert await work.outbox.due(NOW, 10) == []
        assert await work.reminders.due(NOW, 10) == []
        assert await work.people.all() == []
        assert await work.team_feiten.all() == []
        assert await work.addresses.owners() == []
        assert await work.outbox.posts() == []


async def test_an_event_is_taken_in_once(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.events.first_time("$a", NOW)
        assert not await work.events.first_time("$a", NOW)
    async with storage.begin() as work:
        assert not await work.events.first_time("$a", NOW)
        assert await work.events.first_time("$b", NOW)


async def test_events_from_before_a_moment_are_forgotten(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.events.first_time("$old", NOW)
        await work.events.first_time("$new", NOW + DAY)
        await work.events.forget(NOW + DAY)
    async with storage.begin() as work:
        assert await work.events.first_time("$old", NOW)
        assert not await work.events.first_time("$new", NOW)


async def test_an_exception_undoes_the_whole_transaction_and_goes_on(storage: Storage) -> None:
    with suppress(Refusal):
        async with storage.begin() as work:
            await work.cases.save(casus(), [], [], NOW)
            await work.events.first_time("$a", NOW)
            await work.outbox.put(in_case("p"), NOW)
            await work.notes.set("sync", "s1")
            raise Refusal("al_gepland")
    async with storage.begin() as work:
        assert await work.cases.codes() == set()
        assert await work.outbox.posts() == []
        assert await work.notes.get("sync") is None
        assert await work.events.first_time("$a", NOW)


async def test_a_cancelled_task_undoes_its_transaction_and_lets_the_next_one_in(storage: Storage) -> None:
    inside = asyncio.Event()

    async def stuck() -> None:
        async with storage.begin() as work:
            await work.notes.set("sync", "s1")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with storage.begin() as work:
        assert await work.notes.get("sync") is None


async def test_a_savepoint_undoes_its_inside_only(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.events.first_time("$a", NOW)
        with suppress(Refusal):
            async with work.savepoint():
                await work.cases.save(casus(), [], [], NOW)
                await work.notes.set("sync", "s1")
                raise Refusal("al_gepland")
        async with work.savepoint():
            await work.notes.set("kept", "yes")
        await work.audit.add(AuditEntry(NOW, "secretaris", "plan", "refused", CODE))
    async with storage.begin() as work:
        assert not await work.events.first_time("$a", NOW)
        assert await work.cases.codes() == set()
        assert await work.notes.get("sync") is None
        assert await work.notes.get("kept") == "yes"


async def test_transactions_wait_for_one_another(storage: Storage) -> None:
    async def count() -> None:
        async with storage.begin() as work:
            seen = int(await work.notes.get("count") or 0)
            await asyncio.sleep(0)
            await work.notes.set("count", str(seen + 1))

    await asyncio.gather(*(count() for _ in range(20)))
    async with storage.begin() as work:
        assert await work.notes.get("count") == "20"


async def test_a_transaction_within_a_transaction_is_an_error_rather_than_a_wait(storage: Storage) -> None:
    async with storage.begin() as work:
        with pytest.raises(RuntimeError):
            async with storage.begin():
                pass
        await work.notes.set("sync", "s1")
    async with storage.begin() as work:
        assert await work.notes.get("sync") == "s1"


async def test_a_code_of_no_case_undoes_the_transaction(storage: Storage) -> None:
    async def write() -> None:
        async with storage.begin() as work:
            await work.notes.set("sync", "s1")
            await work.outbox.put(in_case("p"), NOW)

    with pytest.raises(UnknownCase):
        await write()
    async with storage.begin() as work:
        assert await work.notes.get("sync") is None
        assert await work.outbox.posts() == []


async def test_what_belongs_to_a_case_may_come_before_it(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.outbox.put(in_case("p"), NOW)
        await work.questions.ask(Question("@s:ret.example", "toestemming", "!r", None, CODE, gesteld=NOW))
        await work.reminders.postpone(CODE, "OV-8.4:0:", NOW)
        await work.addresses.set("school", "zorg@school.example", CODE)
        await work.cases.save(casus(), [], [], NOW)
    async with storage.begin() as work:
        assert [row.post.key for row in await work.outbox.posts(code=CODE)] == ["p"]


async def test_a_note_is_kept_under_its_name(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.notes.set("sync", "s1")
        await work.notes.set("sync", "s2")
        await work.notes.set("other", "x")
    async with storage.begin() as work:
        assert await work.notes.get("sync") == "s2"
        await work.notes.set("sync", None)
        assert await work.notes.get("sync") is None
        assert await work.notes.get("other") == "x"


async def test_the_audit_keeps_every_line_in_order(storage_stage: Stage) -> None:
    lines = [
        AuditEntry(NOW, "secretaris#2", "aanmelden", "done", CODE, "$a"),
        AuditEntry(NOW, "retbot", "herinneren", "done"),
    ]
    async with storage_stage.storage.begin() as work:
        for line in lines:
            await work.audit.add(line)
    assert await storage_stage.audits() == lines
