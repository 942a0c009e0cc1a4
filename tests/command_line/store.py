"""The store of a bot, in its state directory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from retbot.storage import SqlStorage, Vault, make_engine, sqlite_url
from tests.contract.storage_stage import prepare


@asynccontextmanager
async def opened(state: Path) -> AsyncIterator[SqlStorage]:
    engine = make_engine(sqlite_url(state / "retbot.db"))
    try:
        await prepare(engine, state)
        yield SqlStorage(engine, Vault(state / "keys" / "addresses.json"))
    finally:
        await engine.dispose()
