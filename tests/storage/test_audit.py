"""The audit: what the database refuses, what a purge leaves, and what a look at the chain finds."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from retbot.ports import AuditEntry, AuditHead
from retbot.storage.audit.verify import NoAudit, verify_copy, verify_store
from tests.contract.storage_stage import CODE, NOW, OTHER, SqlStage, sql_stage

WHY = "bewaartermijn voorbij"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SqlStage]:
    """Five rows, three of them about CODE."""
    async with sql_stage(tmp_path) as stage:
        async with stage.storage.begin() as work:
            for number, code in enumerate((CODE, OTHER, CODE, None, CODE)):
                await work.audit.add(AuditEntry(NOW, "@s:ret.test", f"act {number}", "gedaan", code, role="secretaris"))
        yield stage


async def head(stage: SqlStage) -> AuditHead:
    async with stage.storage.begin() as work:
        found = await work.audit.head()
    assert found
    return found


async def purged(stage: SqlStage) -> None:
    async with stage.storage.begin() as work:
        assert await work.audit.purge(CODE, WHY, NOW) == 3


async def tampered(stage: SqlStage, *statements: str) -> list[str]:
    """What is found in a copy in which somebody who may do anything with the file went about."""
    copy = Path(stage.engine.url.database or "").with_name("copy.db")
    async with stage.engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
        await connection.run_sync(lambda one: one.exec_driver_sql("COMMIT"))
        await connection.run_sync(lambda one: one.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)"))
    shutil.copy(stage.engine.url.database or "", copy)
    with closing(sqlite3.connect(copy)) as open_copy, open_copy:
        names = open_copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            open_copy.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            open_copy.execute(statement)
    return list(verify_copy(copy).faults)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET outcome = 'geweigerd' WHERE id = 1",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM audit",
        "DELETE FROM audit_chain WHERE id = 5",
        "UPDATE audit_chain SET head = x'00' WHERE id = 5",
        "UPDATE audit_chain SET removed_by = 5 WHERE id = 1",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 1",
        "REPLACE INTO audit_chain SELECT id, digest, x'00', NULL FROM audit_chain WHERE id = 5",
        "INSERT INTO audit SELECT 3, at, who, role, '', what, processing, outcome, '', '', 0, salt FROM audit",
    ],
)
async def test_the_database_refuses_to_rewrite_the_audit(stage: SqlStage, statement: str) -> None:
    with pytest.raises(IntegrityError, match="the audit stays"):
        async with stage.engine.begin() as connection:
            await connection.execute(text(statement))
    assert len(await stage.audits()) == 5


async def test_a_purge_may_take_no_more_rows_than_it_says(stage: SqlStage) -> None:
    await purged(stage)
    with pytest.raises(IntegrityError, match="the audit stays"):
        async with stage.engine.begin() as connection:
            await connection.execute(text("UPDATE audit_chain SET removed_by = 6 WHERE id = 2"))


async def test_a_purge_leaves_one_row_that_says_how_many_and_why(stage: SqlStage) -> None:
    await purged(stage)
    left = await stage.audits()
    assert [(e.what, e.code, e.removed) for e in left] == [
        ("act 1", OTHER, None),
        ("act 3", None, None),
        ("purge", None, 3),
    ]
    assert left[-1].outcome == WHY


async def test_what_is_whole_verifies_also_after_a_purge(stage: SqlStage) -> None:
    assert await tampered(stage) == []
    before = await head(stage)
    await purged(stage)
    assert await tampered(stage) == []
    async with stage.engine.connect() as connection:
        verdict = await verify_store(connection, (before.id, before.head))
    assert (verdict.rows, verdict.purged_rows, list(verdict.faults)) == (3, 3, [])


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET outcome = 'geweigerd' WHERE id = 2", "row 2 was changed"),
        ("UPDATE audit SET at = at + 1 WHERE id = 4", "row 4 was changed"),
        ("DELETE FROM audit WHERE id = 2", "row 2 is missing"),
        ("UPDATE audit SET id = 99 WHERE id = 2", "row 99 was inserted: no link knows it"),
        ("DELETE FROM audit_chain WHERE id = 2", "row 2 was inserted: no link knows it"),
        ("UPDATE audit_chain SET removed_by = 6 WHERE id = 2", "the purge in row 6 says 3 rows, but 4 are gone"),
        ("UPDATE audit_chain SET removed_by = 4 WHERE id = 1", "row 1 is missing: no purge answers for it"),
        ("UPDATE audit SET removed = 4 WHERE id = 6", "row 6 was changed"),
    ],
)
async def test_what_was_done_to_a_copy_is_found(stage: SqlStage, statement: str, fault: str) -> None:
    await purged(stage)
    assert fault in await tampered(stage, statement)


async def test_a_row_that_goes_with_its_link_breaks_the_chain(stage: SqlStage) -> None:
    found = await tampered(stage, "DELETE FROM audit WHERE id = 2", "DELETE FROM audit_chain WHERE id = 2")
    assert found == ["the chain is broken at row 3: a link before it is missing or was changed"]


async def test_rows_cut_off_at_the_end_are_found_by_a_head_that_was_kept(stage: SqlStage) -> None:
    kept = await head(stage)
    cut = [f"DELETE FROM {table} WHERE id = 5" for table in ("audit", "audit_chain")]
    assert await tampered(stage, *cut) == []
    verdict = verify_copy(Path(stage.engine.url.database or "").with_name("copy.db"), (kept.id, kept.head[:32]))
    assert verdict.faults == ["row 5 is missing: the head that was kept is of it, so rows were cut off"]


async def test_nothing_of_the_purged_case_is_left_in_the_chain(stage: SqlStage) -> None:
    """A digest could be guessed from so few codes, were its salt not gone with the row."""
    async with stage.engine.connect() as connection:
        salts = set(await connection.scalars(text("SELECT salt FROM audit WHERE id IN (1, 3, 5)")))
    await purged(stage)
    async with stage.engine.connect() as connection:
        left = await connection.execute(text("SELECT * FROM audit"))
        assert not salts & {value for row in left for value in row if isinstance(value, bytes)}


async def test_old_rows_about_no_case_go_but_for_those_of_a_purge(stage: SqlStage) -> None:
    await purged(stage)
    later = NOW + timedelta(days=1)
    async with stage.storage.begin() as work:
        assert await work.audit.purge_before(NOW, WHY, later) == 0
        assert await work.audit.purge_before(later, WHY, later) == 1
    assert [(e.what, e.removed) for e in await stage.audits()] == [("act 1", None), ("purge", 3), ("purge", 1)]
    assert await tampered(stage) == []


def test_a_file_without_an_audit_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database")
    for name in ("text.db", "nowhere.db"):
        with pytest.raises(NoAudit):
            verify_copy(tmp_path / name)
