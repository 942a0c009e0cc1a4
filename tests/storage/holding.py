"""A process that holds the lease of a database until it is killed, for test_lease.py."""

import asyncio
import sys
from pathlib import Path

from retbot.storage import lease, sqlite_url


async def main(database: Path) -> None:
    async with lease(sqlite_url(database)):
        print("held", flush=True)
        await asyncio.Event().wait()


asyncio.run(main(Path(sys.argv[1])))
