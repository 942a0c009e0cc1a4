"""`retbot purge` at any hour of any day: the dry run predicts what it deletes, and says why it keeps the rest."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retbot import settings
from retbot.command_line.purge import purge
from retbot.covenants.convenant_files import load
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Feit
from retbot.domain.tijd import AMSTERDAM, local_day
from retbot.ports import Channel, Post, PostState
from tests.clock import SetClock
from tests.command_line.conftest import Told
from tests.command_line.store import opened
from tests.contract.storage_stage import AANMELDING, CODE, OTHER, casus

FORTNIGHT = timedelta(days=14)
INSTANTS = [
    datetime(2026, 12, 2, 3, tzinfo=AMSTERDAM),
    datetime(2026, 12, 2, 21, tzinfo=AMSTERDAM),
    datetime(2026, 12, 31, 23, 30, tzinfo=AMSTERDAM),
    datetime(2028, 2, 29, 12, tzinfo=AMSTERDAM),
    datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC),
    datetime(2027, 10, 31, 0, 59, 59, tzinfo=UTC),
    datetime(2027, 10, 31, 1, 0, tzinfo=UTC),
]
Purge = Callable[..., Told]


@pytest.fixture(params=INSTANTS[:1])
def now(request: pytest.FixtureRequest) -> datetime:
    instant: datetime = request.param
    return instant.astimezone(UTC)


@pytest.fixture
def do(beside: Path, capsys: pytest.CaptureFixture[str], now: datetime) -> Purge:
    chosen = settings.load(beside / "retbot.toml")

    def do(*, dry: bool = False, force: bool = False) -> Told:
        status = purge(chosen, SetClock(now), dry=dry, force=force)
        return Told(status, *capsys.readouterr())

    return do


@pytest.fixture
def today(now: datetime) -> date:
    return local_day(now)


def keep(beside: Path, code: Casecode, term: date, told_on: datetime | None = None) -> None:
    """A case whose retention period ends on `term`, which is not a 29 February; `told_on` is when the room was told."""

    async def put() -> None:
        now = datetime(2026, 1, 5, 12, tzinfo=UTC)
        closed = Feit("afgesloten", term.replace(year=term.year - 1), value="opgelost")
        one = replace(
            casus(code, replace(AANMELDING, ontvangen=closed.day), closed), versie=load("overijssel-2022").versie
        )
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.cases.save(one, [], [], now)
            if told_on is None:
                return
            await work.outbox.put(Post(f"told:{code}", Channel.ROOM, "verwijdering", {"dag": term}, code), told_on)
            row = await work.outbox.of_key(f"told:{code}")
            assert row
            await work.outbox.settle(row.id, PostState.SENT, told_on, f"$told-{code}")

    asyncio.run(put())


@pytest.mark.parametrize("now", INSTANTS, indirect=True, ids=str)
def test_at_any_hour_it_does_what_a_dry_run_says_and_a_second_run_has_nothing_to_do(
    do: Purge, beside: Path, today: date, now: datetime
) -> None:
    keep(beside, CODE, min(today, date(2028, 2, 28)), now - FORTNIGHT - timedelta(days=1))
    keep(beside, OTHER, today + timedelta(days=1))
    planned, done, again = do(dry=True), do(), do()
    assert [one.status for one in (planned, done, again)] == [0, 0, 0]
    assert f"{CODE} gaat nu weg" in planned.out
    deleted = "1 gewist. Wat retbot erover zei, verwijdert hij uit de kamer als hij weer draait.\n"
    assert done.out == planned.out + deleted
    stays = next(line for line in planned.out.splitlines() if OTHER in line)
    assert again.out == f"{stays}\nEr is nu niets te wissen.\n"


def test_what_waits_for_its_notice_is_named_with_its_day_unless_forced(
    do: Purge, beside: Path, today: date, now: datetime
) -> None:
    term = today - timedelta(days=5)
    keep(beside, CODE, term)
    planned, done = do(dry=True), do()
    assert planned.out == done.out
    assert (
        f"{CODE} blijft tot {term + FORTNIGHT}: zijn termijn eindigde op {term}, maar de kamer krijgt eerst bericht"
        in done.out
    )
    assert (planned.status, done.status) == (0, 2)
    assert done.err == "retbot: 1 waarvan de termijn voorbij kan zijn, bleef staan; hierboven staat waarom.\n"
    planned, done = do(dry=True, force=True), do(force=True)
    assert f"{CODE} gaat nu weg: zijn termijn eindigde op {term}" in planned.out
    assert (done.status, done.out.splitlines()[-1][:8]) == (0, "1 gewist")
    assert "Er is nu niets te wissen." in do(force=True).out


def test_what_waits_for_mail_that_the_bot_would_send_is_named_unless_forced(
    do: Purge, beside: Path, today: date, now: datetime
) -> None:
    keep(beside, CODE, today, now - FORTNIGHT)

    async def put() -> None:
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.outbox.put(Post("m", Channel.MAIL, "afzegging", {}, CODE, to="school"), now)

    asyncio.run(put())
    done = do()
    assert f"{CODE} blijft tot de mail erover weg is" in done.out
    assert (done.status, do(force=True).status, do().out) == (2, 0, "Er is nu niets te wissen.\n")


def test_a_store_months_past_its_term_whose_room_was_never_told_is_purged(do: Purge, beside: Path, today: date) -> None:
    keep(beside, CODE, today - timedelta(days=200))
    assert "1 gewist" in do().out


def test_force_takes_nothing_whose_term_is_not_over(do: Purge, beside: Path, today: date) -> None:
    keep(beside, CODE, today + timedelta(days=1))
    done = do(force=True)
    assert (done.status, done.out.splitlines()[-1]) == (0, "Er is nu niets te wissen.")
