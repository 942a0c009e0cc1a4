"""A database that is damaged ends the bot, with what to do: trying again does not help."""

import asyncio
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from retbot import settings
from retbot.app.main import Bot
from retbot.demo.clock import SteppedClock
from retbot.ports import StoreDamaged, StoreFailed
from retbot.settings import Settings
from retbot.storage import make_engine, on_damage, sqlite_url
from tests.command_line.conftest import SETTINGS
from tests.command_line.store import opened
from tests.contract.storage_stage import casus, keep
from tests.paths import REPOSITORY
from tests.unit.settings.settings_samples import secrets_in, tables

PAGE = 4096


async def filled(state: Path) -> Path:
    async with opened(state) as storage:
        await keep(storage, casus())
    return state / "retbot.db"


def spoil(database: Path) -> None:
    """Every page but the first, as a disk does that loses what it was given."""
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xff" * (size - PAGE))


async def test_damage_is_told_apart_from_a_store_that_fails_for_now(tmp_path: Path) -> None:
    database = await filled(tmp_path)
    spoil(database)
    heard: list[str] = []
    engine = make_engine(sqlite_url(database))
    on_damage(engine, lambda: heard.append("damage"))
    with pytest.raises(StoreDamaged):
        async with engine.connect() as connection:
            await connection.execute(text("SELECT * FROM casus"))
    await engine.dispose()
    assert heard == ["damage"]

    engine = make_engine(sqlite_url(tmp_path / "there" / "retbot.db"))
    on_damage(engine, lambda: heard.append("other"))
    (tmp_path / "there" / "retbot.db").unlink()
    (tmp_path / "there" / "retbot.db").mkdir()
    with pytest.raises(StoreFailed) as failed:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    await engine.dispose()
    await driver_ended()
    assert not isinstance(failed.value, StoreDamaged)
    assert heard == ["damage"]


def chosen(directory: Path) -> Settings:
    changed = tables()
    changed["matrix"]["homeserver"] = "http://127.0.0.1:9"
    return settings.read(changed, secrets_in(directory))


async def driver_ended() -> None:
    """Nobody waits for the thread of a connection that was given up; it must end before the loop does."""
    async with asyncio.timeout(20):
        while any("connection_worker" in one.name for one in threading.enumerate()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_damage_that_shows_while_the_bot_runs_ends_it(tmp_path: Path) -> None:
    taken = chosen(tmp_path)
    await filled(taken.state.directory)
    app = Bot(taken, SteppedClock(datetime.now(UTC)))
    async with app.running() as talking:
        async with app.storage.begin() as work:
            assert await work.cases.codes()
        await app._engine.dispose()
        spoil(taken.state.directory / "retbot.db")
        with pytest.raises(StoreDamaged):
            async with app.storage.begin() as work:
                await work.cases.find()
        with pytest.raises(StoreDamaged):
            await asyncio.wait_for(talking, 20)
    await driver_ended()


def test_a_start_on_what_is_no_database_ends_with_a_sentence_and_changes_nothing(tmp_path: Path) -> None:
    beside = secrets_in(tmp_path)
    (beside / "retbot.toml").write_text(SETTINGS)
    database = beside / "state" / "retbot.db"
    database.parent.mkdir(mode=0o700)
    database.write_text("geen database" * 1000)
    command = [sys.executable, "-m", "retbot", "run", "--settings", str(beside / "retbot.toml")]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.splitlines()[-1].startswith("retbot: De database is beschadigd.")
    assert "Traceback" not in ended.stderr
    assert database.read_text() == "geen database" * 1000
