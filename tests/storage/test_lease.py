"""One bot speaks for one database: the second is refused before it changes anything."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retbot import settings
from retbot.app.alone import InUse, alone
from retbot.app.main import Bot
from retbot.settings import Settings
from retbot.storage import DatabaseInUse, lease, sqlite_url
from tests.clock import SetClock
from tests.command_line.conftest import SETTINGS, Command, beside, retbot
from tests.command_line.store import opened
from tests.contract.storage_stage import CODE, NOW, casus
from tests.paths import REPOSITORY

__all__ = ["beside", "retbot"]


@contextmanager
def another(database: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that holds the lease."""
    command = [sys.executable, "-m", "tests.storage.holding", str(database)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@contextmanager
def held(database: Path) -> Iterator[None]:
    """The lease, as another process would hold it: it is not shared within one either."""
    taken = lease(sqlite_url(database))
    with asyncio.Runner() as runner:
        runner.run(taken.__aenter__())
        yield
        runner.run(taken.__aexit__(None, None, None))


@pytest.fixture
def chosen(beside: Path) -> Settings:
    """A bot with one case, whose database waits to be brought up to date."""

    async def keep() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.cases.save(casus(), [], [], NOW)
            await work.addresses.set("school", "zorg@school.example", CODE)

    asyncio.run(keep())
    with closing(sqlite3.connect(beside / "state" / "retbot.db")) as database, database:
        database.execute("DELETE FROM alembic_version")
    return settings.load(beside / "retbot.toml")


def content(directory: Path) -> Mapping[str, tuple[bytes, int]]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


async def start(chosen: Settings) -> None:
    async with Bot(chosen, SetClock(datetime.now(UTC))).running():
        pytest.fail("a second bot runs")


async def test_a_kill_lets_go_of_it(tmp_path: Path) -> None:
    database = tmp_path / "retbot.db"
    with another(database) as process:
        with pytest.raises(DatabaseInUse):
            await lease(sqlite_url(database)).__aenter__()
        process.kill()
        process.wait()
        async with lease(sqlite_url(database)):
            pass


async def test_who_waits_for_it_has_it_as_soon_as_it_is_free(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "retbot.db")
    async with lease(url):
        waiting = asyncio.create_task(lease(url, patience=60).__aenter__())
        await asyncio.sleep(0.1)
        assert not waiting.done()
    await waiting


async def test_another_name_of_the_database_is_no_other_database(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "retbot.db")
    async with lease(sqlite_url(tmp_path / "retbot.db")):
        with pytest.raises(DatabaseInUse):
            await lease(sqlite_url(tmp_path / "link.db")).__aenter__()


def test_a_database_with_two_names_is_refused_and_no_byte_changes(chosen: Settings, beside: Path) -> None:
    (beside / "hard.db").hardlink_to(chosen.state.directory / "retbot.db")
    before = content(chosen.state.directory)
    with pytest.raises(InUse, match="harde koppeling"):
        asyncio.run(start(chosen))
    assert content(chosen.state.directory) == before


def test_a_second_start_on_a_directory_in_use_changes_no_byte(chosen: Settings) -> None:
    with held(chosen.state.directory / "retbot.db"):
        before = content(chosen.state.directory)
        with pytest.raises(InUse, match="Er draait al een proces op deze database"):
            asyncio.run(start(chosen))
        assert content(chosen.state.directory) == before


def test_a_second_directory_on_one_database_changes_no_byte_and_is_not_made(chosen: Settings, beside: Path) -> None:
    state = chosen.state.directory
    text = SETTINGS.replace(
        'directory = "state"', f'directory = "other"\n[store]\nurl = "sqlite+aiosqlite:///{state}/retbot.db"'
    )
    (beside / "other.toml").write_text(text)
    with held(state / "retbot.db"):
        before = content(state)
        with pytest.raises(InUse):
            asyncio.run(start(settings.load(beside / "other.toml")))
        assert content(state) == before
    assert not (beside / "other").exists()


def test_a_second_database_in_a_directory_in_use_is_no_way_around(chosen: Settings, beside: Path) -> None:
    url = f"sqlite+aiosqlite:///{beside}/other.db"
    (beside / "other.toml").write_text(f'{SETTINGS}[store]\nurl = "{url}"\n')

    async def second() -> None:
        async with alone(chosen):
            with pytest.raises(InUse, match="state"):
                await start(settings.load(beside / "other.toml"))

    asyncio.run(second())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["purge"], "Retbot draait"),
        (["purge", "--dry-run"], "van een eerdere versie"),
        (["keys", "rotate"], "van een eerdere versie"),
        (["contact", "set", "1"], "Retbot draait"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else None,
)
def test_a_command_beside_a_running_bot_upgrades_nothing(
    retbot: Command, chosen: Settings, words: list[str], said: str
) -> None:
    database = chosen.state.directory / "retbot.db"
    with held(database):
        before = database.read_bytes()
        told = retbot(*words, typed="a@b.example\n")
        assert (told.status, said in told.err, database.read_bytes() == before) == (2, True, True), told.err
