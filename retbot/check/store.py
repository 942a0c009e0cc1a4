"""What is wrong with the state directory, the database and the encryption keys of the addresses."""

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
from retbot.ports import StoreDamaged, StoreFailed
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, OlderSchema, Vault, WrongSchema, make_engine, must_be_current
from retbot.storage.database.engine import sqlite_path
from retbot.storage.database.tables import adres, casus, deelnemer, outbox
from retbot.storage.outbox import STILL_OPEN, Rank

MOST_FILES = 5
"""This many files are named; further ones are only counted."""
_QUIET = timedelta(hours=1)
_WAITING = select(func.count()).where(STILL_OPEN, outbox.c.rank < Rank.MAIL, outbox.c.retried)
"""Posts that were tried in a room and will be tried again."""


async def store_faults(chosen: Settings, convenanten: Iterable[Convenant]) -> list[str]:
    return [
        *_directory(chosen.state.directory, chosen.watch.least_free_mb),
        *_keys(chosen.key_file),
        *await _database(chosen, list(convenanten)),
    ]


def _directory(path: Path, least_mb: int) -> Iterator[str]:
    """A missing directory is no fault when the first start can make it. systemd makes it where retbot has no
    permission."""
    there = next(one for one in (path, *path.parents) if one.exists())
    if not there.is_dir():
        yield f"state.directory noemt {path}, maar {there} is geen map: kies een andere."
        return
    if path.exists() and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        yield (
            f"In de map {path} mag deze gebruiker niet schrijven: draai dit als gebruiker retbot, of doe: chown "
            f"retbot {path}"
        )
        return
    if shutil.disk_usage(there).free < least_mb * 1_000_000:
        yield (
            f"Op de schijf van {path} is minder dan {least_mb} MB vrij: maak ruimte, of zet watch.least_free_mb lager."
        )
    if path.exists():
        yield from _exposed_files(path)


def _exposed_files(directory: Path) -> Iterator[str]:
    if stat.S_IMODE(directory.stat().st_mode) & 0o022:
        yield f"Anderen mogen in de map van retbot schrijven; doe: chmod 700 {directory}"
    files = [one for one in sorted(directory.rglob("*")) if one.is_file() and _readable_by_others(one)]
    yield from (f"Anderen mogen een bestand van retbot lezen; doe: chmod 600 {one}" for one in files[:MOST_FILES])
    if len(files) > MOST_FILES:
        yield f"Anderen mogen nog {len(files) - MOST_FILES} bestanden lezen; doe: chmod -R go= {directory}"


def _readable_by_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _keys(path: Path) -> Iterator[str]:
    try:
        Vault(path)
    except KeysExposed as error:
        yield f"Anderen mogen de sleutels van de mailadressen lezen; doe: chmod 600 {error.args[0]}"
    except KeysUnreadable as error:
        if error.args[0] == path:
            yield (
                f"De sleutels van de mailadressen, {path}, zijn beschadigd: zet het bestand terug uit zijn "
                "eigen back-up."
            )
        else:
            yield f"Wat gewist is staat in {error.args[0]}, en dat is beschadigd: zet het terug uit zijn eigen back-up."
    except OSError as error:
        yield f"De sleutels van de mailadressen, {path}, zijn niet te lezen ({error.strerror}): van wie is het bestand?"


async def _database(chosen: Settings, convenanten: list[Convenant]) -> list[str]:
    """A missing database is no fault: the first start makes it."""
    url = chosen.database
    if url.get_backend_name() == "sqlite" and not sqlite_path(url).exists():
        return []
    try:
        engine = make_engine(url)
    except ImportError as error:
        return [f"Deze database vraagt het Python-pakket {error.name}: installeer requirements/postgresql.txt."]
    try:
        current = await _is_current(engine)
        async with engine.connect() as connection:
            return [fault async for fault in _inside(connection, chosen, convenanten, current=current)]
    except WrongSchema as error:
        return [str(error)]
    except (SQLAlchemyError, OSError) as error:
        reason = str(error) if isinstance(error, StoreFailed) else type(getattr(error, "orig", None) or error).__name__
        shown = url.render_as_string(hide_password=True)
        if isinstance(error, StoreDamaged):
            return [
                f"De database {shown} is beschadigd: stop retbot en zet de nieuwste back-up terug (docs/beheer.md)."
            ]
        return [f"De database {shown} is niet te openen ({reason}): draait de server, en klopt het adres?"]
    finally:
        await engine.dispose()


async def listed_people(chosen: Settings) -> frozenset[str]:
    """The Matrix ids on the list of deelnemers; none when the database cannot be read, which is a fault of its own."""
    url = chosen.database
    if url.get_backend_name() == "sqlite" and not sqlite_path(url).exists():
        return frozenset()
    try:
        engine = make_engine(url)
    except ImportError:
        return frozenset()
    try:
        if not await _is_current(engine):
            return frozenset()
        async with engine.connect() as connection:
            found = await connection.scalars(select(deelnemer.c.matrix_id).where(deelnemer.c.matrix_id.is_not(None)))
            return frozenset(found)
    except (WrongSchema, SQLAlchemyError, OSError):
        return frozenset()
    finally:
        await engine.dispose()


async def _is_current(engine: AsyncEngine) -> bool:
    """False when the next start makes or upgrades the database. Raises WrongSchema."""
    try:
        await must_be_current(engine)
    except OlderSchema:
        return False
    return True


async def _inside(
    connection: AsyncConnection, chosen: Settings, convenanten: list[Convenant], *, current: bool
) -> AsyncIterator[str]:
    if connection.dialect.name == "sqlite" and await connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
        yield "De database is beschadigd: stop retbot en zet de nieuwste back-up terug (docs/beheer.md)."
    if not current:
        return
    if not chosen.key_file.exists() and await connection.scalar(select(adres.c.id).limit(1)) is not None:
        yield (
            f"De sleutels van de mailadressen, {chosen.key_file}, zijn weg: zet het bestand terug uit zijn "
            "eigen back-up."
        )
    if waiting := await connection.scalar(_WAITING.where(outbox.c.first_due < datetime.now(UTC) - _QUIET)):
        yield f"Langer dan een uur wachten {waiting} berichten: is retbot in zijn kamer, en mag hij er schrijven?"
    given = {(one.naam, one.versie) for one in convenanten}
    for name, version in await connection.execute(select(casus.c.convenant, casus.c.versie).distinct()):
        if (name, version) not in given:
            yield f"Er lopen casussen onder {name}, versie {version}: noem dat bestand bij team.eerdere_convenanten."
