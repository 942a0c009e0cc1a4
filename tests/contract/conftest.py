"""Fixtures for several modules of contract tests."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from retbot.ports import Storage
from tests.contract.fake_storage import FakeStorage
from tests.contract.postgresql_server import PostgresqlServer, binaries, postgresql_server
from tests.contract.storage_postgresql import postgresql_stage
from tests.contract.storage_stage import FakeStage, Stage, sql_stage

_MISSING = "no PostgreSQL server is installed here (Debian: apt-get install postgresql)"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A check that ran only partly must not look complete."""
    if binaries() is None:
        terminalreporter.write_sep("*", f"{_MISSING}: the store was judged on SQLite alone", red=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    if binaries() is None:
        pytest.skip(_MISSING)
    with tempfile.TemporaryDirectory(prefix="retbot-") as directory, postgresql_server(Path(directory)) as server:
        yield server


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def storage_stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    match request.param:
        case "memory":
            yield FakeStage(FakeStorage())
        case "sqlite":
            async with sql_stage(tmp_path) as stage:
                yield stage
        case _:
            async with postgresql_stage(request.getfixturevalue("postgresql"), tmp_path) as stage:
                yield stage


@pytest.fixture
def storage(storage_stage: Stage) -> Storage:
    return storage_stage.storage
