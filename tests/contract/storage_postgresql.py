"""The store on a real PostgreSQL server, emptied for each test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from retbot.storage import SqlStorage, Vault, make_engine, migrate
from retbot.storage.database.tables import metadata
from tests.contract.postgresql_server import PostgresqlServer
from tests.contract.storage_stage import SqlStage

_migrated: set[int] = set()
_EMPTY = f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"


@asynccontextmanager
async def postgresql_stage(server: PostgresqlServer, directory: Path) -> AsyncIterator[SqlStage]:
    engine = make_engine(await empty_database(server))
    try:
        yield SqlStage(SqlStorage(engine, Vault(directory / "keys.json")), engine)
    finally:
        await engine.dispose()


async def empty_database(server: PostgresqlServer) -> URL:
    """Always the same database, because making a new one takes longer than most tests."""
    engine = make_engine(server.url())
    try:
        if server.port not in _migrated:
            await migrate(engine, server.data / "backups")
            _migrated.add(server.port)
        async with engine.begin() as connection:
            # Without the triggers that protect the audit log.
            await connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            await connection.exec_driver_sql(_EMPTY)
    finally:
        await engine.dispose()
    return server.url()
