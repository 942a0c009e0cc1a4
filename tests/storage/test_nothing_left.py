"""After a purge nothing of the case can be read: in no table, no page, no file beside the database, no backup."""

import json
import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import String, cast, select

from retbot.domain.casus.casecode import Casecode
from retbot.domain.privacy.counters import counters
from retbot.ports import AuditEntry, Channel, Post, PostState, Question
from retbot.storage import SqlStorage, Vault
from retbot.storage.audit.verify import verify_copy
from retbot.storage.database.tables import metadata
from retbot.storage.unit_of_work import RETURNED
from retbot.storage.vault.sealing import DELETED
from tests.contract.storage_stage import (
    CODE,
    DAY,
    HOUR,
    NOW,
    OTHER,
    SqlStage,
    casus,
    full_casus,
    reminder,
    sql_stage,
)
from tests.contract.storage_stage import termijn as a_term

ADDRESS = "zorg@school.example"
UID = "b@ret.example"
"""Of the calendar entry of the case."""
EVENT = "$said-about-it"
TRACES = [word.encode() for word in (CODE, UID, EVENT, "$root-of-it", "veiligheid")]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SqlStage]:
    async with sql_stage(tmp_path / "data") as stage:
        await _fill(stage.storage)
        yield stage


async def _fill(storage: SqlStorage) -> None:
    async with storage.begin() as work:
        await work.cases.save(casus(OTHER), [], [], NOW)
        await work.cases.save(
            full_casus(), [a_term(NOW.date())], [reminder(f"r{n}", NOW + HOUR) for n in range(50)], NOW
        )
        await work.cases.set_thread(CODE, "$root-of-it")
        await work.addresses.set("school", ADDRESS, CODE)
        await work.addresses.set("school", "b@school.example", OTHER)
        await work.questions.ask(Question("@s:ret.example", "sluiten", "!r", None, CODE, gesteld=NOW))
        await work.invitations.invite(UID, "school", CODE)
        await work.audit.add(AuditEntry(NOW, "@s:ret.test", "compleet", "gedaan", CODE))
        for number in range(100):
            await work.outbox.put(
                Post(f"p{number}", Channel.ROOM, "herinnering", {"dag": NOW.date()}, CODE, in_case=True), NOW
            )
        row = await work.outbox.of_key("p0")
        assert row
        await work.outbox.settle(row.id, PostState.SENT, NOW, EVENT)


async def _purge(storage: SqlStorage) -> None:
    async with storage.begin() as work:
        found = await work.cases.get(CODE)
        assert found
        await work.purge.case(CODE, counters(found), "bewaartermijn voorbij", NOW)
    await storage.leave_nothing_behind()


def _bytes_in(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())


def _back_up(directory: Path) -> Path:
    backup = directory / "backup.db"
    with (
        closing(sqlite3.connect(directory / "data" / "retbot.db")) as original,
        closing(sqlite3.connect(backup)) as copy,
    ):
        original.backup(copy)
    return backup


async def _put_back(stage: SqlStage, directory: Path) -> None:
    """In place of the database, beside the keys of today."""
    await stage.engine.dispose()
    for path in (directory / "data").glob("retbot.db*"):
        path.unlink()
    (directory / "backup.db").rename(directory / "data" / "retbot.db")


async def test_no_byte_of_it_is_left_in_the_database_or_the_files_beside_it(stage: SqlStage, tmp_path: Path) -> None:
    before = _bytes_in(tmp_path)
    assert all(trace in before for trace in TRACES)
    await _purge(stage.storage)
    after = _bytes_in(tmp_path)
    assert [trace for trace in TRACES if trace in after] == []
    assert OTHER.encode() in after


async def test_no_column_of_any_table_names_it(stage: SqlStage) -> None:
    await _purge(stage.storage)
    async with stage.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for column in table.c:
                named = select(table).where(cast(column, String).contains(CODE))
                assert (await connection.execute(named)).all() == [], f"{table.name}.{column.name}"


async def test_a_backup_put_back_beside_the_keys_of_today_tells_no_address_of_it(
    stage: SqlStage, tmp_path: Path
) -> None:
    _back_up(tmp_path)
    await _purge(stage.storage)
    await _put_back(stage, tmp_path)
    async with sql_stage(tmp_path / "data") as restored, restored.storage.begin() as work:
        assert await work.addresses.owners(CODE) == ["school"]
        assert await work.addresses.get("school", CODE) is None
        assert await work.addresses.get("school", OTHER) == "b@school.example"


