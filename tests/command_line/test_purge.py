"""`retbot purge`, and what it would do."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retbot.covenants.convenant_files import load
from retbot.domain.casus.casus import Bespreking, Feit
from retbot.domain.planning.polls import Option
from retbot.matrix.client.files import lock
from retbot.ports import AuditEntry, Channel, Post, PostState
from retbot.storage import SqlStorage
from tests.command_line.conftest import Command
from tests.command_line.store import opened
from tests.contract.storage_stage import AANMELDING, CODE, OTHER, casus
from tests.contract.test_storage_polls import PRIKKER

LONG_AGO = date(2020, 3, 2)
GONE = date(2021, 3, 2)


@pytest.fixture(autouse=True)
def two_cases(beside: Path) -> None:
    """One closed long ago, whose deletion was announced in the room, and one closed today."""
    now = datetime.now(UTC)

    async def keep() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            for code, op in ((CODE, LONG_AGO), (OTHER, now.date())):
                one = replace(
                    casus(code, replace(AANMELDING, ontvangen=LONG_AGO), Feit("afgesloten", op, value="opgelost")),
                    versie=load("overijssel-2022").versie,
                )
                await work.cases.save(one, [], [], now)
            args = {"dag": GONE, "op": now.date()}
            await work.outbox.put(Post("told", Channel.ROOM, "verwijdering", args, CODE), now - timedelta(days=14))
            row = await work.outbox.of_key("told")
            assert row
            await work.outbox.settle(row.id, PostState.SENT, now, "$told")

    asyncio.run(keep())


def codes(beside: Path) -> set[str]:
    async def look() -> set[str]:
        async with opened(beside / "state") as storage, storage.begin() as work:
            return {str(code) for code in await work.cases.codes()}

    return asyncio.run(look())


def test_a_dry_run_says_what_would_go_and_changes_nothing(retbot: Command, beside: Path) -> None:
    with lock(beside / "state" / "lock", wait=False):
        told = retbot("purge", "--dry-run")
    assert told.status == 0
    assert f"{CODE} gaat nu weg: zijn termijn eindigde op {GONE} (3 rijen: casus 1, feit 1, outbox 1)" in told.out
    assert f"{OTHER} blijft: zijn termijn eindigt op" in told.out
    assert codes(beside) == {CODE, OTHER}


def test_it_refuses_beside_a_running_bot(retbot: Command, beside: Path) -> None:
    with lock(beside / "state" / "lock", wait=False):
        assert "Retbot draait" in retbot("purge").err
    assert codes(beside) == {CODE, OTHER}


ADDRESS = "zorg@school.example"
TRACES = [word.encode() for word in (CODE, "$told", "$thread", "poll-of-it", "uid-of-it", "de-reden")]


async def _fill(storage: SqlStorage, now: datetime) -> None:
    """Enough to fill many pages of the database."""
    async with storage.begin() as work:
        one = await work.cases.get(CODE)
        assert one
        facts = [Feit("knelpunt", LONG_AGO, subject=f"de-reden-{number}") for number in range(200)]
        slot = Bespreking(1, now - timedelta(days=900), 60, "uid-of-it")
        await work.cases.save(replace(one, feiten=(*facts, *one.feiten), besprekingen=(slot,)), [], [], now)
        await work.cases.set_thread(CODE, "$thread")
        await work.addresses.set("school", ADDRESS, CODE)
        await work.addresses.set("school", "ander@school.example", OTHER)
        await work.polls.add(replace(PRIKKER, opties=(Option("poll-of-it", 1, now),)))
        for number in range(50):
            code = CODE if number % 2 else OTHER
            await work.audit.add(AuditEntry(now, "@s:ret.nl", "status", "gedaan", code))
            await work.outbox.put(
                Post(f"p{number}", Channel.ROOM, "herinnering", {"dag": GONE}, code, in_case=True), now
            )


def bytes_in(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())


def test_it_leaves_nothing_of_the_case_in_any_file_and_a_whole_audit(retbot: Command, beside: Path) -> None:
    async def fill() -> None:
        async with opened(beside / "state") as storage:
            await _fill(storage, datetime.now(UTC))

    database = beside / "state" / "retbot.db"
    # A second reader: without one, SQLite would delete the log when the bot stops.
    with closing(sqlite3.connect(database)) as looking:
        looking.execute("SELECT count(*) FROM casus").fetchone()
        asyncio.run(fill())
        log = database.with_name("retbot.db-wal")
        backups = beside / "state" / "backup"
        backups.mkdir(exist_ok=True)
        with closing(sqlite3.connect(backups / "retbot-0010-1.db")) as copy:
            looking.backup(copy)
        for path in (log, backups / "retbot-0010-1.db"):
            assert [trace for trace in TRACES if trace not in path.read_bytes()] == [], path.name
        assert CODE in (beside / "state" / "keys" / "addresses.json").read_text()
        told = retbot("purge")
        assert told.status == 0
        assert told.out.endswith(
            "\n1 gewist. Wat retbot erover zei, verwijdert hij uit de kamer als hij weer draait.\n"
        )
        assert log.stat().st_size == 0
        assert looking.execute("PRAGMA freelist_count").fetchone() == (0,)
    after = bytes_in(beside / "state")
    # The posts that will redact its messages keep their ids until they are sent.
    assert [trace for trace in TRACES if trace in after] == [b"$told"]
    assert OTHER.encode() in after
    assert list(backups.iterdir()) == []
    assert codes(beside) == {OTHER}
    verified = retbot("audit", "verify")
    assert (verified.status, verified.err) == (0, "")
    assert verified.out.startswith("Het logboek is heel: 26 regels, 25 gewist.")


def test_a_backup_put_back_loses_the_case_again_at_the_first_command(retbot: Command, beside: Path) -> None:
    database, backup = beside / "state" / "retbot.db", beside / "backup.db"
    shutil.copy(database, backup)
    retbot("purge")
    assert codes(beside) == {OTHER}
    for path in (beside / "state").glob("retbot.db*"):
        path.unlink()
    shutil.move(backup, database)
    assert codes(beside) == {CODE, OTHER}
    told = retbot("purge", "--dry-run")
    assert CODE not in told.out
    assert OTHER in told.out
    assert codes(beside) == {OTHER}
    assert CODE.encode() not in bytes_in(beside / "state")


def test_after_a_jump_of_the_clock_a_case_stays_unless_forced(retbot: Command, beside: Path) -> None:
    async def look_last(day: date) -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.notes.set("laatste_opruiming", day.isoformat())

    asyncio.run(look_last(datetime.now(UTC).date() - timedelta(days=15)))
    told = retbot("purge")
    assert told.status == 2
    assert f"{CODE} blijft twee weken: zijn termijn eindigde op {GONE}, maar de klok sprong vooruit" in told.out
    assert codes(beside) == {CODE, OTHER}
    assert retbot("purge", "--force").status == 0
    assert codes(beside) == {OTHER}
