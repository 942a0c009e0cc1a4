"""A database from before the first release is refused by whatever would open it, and no byte of it changes."""

import asyncio
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from retbot.storage import WrongSchema, make_engine, migrate, must_be_current, sqlite_url
from retbot.storage.database.schema import UNRELEASED
from tests.command_line.conftest import Command, beside, retbot
from tests.command_line.store import opened

__all__ = ["beside", "retbot"]

EVERYWHERE = [
    ["run"],
    ["check"],
    ["purge"],
    ["purge", "--dry-run"],
    ["keys", "rotate"],
    ["contact", "set", "1"],
    ["reply", "mail.eml"],
    ["audit", "verify"],
]
_KILLED = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("INSERT INTO note VALUES ('sync', 's1')")
os._exit(9)
"""


@pytest.fixture
def unreleased(beside: Path) -> Path:
    async def make() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.addresses.set("deelnemer:1", "a@ret.nl")

    asyncio.run(make())
    database = beside / "state" / "retbot.db"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0020'")
    return database


def content(database: Path) -> Mapping[str, bytes]:
    """Of what SQLite keeps, without the index that readers share; an empty log holds nothing."""
    files = (database.with_name(f"{database.name}{end}") for end in ("", "-wal", "-journal"))
    return {file.name: file.read_bytes() for file in files if file.exists() and file.stat().st_size}


@pytest.mark.parametrize("words", EVERYWHERE, ids=" ".join)
def test_every_command_refuses_it(retbot: Command, beside: Path, unreleased: Path, words: list[str]) -> None:
    (beside / "mail.eml").write_text("Subject: hoi\n\nhoi\n")
    before = content(unreleased)
    told = retbot(*(str(beside / word) if word.endswith(".eml") else word for word in words), typed="a@b.example\n")
    assert (told.status, UNRELEASED in told.out + told.err, content(unreleased) == before) == (2, True, True), told
    assert not (beside / "state" / "backup").exists()


async def test_what_a_kill_left_to_be_taken_in_stays_where_it_is(unreleased: Path, tmp_path: Path) -> None:
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", _KILLED, str(unreleased))
    await killed.wait()
    before = content(unreleased)
    assert before[f"{unreleased.name}-wal"]
    engine = make_engine(sqlite_url(unreleased))
    for refused in (migrate(engine, tmp_path / "backup"), must_be_current(engine)):
        with pytest.raises(WrongSchema, match=r"0\.1\.0"):
            await refused
    await engine.dispose()
    assert content(unreleased) == before
