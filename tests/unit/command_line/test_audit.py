"""`retbot audit verify`, of the bot's own database and of a copy."""

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from retbot.ports import AuditEntry
from tests.contract.storage_stage import NOW
from tests.unit.command_line.conftest import Command
from tests.unit.command_line.store import opened


@pytest.fixture(autouse=True)
def some_rows(beside: Path) -> None:
    async def act() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            for what in ("aanmelding", "compleet"):
                await work.audit(AuditEntry(NOW, "@s:ret.nl", what, "gedaan"))

    asyncio.run(act())


def test_a_whole_audit_is_said_to_be_whole(retbot: Command) -> None:
    told = retbot("audit", "verify")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("The audit is whole: 2 rows, 0 purged. Head: 2:")
    head = told.out.strip().rpartition(" ")[2]
    assert retbot("audit", "verify", "--head", head[:34]).status == 0
    assert retbot("audit", "verify", "--head", f"1{head[1:]}").err == (
        "retbot: the chain up to row 1 is not the one whose head was kept.\n"
    )


def test_a_copy_that_was_tampered_with_is_found_out(retbot: Command, beside: Path) -> None:
    copy = beside / "copy.db"
    shutil.copy(beside / "state" / "retbot.db", copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DROP TRIGGER audit_update")
        connection.execute("UPDATE audit SET what = 'niets' WHERE id = 2")
    told = retbot("audit", "verify", "--database", str(copy), "--json")
    assert told.status == 2
    assert json.loads(told.out)["faults"] == ["row 2 was changed"]
    assert retbot("audit", "verify").status == 0


def test_what_is_no_database_and_no_head_is_said_so(retbot: Command, beside: Path) -> None:
    assert "is no database of retbot" in retbot("audit", "verify", "--database", str(beside / "retbot.toml")).err
    assert "--head wants" in retbot("audit", "verify", "--head", "onzin").err
