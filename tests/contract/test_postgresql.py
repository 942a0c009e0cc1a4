"""What only a PostgreSQL server can show: it protects the audit log, deletes data from its tables, and has the
schema."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from retbot.check.store import store_faults
from retbot.ports import AuditEntry, Channel, Post
from retbot.settings import load
from retbot.storage import make_engine
from retbot.storage.audit.verify import verify_store
from retbot.storage.database.schema import UNRELEASED
from retbot.storage.database.tables import metadata
from retbot.storage.rotation import rotate
from retbot.storage.vault.sealing import Vault
from tests.command_line.conftest import Command, beside, retbot
from tests.contract.postgresql_server import PostgresqlServer
from tests.contract.storage_postgresql import empty_database, postgresql_stage
from tests.contract.storage_stage import CODE, NOW, OTHER, SqlStage, casus, full_casus
from tests.unit.settings.settings_samples import secret_file

__all__ = ["beside", "retbot"]

WHY = "bewaartermijn voorbij"
ADDRESS = "zorg@school.example"


@pytest.fixture
async def stage(postgresql: PostgresqlServer, tmp_path: Path) -> AsyncIterator[SqlStage]:
    """Two cases with an address each; five rows in the audit log, three of them about CODE."""
    async with postgresql_stage(postgresql, tmp_path) as stage:
        async with stage.storage.begin() as work:
            for one in (full_casus(), casus(OTHER)):
                await work.cases.save(one, [], [], NOW)
                await work.addresses.set("school", ADDRESS, one.code)
            for number, code in enumerate((CODE, OTHER, CODE, None, CODE)):
                await work.audit.add(AuditEntry(NOW, "@s:ret.test", f"act {number}", "gedaan", code, role="secretaris"))
            for number in range(100):
                await work.outbox.put(Post(f"p{number}", Channel.ROOM, "herinnering", code=CODE, in_case=True), NOW)
        yield stage


async def run(stage: SqlStage, *statements: str) -> None:
    async with stage.engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET outcome = 'geweigerd' WHERE id = 1",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM audit_chain WHERE id = 5",
        "TRUNCATE audit",
        "TRUNCATE audit_chain",
        "UPDATE audit_chain SET head = '\\x00' WHERE id = 5",
        "UPDATE audit_chain SET removed_by = 5 WHERE id = 1",
        "INSERT INTO audit SELECT 3, at, who, role, '', what, processing, outcome, '', '', 0, salt FROM audit LIMIT 1",
    ],
)
async def test_the_database_refuses_to_rewrite_the_audit(stage: SqlStage, statement: str) -> None:
    with pytest.raises(IntegrityError, match="the audit stays"):
        await run(stage, statement)
    assert len(await stage.audits()) == 5


async def test_a_purge_may_take_no_more_rows_than_it_says_and_the_audit_is_whole_after_it(stage: SqlStage) -> None:
    async with stage.storage.begin() as work:
        assert await work.audit.purge(CODE, WHY, NOW) == 3
    with pytest.raises(IntegrityError, match="the audit stays"):
        await run(stage, "UPDATE audit_chain SET removed_by = 6 WHERE id = 2")
    async with stage.engine.connect() as connection:
        verdict = await verify_store(connection)
    assert (verdict.rows, verdict.purged_rows, list(verdict.faults)) == (3, 3, [])


async def test_what_an_owner_of_the_tables_changes_is_found(stage: SqlStage) -> None:
    changed = "UPDATE audit SET outcome = 'geweigerd' WHERE id = 2"
    await run(stage, "ALTER TABLE audit DISABLE TRIGGER USER", changed)
    async with stage.engine.connect() as connection:
        assert list((await verify_store(connection)).faults) == ["row 2 was changed"]


def bytes_of_tables(server: PostgresqlServer) -> bytes:
    """Of every database. The write-ahead log is elsewhere, and contains deleted data until it is recycled."""
    return b"".join(path.read_bytes() for path in (server.data / "base").rglob("*") if path.is_file())


async def test_after_a_purge_no_file_of_a_table_holds_the_case_and_no_key_opens_its_address(
    stage: SqlStage, postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    await checkpoint(stage)
    assert CODE.encode() in bytes_of_tables(postgresql)
    async with stage.storage.begin() as work:
        await work.purge.case(CODE, (), WHY, NOW)
    await stage.storage.leave_nothing_behind()
    await checkpoint(stage)
    after = bytes_of_tables(postgresql)
    assert CODE.encode() not in after
    assert OTHER.encode() in after
    assert CODE not in (tmp_path / "keys.json").read_text()


async def checkpoint(stage: SqlStage) -> None:
    """The server does this itself every few minutes; until then replaced files still exist."""
    async with stage.engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await outside.exec_driver_sql("CHECKPOINT")


async def test_keys_are_rotated(stage: SqlStage, tmp_path: Path) -> None:
    rotated = await rotate(stage.engine, Vault(tmp_path / "keys.json"))
    assert (rotated.addresses, rotated.lost_addresses) == (2, 0)
    async with stage.storage.begin() as work:
        assert await work.addresses.get("school", CODE) == ADDRESS


async def test_a_case_that_was_deleted_and_put_back_goes_again(stage: SqlStage) -> None:
    await run(stage, "CREATE TABLE backup AS SELECT * FROM casus WHERE code = 'RET-7KH-4T3'")
    async with stage.storage.begin() as work:
        await work.purge.case(CODE, (), WHY, NOW)
    await run(stage, "INSERT INTO casus SELECT * FROM backup", "DROP TABLE backup")
    assert await stage.storage.recover(NOW) == 1
    async with stage.storage.begin() as work:
        assert await work.cases.codes() == {OTHER}


async def test_the_migrations_make_what_the_tables_say(stage: SqlStage) -> None:
    def differences(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with stage.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


@pytest.fixture
def settings(beside: Path, postgresql: PostgresqlServer) -> Path:
    url = asyncio.run(empty_database(postgresql)).render_as_string(hide_password=False)
    secret_file(beside, "url", url)
    file = beside / "retbot.toml"
    file.write_text(f'{file.read_text()}\n[store]\nurl_file = "url"\n')
    return file


def test_the_commands_work_on_it(retbot: Command, settings: Path) -> None:
    assert retbot("purge", "--dry-run").out == retbot("purge").out == "Er is nu niets te wissen.\n"
    verified = retbot("audit", "verify")
    assert (verified.status, verified.out) == (0, "Het logboek is heel: 0 regels, 0 gewist. Controlegetal geen\n")
    assert asyncio.run(store_faults(load(settings), [])) == []


@pytest.fixture
def unreleased(settings: Path, postgresql: PostgresqlServer) -> Iterator[None]:
    """Marks the database as older than the first release."""

    async def say(revision: str) -> str:
        """Returns the revision that it had."""
        engine = make_engine(postgresql.url())
        async with engine.begin() as connection:
            had = await connection.scalar(text("SELECT version_num FROM alembic_version"))
            await connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})
        await engine.dispose()
        return str(had)

    had = asyncio.run(say("0020"))
    yield
    asyncio.run(say(had))


@pytest.mark.usefixtures("unreleased")
def test_what_is_from_before_the_first_release_is_refused_by_every_command(retbot: Command, settings: Path) -> None:
    mail = settings.with_name("mail.eml")
    mail.write_text("Subject: hoi\n\nhoi\n")
    for words in ("run", "check", "purge", "purge --dry-run", "contact set 1", f"reply {mail}", "audit verify"):
        told = retbot(*words.split(), typed="a@b.example\n")
        assert (told.status, UNRELEASED in told.out + told.err) == (2, True), (words, told)
