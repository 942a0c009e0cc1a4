"""A process that dies within a transaction, for test_sqlite.py."""

import asyncio
import os
import sys
from pathlib import Path

from tests.contract.storage_stage import CODE, NOW, casus, sql_stage


async def main(directory: Path) -> None:
    async with sql_stage(directory) as stage:
        async with stage.storage.begin() as work:
            await work.notes.set("sync", "before")
        async with stage.storage.begin() as work:
            await work.cases.save(casus(), [], [], NOW)
            await work.addresses.set("school", "zorg@school.example", CODE)
            await work.notes.set("sync", "within")
            os._exit(9)


asyncio.run(main(Path(sys.argv[1])))
