"""Fixtures for the tests against real servers, which all carry the mark `real`."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from retbot.demo.homeserver import Homeserver

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.real)


@pytest.fixture(scope="session")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """One Synapse per run; it belongs to no event loop, so tests of any loop scope may use it."""
    server = Homeserver(tmp_path_factory.mktemp("homeserver"))
    asyncio.run(server.start())
    yield server
    asyncio.run(server.stop())
