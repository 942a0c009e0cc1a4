"""What several modules of contract tests are given."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from retbot.ports import Storage
from tests.contract.fake_storage import FakeStorage
from tests.contract.storage_stage import FakeStage, Stage, sql_stage


@pytest.fixture(params=["memory", "sqlite"])
async def storage_stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    if request.param == "memory":
        yield FakeStage(FakeStorage())
        return
    async with sql_stage(tmp_path) as stage:
        yield stage


@pytest.fixture
def storage(storage_stage: Stage) -> Storage:
    return storage_stage.storage
