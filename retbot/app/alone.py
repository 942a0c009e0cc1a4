"""Makes sure that only one process changes the state of a bot; others may read it at the same time."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from retbot.matrix.client import files
from retbot.matrix.client.errors import NeedsPerson
from retbot.settings import Settings
from retbot.storage import DatabaseInUse, DatabaseLinked, Lease, lease, migrate, must_be_current

LINKED = "Het bestand van de database heeft een tweede naam (een harde koppeling): verwijder eerst een van de twee."


class InUse(NeedsPerson):
    """Another process uses, or may use, the database or the state directory. Nothing was changed."""


@asynccontextmanager
async def alone(chosen: Settings, patience: float = 0) -> AsyncIterator[Lease]:
    """Must be entered before anything is changed. Raises InUse when another process still runs after `patience`
    seconds."""
    try:
        async with AsyncExitStack() as stack:
            held = await stack.enter_async_context(lease(chosen.database, patience))
            stack.enter_context(files.lock(chosen.state.directory / "lock", wait=False))
            yield held
    except DatabaseInUse:
        raise InUse("Er draait al een proces op deze database, en één retbot spreekt voor één database.") from None
    except DatabaseLinked:
        raise InUse(LINKED) from None
    except files.FileInUse:
        raise InUse(f"Er draait al een proces op {chosen.state.directory}.") from None


@asynccontextmanager
async def alone_or_beside(chosen: Settings, engine: AsyncEngine) -> AsyncIterator[bool]:
    """Opens a database whose schema this version knows. Migrates it only when no other process uses it, and yields
    whether that is so. Raises WrongSchema."""
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(alone(chosen))
        except InUse:
            await must_be_current(engine)
            yield False
        else:
            await migrate(engine, chosen.state.directory / "backup")
            yield True
