"""The store as a file: what is in it, who may read it, what is left of it after a crash."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from retbot.ports import AuditEntry, KeysLost, Question, Storage, StoreFailed, UnknownCase
from retbot.storage import make_engine, sqlite_url
from retbot.storage.database import tables
from tests.contract.storage_stage import (
    CODE,
    HOUR,
    NOW,
    OTHER,
    SqlStage,
    full_casus,
    in_case,
    keep,
    reminder,
    sql_stage,
    termijn,
)

ADDRESS = "zorg@school.example"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SqlStage]:
    async with sql_stage(tmp_path / "data") as stage:
        yield stage


async def add_one(storage: Storage) -> None:
    async with storage.begin() as work:
        seen = int(await work.notes.get("count") or 0)
        await asyncio.sleep(0)
        await work.notes.set("count", str(seen + 1))


async def fill(storage: Storage) -> None:
    async with storage.begin() as work:
        reminders = [reminder("a", NOW + HOUR)]
        await work.cases.save(full_casus(), [termijn(NOW.date())], reminders, NOW)
        await work.outbox.put(in_case("p"), NOW)
        await work.questions.ask(Question("@s:ret.example", "sluiten", "!r", None, CODE, gesteld=NOW))
        await work.addresses.set("school", ADDRESS, CODE)
        await work.addresses.set("deelnemer:3", ADDRESS)
        await work.audit.add(AuditEntry(NOW, "secretaris", "aanmelden", "done", CODE))


def everything_in(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())


async def test_the_files_are_their_owners_alone(stage: SqlStage, tmp_path: Path) -> None:
    await fill(stage.storage)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    files = [path for path in (tmp_path / "data").iterdir() if path.is_file()]
    assert {path.name for path in files} == {"retbot.db", "retbot.db-wal", "retbot.db-shm", "keys.json"}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


async def test_no_file_holds_an_address(stage: SqlStage, tmp_path: Path) -> None:
    await fill(stage.storage)
    content = everything_in(tmp_path)
    assert b"Zwolle" in content
    assert ADDRESS.encode() not in content
    assert b"school.example" not in content


async def test_a_lost_key_file_costs_the_addresses_but_no_case(stage: SqlStage, tmp_path: Path) -> None:
    await fill(stage.storage)
    (tmp_path / "data" / "keys.json").unlink()
    async with sql_stage(tmp_path / "data") as later:
        async with later.storage.begin() as work:
            assert await work.cases.get(CODE) == full_casus()
            assert await work.addresses.owners(CODE) == ["school"]
            assert await work.addresses.get("school", CODE) is None
            with pytest.raises(KeysLost):
                await work.addresses.set("school", ADDRESS, CODE)
        assert not (tmp_path / "data" / "keys.json").exists()
        async with later.storage.begin() as work:
            await work.addresses.forget(CODE)
            await work.addresses.set("deelnemer:3", ADDRESS)
        async with later.storage.begin() as work:
            assert await work.addresses.get("deelnemer:3") == ADDRESS


async def test_forgotten_addresses_cannot_be_read_from_an_earlier_copy(stage: SqlStage, tmp_path: Path) -> None:
    await fill(stage.storage)
    async with stage.engine.connect() as connection:
        wanted = select(tables.adres.c.ciphertext).where(tables.adres.c.code == CODE)
        sealed = await connection.scalar(wanted)
    async with stage.storage.begin() as work:
        await work.addresses.forget(CODE)
    async with stage.engine.begin() as connection:
        await connection.execute(tables.adres.insert().values(owner="school", code=CODE, ciphertext=sealed))
    async with stage.storage.begin() as work:
        assert await work.addresses.get("school", CODE) is None
        assert await work.addresses.get("deelnemer:3") == ADDRESS
    assert CODE not in (tmp_path / "data" / "keys.json").read_text()


async def test_with_a_case_goes_all_that_hangs_on_it_but_the_audit(stage: SqlStage) -> None:
    await fill(stage.storage)
    async with stage.engine.begin() as connection:
        await connection.execute(delete(tables.casus))
    async with stage.engine.connect() as connection:
        left = {
            table.name: len((await connection.execute(select(table))).all())
            for table in tables.metadata.sorted_tables
            if "code" in table.c
        }
    assert left == dict.fromkeys(left, 0) | {"audit": 1, "adres": 1}


async def test_a_commit_that_fails_leaves_the_store_in_order(stage: SqlStage) -> None:
    for _ in range(3):
        with suppress(UnknownCase):
            async with stage.storage.begin() as work:
                await work.outbox.put(in_case("p", OTHER), NOW)
    await keep(stage.storage, full_casus())
    async with stage.storage.begin() as work:
        assert await work.cases.codes() == {CODE}
        assert await work.outbox.posts() == []


async def test_processes_on_one_file_wait_for_one_another(stage: SqlStage, tmp_path: Path) -> None:
    async with sql_stage(tmp_path / "data") as other:
        await asyncio.gather(*(add_one(one.storage) for one in (stage, other) * 10))
    async with stage.storage.begin() as work:
        assert await work.notes.get("count") == "20"


async def test_a_process_killed_within_a_transaction_leaves_the_state_before_it(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.storage.killed", str(tmp_path))
    assert await process.wait() == 9
    async with sql_stage(tmp_path) as stage, stage.storage.begin() as work:
        assert await work.notes.get("sync") == "before"
        assert await work.cases.codes() == set()
        assert await work.addresses.owners(CODE) == []


async def test_the_connection_is_set_up_to_lose_nothing_and_to_wipe(stage: SqlStage) -> None:
    async with stage.engine.connect() as connection:
        found = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


async def test_what_is_due_is_found_by_its_index(stage: SqlStage) -> None:
    asked: list[tuple[str, Any]] = []
    await fill(stage.storage)
    async with stage.storage.begin() as work:
        event.listen(stage.engine.sync_engine, "before_cursor_execute", lambda *args: asked.append(args[2:4]))
        await work.reminders.due(NOW, 10)
        await work.outbox.due(NOW, 10)
        await work.next_moment()
    async with stage.engine.connect() as connection:
        plans = [await plan(connection, *query) for query in asked if query[0].startswith("SELECT")]
    for found, index in zip(
        plans, ("ix_herinnering_due", "ix_outbox_lane", "ix_herinnering_due", "ix_outbox_due"), strict=True
    ):
        assert index in found


async def plan(connection: AsyncConnection, query: str, values: Any) -> str:
    rows = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)).mappings()
    return "\n".join(row["detail"] for row in rows)


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"])
def test_a_store_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="needs a file"):
        make_engine(url)


def test_a_statement_that_fails_shows_no_values(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'retbot.db'}")
    assert engine.sync_engine.hide_parameters
    assert not engine.echo


async def test_a_full_disk_undoes_the_transaction_and_says_so(stage: SqlStage) -> None:
    def fill_up(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # it never shrinks below what there is

    def make_room(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1000000")

    await add_one(stage.storage)
    event.listen(stage.engine.sync_engine, "checkout", fill_up)
    with pytest.raises(StoreFailed):
        await fill_with_notes(stage.storage)
    event.remove(stage.engine.sync_engine, "checkout", fill_up)
    event.listen(stage.engine.sync_engine, "checkout", make_room)

    async with stage.storage.begin() as work:
        assert await work.notes.get("0") is None
    await fill_with_notes(stage.storage)


async def fill_with_notes(storage: Storage) -> None:
    async with storage.begin() as work:
        for number in range(200):
            await work.notes.set(str(number), "x" * 1000)


async def test_a_statement_that_is_wrong_is_no_disk_that_fails(stage: SqlStage) -> None:
    async with stage.engine.connect() as connection:
        with pytest.raises(DBAPIError):
            await connection.execute(text("SELECT * FROM bestaat_niet"))


def test_a_database_that_others_can_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "retbot.db"
    for name in ("retbot.db", "retbot.db-wal"):
        (tmp_path / name).touch(mode=0o644)
    make_engine(sqlite_url(path))
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}
