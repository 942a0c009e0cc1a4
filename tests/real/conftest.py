"""Fixtures for the tests against real servers, which all carry the mark `real`."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest

from retbot.demo.homeserver import Homeserver
from tests.real.js_person import JsPerson

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


class NewPerson(Protocol):
    async def __call__(self, name: str, *, sign: bool = True) -> JsPerson:
        """A person with a fresh account whose name begins with `name`; the password is `geheim`."""


@pytest.fixture
async def new_person(homeserver: Homeserver) -> AsyncIterator[NewPerson]:
    async with AsyncExitStack() as people:

        async def make(name: str, *, sign: bool = True) -> JsPerson:
            user = f"{name}-{secrets.token_hex(3)}"
            await homeserver.register(user, "geheim")
            return await people.enter_async_context(await JsPerson.start(homeserver.url, user, "geheim", sign=sign))

        yield make
