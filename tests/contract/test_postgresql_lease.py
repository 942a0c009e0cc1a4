"""On a server too, only one bot uses a database, whatever directory it starts in, and never one that lost its lease."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from retbot import settings
from retbot.app.alone import InUse
from retbot.app.beside import SystemClock
from retbot.app.main import Bot
from retbot.storage import DatabaseInUse, LeaseLost, lease, make_engine
from tests.command_line.conftest import SETTINGS, beside
from tests.contract.postgresql_server import PostgresqlServer
from tests.contract.storage_postgresql import empty_database
from tests.paths import REPOSITORY
from tests.unit.settings.settings_samples import secret_file

__all__ = ["beside"]

PATIENCE = 60.0
_HOLDERS = (
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""Of this database alone: other tests hold leases on the same server."""


@pytest.fixture
async def url(postgresql: PostgresqlServer) -> URL:
    return await empty_database(postgresql)


async def ask(url: URL, statement: str) -> list[int]:
    engine = make_engine(url)
    try:
        async with engine.begin() as connection:
            return [row[0] for row in await connection.execute(text(statement))]
    finally:
        await engine.dispose()


async def cut(url: URL) -> None:
    """Ends the connection that holds the lease."""
    await ask(url, f"SELECT pg_terminate_backend(pid) FROM ({_HOLDERS}) AS holders")


async def test_it_is_held_by_one_and_free_when_the_connection_ends(url: URL) -> None:
    async with lease(url):
        with pytest.raises(DatabaseInUse):
            await lease(url).__aenter__()
    assert await ask(url, _HOLDERS) == []
    async with lease(url):
        pass


async def test_whose_connection_is_cut_knows_that_he_lost_it(url: URL) -> None:
    async with lease(url) as held:
        assert not held.loss.is_set()
        await cut(url)
        with pytest.raises(LeaseLost):
            await asyncio.wait_for(held.end(), PATIENCE)
        async with lease(url):
            pass


@asynccontextmanager
async def running(settings_file: Path, url: URL) -> AsyncIterator[asyncio.subprocess.Process]:
    """`retbot run` without a reachable homeserver; yields once it holds the lease."""
    command = ("-m", "retbot", "run", "--settings", str(settings_file))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=REPOSITORY, stderr=asyncio.subprocess.PIPE
    )
    try:
        while not await ask(url, _HOLDERS):  # another process takes it
            assert process.returncode is None, (await process.communicate())[1]
            await asyncio.sleep(0.3)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_a_second_bot_changes_nothing_and_the_first_ends_when_it_loses_its_lease(beside: Path, url: URL) -> None:
    secret_file(beside, "url", url.render_as_string(hide_password=False))
    for name in ("first", "second"):
        chosen = SETTINGS.replace('directory = "state"', f'directory = "{name}"\n[store]\nurl_file = "url"')
        (beside / f"{name}.toml").write_text(chosen)
    async with running(beside / "first.toml", url) as first:
        with pytest.raises(InUse):
            async with Bot(settings.load(beside / "second.toml"), SystemClock()).running():
                pytest.fail("a second bot runs")
        assert not (beside / "second").exists()
        await cut(url)
        _, told = await asyncio.wait_for(first.communicate(), PATIENCE)
    assert first.returncode == 1
    assert b"een ander retbot kan er nu voor spreken" in told
