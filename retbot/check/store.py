"""What is wrong with the state directory, the database and the keys of the addresses."""

import os
import shutil
import stat
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from retbot.domain.convenant.convenant import Convenant
from retbot.ports import StoreFailed
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, OlderSchema, Vault, WrongSchema, make_engine, must_be_current
from retbot.storage.database.engine import sqlite_path
from retbot.storage.database.tables import adres, casus, outbox
from retbot.storage.outbox import STILL_OPEN, Rank

LEAST_FREE_MB = 200
MOST_FILES = 5
"""That are named; more are counted."""
_QUIET = timedelta(hours=1)
_WAITING = select(func.count()).where(STILL_OPEN, outbox.c.rank < Rank.MAIL, outbox.c.retried)
"""What was tried in a room, and is to be tried again."""


async def store_faults(chosen: Settings, convenanten: Iterable[Convenant]) -> list[str]:
    return [*_directory(chosen.state.directory), *_keys(chosen.key_file), *await _database(chosen, list(convenanten))]


def _directory(path: Path) -> Iterator[str]:
    """One that is not there yet is made at the first start."""
    there = next(one for one in (path, *path.parents) if one.exists())
    if not there.is_dir() or not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        yield f"The state directory {path}: {there} is no directory that retbot may write in."
        return
    if shutil.disk_usage(there).free < LEAST_FREE_MB * 1_000_000:
        yield f"The state directory {path} has less than {LEAST_FREE_MB} MB left on its disk."
    if path.exists():
        yield from _exposed(path)


def _exposed(directory: Path) -> Iterator[str]:
    if stat.S_IMODE(directory.stat().st_mode) & 0o022:
        yield f"Others may write in the state directory; do: chmod 700 {directory}"
    files = [one for one in sorted(directory.rglob("*")) if one.is_file() and _readable_by_others(one)]
    yield from (f"Others may read a file of the bot; do: chmod 600 {one}" for one in files[:MOST_FILES])
    if len(files) > MOST_FILES:
        yield f"Others may read {len(files) - MOST_FILES} more files in {directory}."


def _readable_by_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _keys(path: Path) -> Iterator[str]:
    try:
        Vault(path)
    except KeysExposed as error:
        yield f"Others may read the keys of the addresses; do: chmod 600 {error.args[0]}"
    except KeysUnreadable as error:
        if error.args[0] == path:
            yield f"The keys of the addresses, {path}, are damaged: put the file back from its own backup."
        else:
            yield f"The marks of what was deleted, {error.args[0]}, are damaged: put the file back from its own backup."
    except OSError as error:
        yield f"The keys of the addresses, {path}, cannot be read ({error.strerror})."


async def _database(chosen: Settings, convenanten: list[Convenant]) -> list[str]:
    """A database that is not there yet is made at the first start."""
    url = chosen.database
    if url.get_backend_name() == "sqlite" and not sqlite_path(url).exists():
        return []
    try:
        engine = make_engine(url)
    except ImportError as error:
        return [f"This kind of database needs the Python package {error.name}."]
    try:
        current = await _is_current(engine)
        async with engine.connect() as connection:
            return [fault async for fault in _inside(connection, chosen, convenanten, current=current)]
    except WrongSchema as error:
        return [str(error)]
    except (SQLAlchemyError, OSError) as error:
        reason = str(error) if isinstance(error, StoreFailed) else type(getattr(error, "orig", None) or error).__name__
        return [f"The database {url.render_as_string(hide_password=True)} cannot be opened or is damaged ({reason})."]
    finally:
        await engine.dispose()


async def _is_current(engine: AsyncEngine) -> bool:
    """Not when the next start makes or upgrades it. Raises WrongSchema."""
    try:
        await must_be_current(engine)
    except OlderSchema:
        return False
    return True


async def _inside(
    connection: AsyncConnection, chosen: Settings, convenanten: list[Convenant], *, current: bool
) -> AsyncIterator[str]:
    if connection.dialect.name == "sqlite" and await connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
        yield "The database is damaged: put a backup back."
    if not current:
        return
    if not chosen.key_file.exists() and await connection.scalar(select(adres.c.id).limit(1)) is not None:
        yield f"The keys of the addresses, {chosen.key_file}, are gone: put the file back from its own backup."
    if waiting := await connection.scalar(_WAITING.where(outbox.c.first_due < datetime.now(UTC) - _QUIET)):
        yield f"Waiting to be said for more than an hour: {waiting}. Is the bot in its room, and may it speak there?"
    given = {(one.naam, one.versie) for one in convenanten}
    for name, version in await connection.execute(select(casus.c.convenant, casus.c.versie).distinct()):
        if (name, version) not in given:
            yield f"There are cases under {name}, version {version}: name its file in team.eerdere_convenanten."
