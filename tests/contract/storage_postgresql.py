"""The store on a real PostgreSQL server: a fresh database for each test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from sqlalchemy.engine import URL

from retbot.storage import SqlStorage, Vault, make_engine, migrate
from tests.contract.postgresql_server import PostgresqlServer
from tests.contract.storage_stage import SqlStage

_TEMPLATE = "retbot_template"
"""Of which each is a copy: to migrate takes longer than most tests."""
_migrated: set[int] = set()
_numbers = count(1)


@asynccontextmanager
async def postgresql_stage(server: PostgresqlServer, directory: Path) -> AsyncIterator[SqlStage]:
    url = await fresh_database(server)
    engine = make_engine(url)
    try:
        yield SqlStage(SqlStorage(engine, Vault(directory / "keys.json")), engine)
    finally:
        await engine.dispose()
        await _statement(server, f"DROP DATABASE {url.database}")


async def fresh_database(server: PostgresqlServer) -> URL:
    if server.port not in _migrated:
        await _make_template(server)
        _migrated.add(server.port)
    name = f"test_{next(_numbers)}"
    await _statement(server, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    return server.url(name)


async def _make_template(server: PostgresqlServer) -> None:
    await _statement(server, f"CREATE DATABASE {_TEMPLATE}")
    engine = make_engine(server.url(_TEMPLATE))
    try:
        await migrate(engine, server.data / "backups")
    finally:
        await engine.dispose()


async def _statement(server: PostgresqlServer, sql: str) -> None:
    engine = make_engine(server.url())
    try:
        async with engine.connect() as connection:
            outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await outside.exec_driver_sql(sql)
    finally:
        await engine.dispose()
