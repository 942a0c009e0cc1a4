"""What docs/privacy.md says of each table is what the keeper does: with the case, after its time, or never."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from retbot.domain.overleg.overleg import Overleg
from retbot.domain.privacy.retention import AUDIT, GUESTS, OVERLEGGEN
from retbot.scheduling.retention import tidy
from retbot.storage.database.tables import metadata
from tests.contract.storage_stage import CODE, DAY, NOW, SqlStage, sql_stage
from tests.storage.every_table import OF_NO_CASE, fill_every_table
from tests.unit.docs.retention_table import BEWARING

STAYS = {"audit_chain", "datalek", "deelnemer", "teamfeit", "teller"}
"""Of what is about no case: what stays, or goes when a person takes it away."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SqlStage]:
    async with sql_stage(tmp_path) as stage:
        yield stage


async def not_empty(stage: SqlStage) -> set[str]:
    async with stage.engine.connect() as connection:
        counts = {t.name: await connection.scalar(select(func.count()).select_from(t)) for t in metadata.sorted_tables}
    return {name for name, count in counts.items() if count}


async def tidied(stage: SqlStage, at: datetime) -> None:
    async with stage.storage.begin() as work:
        await tidy(work, at)


async def test_every_row_about_a_case_goes_with_it(stage: SqlStage) -> None:
    async with stage.engine.begin() as connection:
        await fill_every_table(connection)
    assert await not_empty(stage) == set(metadata.tables)
    async with stage.storage.begin() as work:
        counted = await work.purge.traces(CODE)
        await work.purge.case(CODE, (), "bewaartermijn voorbij", NOW)
    assert set(counted) == {name for one in BEWARING if one.met_casus for name in one.tabellen}
    assert await not_empty(stage) == OF_NO_CASE | {"overleg", "audit"}


async def test_every_row_about_no_case_goes_when_its_time_is_over(stage: SqlStage) -> None:
    async with stage.engine.begin() as connection:
        await fill_every_table(connection, None)
    before = await not_empty(stage)
    await tidied(stage, NOW + DAY)
    assert await not_empty(stage) == before
    await tidied(stage, NOW + AUDIT + DAY)
    # The addresses of a deelnemer go with him; the audit tells of its own old rows that they went.
    assert await not_empty(stage) == STAYS | {"adres", "ander_adres", "antwoordadres", "audit"}


async def test_nothing_about_a_case_goes_before_the_case(stage: SqlStage) -> None:
    async with stage.engine.begin() as connection:
        await fill_every_table(connection)
    async with stage.storage.begin() as work:
        before = await work.purge.traces(CODE)
    await tidied(stage, NOW + AUDIT + DAY)
    async with stage.storage.begin() as work:
        after = await work.purge.traces(CODE)
    # A note goes after its own time, be it about a case or not.
    assert before.keys() - after.keys() == {"note"}


@pytest.mark.parametrize(
    ("after", "guests", "overleg"),
    [(GUESTS - DAY, 1, 1), (GUESTS + DAY, 0, 1), (OVERLEGGEN - DAY, 0, 1), (OVERLEGGEN + DAY, 0, 0)],
)
async def test_a_past_overleg_outlives_its_list_of_guests(
    stage: SqlStage, after: timedelta, guests: int, overleg: int
) -> None:
    async with stage.storage.begin() as work:
        await work.overleggen.save(Overleg("o@ret.example", NOW, 120))
        await work.invitations.invite("o@ret.example", "deelnemer:3")
    await tidied(stage, NOW + after)
    async with stage.storage.begin() as work:
        assert len(await work.invitations.of_meeting("o@ret.example")) == guests
        assert len(await work.overleggen.all()) == overleg
