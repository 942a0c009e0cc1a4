"""Runs several tasks at once and stops them all when one ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def first(*acts: Coroutine[Any, Any, None]) -> None:
    """Runs until one of them ends, then cancels the others; an error of the ended one is raised."""
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
