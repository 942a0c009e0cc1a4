"""A database of release 0.1.0 is upgraded, and its data are kept."""

import hashlib
import shutil
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    delete,
    insert,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from retbot.storage import WrongSchema, make_engine, migrate, must_be_current, sqlite_url
from retbot.storage.database.schema import MIGRATIONS
from retbot.storage.database.tables import metadata
from tests.contract.postgresql_server import PostgresqlServer

RELEASED = {
    "v1_first.sqlite.sql": "dd8c00738c02a9f617a3a1a9ac0db854d494d1272f602465d824646be32fc4e0",
    "v1_first.postgresql.sql": "0f0720aece01da9e188427bd7d61aa318798e6e5a0df90c77966109a67acd68f",
}
"""SHA-256 of released migrations, which must not change: every change of the tables needs a new migration."""
SAMPLES: Mapping[type[Any], object] = {
    BigInteger: 1_776_000_000_000_000,
    Boolean: True,
    Date: date(2026, 4, 20),
    Integer: 1,
    JSON: [],
    LargeBinary: b"x" * 16,
    String: "x",
}
_OTHER = "upgrade"


@pytest.fixture(params=["sqlite", "postgresql"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An empty database."""
    if request.param == "sqlite":
        engine = make_engine(sqlite_url(tmp_path / "retbot.db"))
        yield engine
        await engine.dispose()
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        await outside(server.url(), f"CREATE DATABASE {_OTHER}")
        engine = make_engine(server.url().set(database=_OTHER))
        yield engine
        await engine.dispose()
        await outside(server.url(), f"DROP DATABASE {_OTHER}")


async def outside(url: URL, statement: str) -> None:
    """Runs it outside any transaction."""
    engine = make_engine(url)
    async with engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).exec_driver_sql(statement)
    await engine.dispose()


def first_release(directory: Path) -> Path:
    """The migrations of the first release only."""
    shutil.copytree(MIGRATIONS, directory, ignore=lambda _, names: [name for name in names if not is_first(name)])
    return directory


def is_first(name: str) -> bool:
    return name in {"env.py", "versions"} or name.startswith("v1_")


def fill(connection: Connection) -> None:
    """Adds a row to every table, whatever its columns."""
    for table in reflected(connection).sorted_tables:
        row = {column.name: sample(column.type) for column in table.c}
        connection.execute(insert(table).values(**row))


def sample(kind: Any) -> object:
    return next(value for known, value in SAMPLES.items() if isinstance(kind, known))


def reflected(connection: Connection) -> MetaData:
    """Without alembic's own table."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name != "alembic_version")
    return found


def content(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    tables = reflected(connection).sorted_tables
    return {table.name: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables}


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_a_database_of_the_first_release_keeps_what_it_holds(engine: AsyncEngine, tmp_path: Path) -> None:
    await migrate(engine, tmp_path / "backup", first_release(tmp_path / "first"))
    async with engine.begin() as connection:
        await connection.run_sync(fill)
        before = await connection.run_sync(content)
    await migrate(engine, tmp_path / "backup")
    await must_be_current(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        after = await connection.run_sync(content)
    for name, [row] in before.items():
        [found] = after[name]
        assert {column: found[column] for column in row} == row


async def test_what_was_ticked_off_in_the_first_release_stays_ticked_off(engine: AsyncEngine, tmp_path: Path) -> None:
    """A report of a datalek by the id of its duty, and an alternative for what failed, of which the facts are kept
    elsewhere now."""
    await migrate(engine, tmp_path / "backup", first_release(tmp_path / "first"))
    async with engine.begin() as connection:
        await connection.run_sync(fill)
        tables = (await connection.run_sync(reflected)).tables
        discovered = datetime(2026, 4, 20, 8, tzinfo=UTC)
        breach = {"ontdekt": int(discovered.timestamp() * 1_000_000), "door": "secretaris", "geen_melding": False}
        await connection.execute(delete(tables["datalek"]))
        for nummer in (1, 2, 3):
            await connection.execute(insert(tables["datalek"]).values(nummer=nummer, **breach))
        ticks = [
            ("AVG-33", 0, None),
            ("MO-17.5", 2, None),
            ("MO-17.6", 2, "melden hoefde niet"),
            ("MO-17.6b", 3, "hoefde niet"),
        ]
        for number, (over, ronde, keuze) in enumerate(ticks, 10):
            row = {
                "id": number,
                "event": "gedaan",
                "op": date(2026, 4, 21),
                "ronde": ronde,
                "over": over,
                "keuze": keuze,
            }
            await connection.execute(insert(tables["teamfeit"]).values(**row))
        facts = [("mislukt", "1", 20), ("mislukt", "2", 21), ("gedaan", "MO-7a", 22), ("mislukt", "3", 23)]
        for positie, (event, over, day) in enumerate(facts, 2):
            row = {"code": "x", "positie": positie, "event": event, "op": date(2026, 4, day), "ronde": 1, "over": over}
            await connection.execute(insert(tables["feit"]).values(**row))
    await migrate(engine, tmp_path / "backup")
    async with engine.connect() as connection:
        after = await connection.run_sync(content)
    register = {row["nummer"]: row for row in after["datalek"]}
    noon = int(datetime(2026, 4, 21, 10, tzinfo=UTC).timestamp() * 1_000_000)
    assert [register[one]["autoriteit"] for one in (1, 2, 3)] == [noon, None, None]
    assert [register[one]["partijen"] for one in (1, 2, 3)] == [None, noon, None]
    assert [bool(register[one]["geen_melding"]) for one in (1, 2, 3)] == [False, True, False]
    assert [bool(register[one]["geen_bericht"]) for one in (1, 2, 3)] == [False, False, True]
    found = [row for row in after["feit"] if row["event"] == "alternatief"]
    assert [(row["over"], row["ronde"]) for row in found] == [("1", 1), ("2", 1)]


@pytest.mark.parametrize("name", RELEASED)
def test_what_was_released_stays_as_it_is(name: str) -> None:
    found = (MIGRATIONS / "versions" / name).read_bytes()
    assert hashlib.sha256(found).hexdigest() == RELEASED[name]


async def test_a_database_from_before_the_first_release_is_left_as_it_is(engine: AsyncEngine, tmp_path: Path) -> None:
    await migrate(engine, tmp_path / "backup")
    async with engine.begin() as connection:
        await connection.run_sync(fill)
        await connection.execute(text("UPDATE alembic_version SET version_num = '0020'"))
        before = await connection.run_sync(content)
    for refused in (migrate(engine, tmp_path / "backup"), must_be_current(engine)):
        with pytest.raises(WrongSchema, match=r"0\.1\.0"):
            await refused
    async with engine.connect() as connection:
        assert await connection.run_sync(content) == before
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == "0020"
