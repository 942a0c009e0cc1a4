"""Two thousand reminders due in one instant, in the real store."""

import random
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from retbot.domain.casus.casecode import Casecode, draw
from retbot.domain.casus.casus import Afspraak, Casus
from retbot.scheduling.reminders import give_due
from retbot.scheduling.waker import BATCH
from retbot.storage import SqlStorage, Vault, make_engine, migrate, sqlite_url
from tests.clock import at
from tests.unit.scheduling.stage import ACCARE, aanmelding, team

CASES, EACH = 40, 50
DUE = at("2026-05-20 8:30")


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqlStorage]:
    engine = make_engine(sqlite_url(tmp_path / "retbot.db"))
    await migrate(engine, tmp_path / "backup")
    yield SqlStorage(engine, Vault(tmp_path / "keys.json"))
    await engine.dispose()


async def fill(storage: SqlStorage) -> None:
    """Every afspraak ends on 22 May, so each has its first reminder on the 20th."""
    chosen, taken = team(), set[Casecode]()
    afspraken = tuple(Afspraak(n + 1, 1, "Accare", date(2026, 5, 22), "intake") for n in range(EACH))
    async with storage.begin() as work:
        await work.people.save(ACCARE)
        await work.addresses.set(f"deelnemer:{ACCARE.nummer}", "accare@voorbeeld.example")
        for _ in range(CASES):
            code = draw(random.choice, taken)
            taken.add(code)
            casus = Casus(code, "overijssel-2022", "1", aanmelding(date(2026, 5, 12)), afspraken=afspraken)
            wanted = [h for h in chosen.reminders(casus) if h.moment == DUE]
            await work.cases.save(casus, chosen.termijnen(casus), wanted, at("2026-05-12 12:00"))


async def test_none_is_dropped(storage: SqlStorage) -> None:
    await fill(storage)
    given, some = 0, 1
    while some:
        async with storage.begin() as work:
            some = await give_due(work, team(), DUE, BATCH)
        given += some
    async with storage.begin() as work:
        posts = await work.outbox.posts(sentence="herinnering")
    assert (given, len({row.post.key for row in posts})) == (CASES * EACH, CASES * EACH)
