"""Fixtures for the tests against real servers, which all carry the mark `real`."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.real.homeserver import Homeserver
from tests.real.ical_check import libical_is_there
from tests.real.js_person import JsPerson
from tests.real.matrix_stage import Bot
from tests.real.person import Person
from tests.real.prometheus import program

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.real)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was judged by half must not pass for whole."""
    if program("prometheus") is None:
        terminalreporter.write_sep("*", "Prometheus was not there: nobody put the board and the rules to it", red=True)
    if not libical_is_there():
        terminalreporter.write_sep(
            "*", "libical was not there: calendar objects were judged by ical.js alone", red=True
        )


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


class NewNioPerson(Protocol):
    async def __call__(self, name: str, *, sign: bool = True) -> Person:
        """A person in this process with a fresh account whose name begins with `name`."""


@pytest.fixture
async def person(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[NewNioPerson]:
    async with AsyncExitStack() as people:

        async def make(name: str, *, sign: bool = True) -> Person:
            user = f"{name}-{secrets.token_hex(3)}"
            await homeserver.register(user, "geheim")
            made = Person(homeserver.url, user, "geheim", tmp_path / user)
            people.push_async_callback(made.stop)
            return await made.start(sign=sign)

        yield make


@pytest.fixture
async def bot(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[Bot]:
    """A bot with a fresh account, not started yet."""
    user = f"bot-{secrets.token_hex(3)}"
    user_id = await homeserver.register(user, "geheim")
    made = Bot(homeserver.url, user, tmp_path / user)
    made.user_id = user_id
    yield made
    await made.stop()
