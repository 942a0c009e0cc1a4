"""`retbot purge`, and what it would do."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retbot.domain.casus import Feit
from retbot.matrix.files import locked
from retbot.ports import Channel, Post, PostState
from retbot.profiles import load
from tests.contract.storage_stage import AANMELDING, CODE, OTHER, casus
from tests.unit.command_line.conftest import Command
from tests.unit.command_line.store import opened

LONG_AGO = date(2020, 3, 2)
GONE = date(2021, 3, 2)


@pytest.fixture(autouse=True)
def two_cases(beside: Path) -> None:
    """One closed long ago, of which the room was told, and one closed today."""
    now = datetime.now(UTC)

    async def keep() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            for code, op in ((CODE, LONG_AGO), (OTHER, now.date())):
                one = replace(
                    casus(code, replace(AANMELDING, ontvangen=LONG_AGO), Feit("afgesloten", op, keuze="opgelost")),
                    versie=load("overijssel-2022").versie,
                )
                await work.save(one, [], [], now)
            args = {"dag": GONE, "op": now.date()}
            await work.put(Post("told", Channel.ROOM, "verwijdering", args, CODE), now - timedelta(days=14))
            row = await work.post_of_key("told")
            assert row
            await work.settle(row.id, PostState.SENT, now, "$told")

    asyncio.run(keep())


def codes(beside: Path) -> set[str]:
    async def look() -> set[str]:
        async with opened(beside / "state") as storage, storage.begin() as work:
            return {str(code) for code in await work.codes()}

    return asyncio.run(look())


def test_a_dry_run_says_what_would_go_and_changes_nothing(retbot: Command, beside: Path) -> None:
    with locked(beside / "state" / "lock", wait=False):
        told = retbot("purge", "--dry-run")
    assert told.status == 0
    assert f"{CODE} goes now: 3 rows (outbox 1, casus 1, feit 1)" in told.out
    assert f"{OTHER} goes from" in told.out
    assert codes(beside) == {CODE, OTHER}


def test_it_refuses_beside_a_running_bot(retbot: Command, beside: Path) -> None:
    with locked(beside / "state" / "lock", wait=False):
        assert "The bot is running" in retbot("purge").err
    assert codes(beside) == {CODE, OTHER}
