"""Brings the database to the schema that this code knows."""

import asyncio
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from retbot.storage.database.engine import sqlite_path

COPY = "retbot-*.db"
"""What the copies of a database are called."""
MIGRATIONS = Path(__file__).parents[1] / "migrations"


class NewerSchema(Exception):
    """The database was made by a newer version of retbot: start that one, or put a backup back."""


class OlderSchema(Exception):
    """The database is still that of an earlier version of retbot."""


async def migrate(engine: AsyncEngine, backup_dir: Path, migrations: Path = MIGRATIONS) -> Path | None:
    """Makes a fresh database, or upgrades an older one after a copy, whose path is returned.

    Raises NewerSchema. What fails halfway leaves the database as it was.
    """
    config = _config(migrations)
    current, latest = await _revisions(engine, config)
    if current == latest:
        return None
    copy = await asyncio.to_thread(_copy, engine.url, backup_dir, current) if current else None
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade, config)
    return copy


async def must_be_current(engine: AsyncEngine) -> None:
    """Changes nothing. Raises NewerSchema and OlderSchema."""
    current, latest = await _revisions(engine, _config(MIGRATIONS))
    if current != latest:
        raise OlderSchema(current)


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config


async def _revisions(engine: AsyncEngine, config: Config) -> tuple[str | None, str]:
    """That of the database, and the latest that this code knows. Raises NewerSchema."""
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    async with engine.connect() as connection:
        current = await connection.run_sync(_current)
    if current and current not in known:
        raise NewerSchema(current)
    return current, known[0]


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection, config: Config) -> None:
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(url: URL, backup_dir: Path, revision: str) -> Path | None:
    """Of SQLite only; who runs PostgreSQL has backups of his own."""
    if url.get_backend_name() != "sqlite":
        return None
    target = _new_file(backup_dir, revision)
    with closing(sqlite3.connect(sqlite_path(url))) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
    return target


def _new_file(directory: Path, revision: str) -> Path:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = (directory / f"retbot-{revision}-{number}.db" for number in count(1))
    target = next(path for path in names if not path.exists())
    target.touch(mode=0o600)
    return target