async def test_a_case_that_a_backup_brings_back_goes_again_before_anything_is_told(
    stage: SqlStage, tmp_path: Path
) -> None:
    _back_up(tmp_path)
    await _purge(stage.storage)
    async with stage.storage.begin() as work:
        counted = await work.purge.counters()
    await _put_back(stage, tmp_path)
    assert CODE.encode() in _bytes_in(tmp_path)
    async with sql_stage(tmp_path / "data") as restored:
        assert await restored.storage.recover(NOW + DAY) == 1
        assert await restored.storage.recover(NOW + DAY) == 0
        async with restored.storage.begin() as work:
            assert await work.cases.codes() == {OTHER}
            assert await work.purge.traces(CODE) == {}
            assert await work.gdpr.dossier(CODE) == {}
            assert await work.addresses.get("school", OTHER) == "b@school.example"
            assert counted
            assert await work.purge.counters() == counted
        assert [entry.outcome for entry in await restored.audits() if entry.what == "purge"] == [RETURNED]
    after = _bytes_in(tmp_path / "data")
    assert [trace for trace in TRACES if trace in after] == []
    assert verify_copy(tmp_path / "data" / "retbot.db").faults == []


async def test_a_living_case_is_not_taken_for_a_deleted_one(stage: SqlStage, tmp_path: Path) -> None:
    _back_up(tmp_path)
    await _purge(stage.storage)
    async with stage.storage.begin() as work:
        await work.cases.save(casus(CODE), [], [], NOW)
    await stage.engine.dispose()
    async with sql_stage(tmp_path / "data") as later:
        assert await later.storage.recover(NOW) == 0
        async with later.storage.begin() as work:
            assert await work.cases.codes() == {CODE, OTHER}


async def test_losing_the_file_of_the_deletions_costs_no_case(stage: SqlStage, tmp_path: Path) -> None:
    _back_up(tmp_path)
    await _purge(stage.storage)
    (tmp_path / "data" / DELETED).unlink()
    await _put_back(stage, tmp_path)
    async with sql_stage(tmp_path / "data") as restored:
        assert await restored.storage.recover(NOW) == 0
        async with restored.storage.begin() as work:
            assert await work.cases.codes() == {CODE, OTHER}


async def test_the_file_of_the_deletions_holds_a_random_number_and_a_day(stage: SqlStage, tmp_path: Path) -> None:
    await _purge(stage.storage)
    path = tmp_path / "data" / DELETED
    ((mark, day),) = json.loads(path.read_text())["deleted"].items()
    assert (len(mark), day) == (32, "2026-04-20")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert mark.encode() not in (tmp_path / "data" / "retbot.db").read_bytes()


class Stuck(Vault):
    """As when the process is killed between the commit and the file of the keys."""

    def destroy(self, code: Casecode) -> None:
        raise OSError("no space left")


async def test_a_key_that_a_kill_left_is_destroyed_at_the_next_start(stage: SqlStage, tmp_path: Path) -> None:
    keys = tmp_path / "data" / "keys.json"
    stuck = SqlStorage(stage.engine, Stuck(keys))
    with pytest.raises(OSError, match="no space"):
        async with stuck.begin() as work:
            await work.purge.case(CODE, (), "bewaartermijn voorbij", NOW)
    assert CODE in keys.read_text()
    async with sql_stage(tmp_path / "data") as later:
        await later.storage.recover(NOW)
        async with later.storage.begin() as work:
            assert await work.cases.codes() == {OTHER}
            assert await work.notes.starting_with("") == {}
    assert CODE not in keys.read_text()
    assert json.loads((tmp_path / "data" / DELETED).read_text())["deleted"]


async def test_a_purge_takes_the_copies_from_before_a_new_version_along(stage: SqlStage, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    _back_up(tmp_path).rename(copies / "retbot-0010-1.db")
    storage = SqlStorage(stage.engine, Vault(tmp_path / "data" / "keys.json"), copies)
    await _purge(storage)
    assert list(copies.iterdir()) == []


async def test_without_its_key_file_a_case_is_whole_but_for_its_addresses(stage: SqlStage, tmp_path: Path) -> None:
    await stage.engine.dispose()
    (tmp_path / "data" / "keys.json").unlink()
    async with sql_stage(tmp_path / "data") as later, later.storage.begin() as work:
        assert await work.cases.get(CODE) == full_casus()


async def test_copies_from_before_a_new_version_expire(tmp_path: Path, stage: SqlStage) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    for name, age in (("retbot-0001-1.db", 31), ("retbot-0002-1.db", 29), ("notes.txt", 99)):
        (copies / name).touch()
        moment = datetime.now(UTC).timestamp() - age * DAY.total_seconds()
        os.utime(copies / name, (moment, moment))
    storage = SqlStorage(stage.engine, Vault(tmp_path / "data" / "keys.json"), copies)
    storage.expire_copies(datetime.now(UTC) - 30 * DAY)
    assert sorted(path.name for path in copies.iterdir()) == ["notes.txt", "retbot-0002-1.db"]
