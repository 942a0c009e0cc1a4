"""Upgrades the database to the schema of this code."""

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

from retbot.storage.database.engine import failure, sqlite_path

COPY = "retbot-*.db"
"""The file names of copies of the database."""
MIGRATIONS = Path(__file__).parents[1] / "migrations"
NEWER = "De database is van een nieuwere versie van retbot: start die, of zet een back-up terug."
OLDER = "De database is nog van een eerdere versie: stop retbot en start hem eerst opnieuw."
UNRELEASED = (
    "De database is van vóór versie 0.1.0 en kan niet worden bijgewerkt; er is niets aan veranderd. "
    "Ga verder met de versie die hem maakte, of begin met een nieuwe database."
)
_UNRELEASED = frozenset(f"{number:04}" for number in range(1, 21))
"""The revisions that were never in a release."""


class WrongSchema(Exception):
    """This version cannot use the database. Nothing in it was changed; the text says why and what to do."""


class OlderSchema(WrongSchema):
    """The schema is older; starting the bot upgrades it."""


async def migrate(engine: AsyncEngine, backup_dir: Path, migrations: Path = MIGRATIONS) -> Path | None:
    """Creates a new database, or makes a copy of an older one and upgrades it. Returns the path of the copy.

    Raises WrongSchema. After a failure halfway the database is as before.
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
    """Changes nothing. Raises WrongSchema; OlderSchema also for a database that does not exist yet."""
    current, latest = await _revisions(engine, _config(MIGRATIONS))
    if current != latest:
        raise OlderSchema(OLDER)


def must_be_released(revision: str | None) -> None:
    """Raises WrongSchema for a revision that was never released."""
    if revision in _UNRELEASED:
        raise WrongSchema(UNRELEASED)


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config


async def _revisions(engine: AsyncEngine, config: Config) -> tuple[str | None, str]:
    """The revision of the database, and the latest one of this code. Raises WrongSchema."""
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    current = await _current(engine)
    must_be_released(current)
    if current and current not in known:
        raise WrongSchema(NEWER)
    return current, known[0]


async def _current(engine: AsyncEngine) -> str | None:
    if engine.url.get_backend_name() == "sqlite":
        return await asyncio.to_thread(_of_file, sqlite_path(engine.url))
    async with engine.connect() as connection:
        return await connection.run_sync(lambda known: MigrationContext.configure(known).get_current_revision())


def _of_file(path: Path) -> str | None:
    """Only reads. A connection of the engine would write the -wal file of an earlier process into the database. Without
    such a file SQLite would create one, unless it is told that the database is immutable."""
    how = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as database:
            if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                return None
            found: tuple[str] | None = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise failure(error) from error
    return found[0] if found else None


def _upgrade(connection: Connection, config: Config) -> None:
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(url: URL, backup_dir: Path, revision: str) -> Path | None:
    """Only for SQLite; users of PostgreSQL make their own backups."""
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
