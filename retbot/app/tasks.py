"""Several things at once, of which none outlives the others."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def first(*acts: Coroutine[Any, Any, None]) -> None:
    """Until one of them ends, and as that one ends."""
    tasks = [asyncio.create_task(act) for act in acts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            await cancel_and_wait(task)


async def cancel_and_wait(task: asyncio.Task[Any]) -> None:
    task.cancel()
    await asyncio.wait([task])
