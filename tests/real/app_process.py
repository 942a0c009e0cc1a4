"""The bot as a process of its own, at a clock that the test sets, to be started and killed at will."""

import asyncio
import atexit
import json
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from retbot.domain.tijd import AMSTERDAM
from tests.paths import REPOSITORY
from tests.real.app_runner import FileClock

PATIENCE = 60.0


def workdays() -> list[date]:
    """The working days from the first Monday of a September to come: no free day falls among them."""
    first = date(datetime.now(UTC).year + 1, 9, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return [monday + timedelta(days=week * 7 + day) for week in range(6) for day in range(5)]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """On the clock of Amsterdam; in UTC."""
    return datetime.combine(day, time(hour, minute), AMSTERDAM).astimezone(UTC)


class Runner:
    """The process that imports the bot once and forks it at will; ends with this one."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.real.app_runner"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=REPOSITORY, stdin=pipe, stdout=pipe, text=True)
        self._turn = threading.Lock()
        atexit.register(self._end)

    async def tell(self, order: dict[str, Any]) -> int:
        return await asyncio.to_thread(self._tell, json.dumps(order))

    def _tell(self, line: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        with self._turn:
            print(line, file=self._process.stdin, flush=True)
            return int(self._process.stdout.readline())

    def _end(self) -> None:
        self._process.communicate(timeout=PATIENCE)


@cache
def runner() -> Runner:
    return Runner()


class BotProcess:
    """The bot at a clock of its own, started and killed at will; `output` holds all that it ever wrote."""

    def __init__(self, directory: Path) -> None:
        self.output = directory / "output.txt"
        self.output.touch()
        self.settings = directory / "retbot.toml"
        self.clock = FileClock(directory / "clock.txt")
        self.clock.set(at(workdays()[0], 9))
        self.pid: int | None = None
        self.debug = False
        """Whether every logger logs all it can, and asyncio looks after itself."""

    async def start(self) -> None:
        order = {"settings": str(self.settings), "clock": str(self.clock.path), "output": str(self.output)}
        self.pid = await runner().tell({"do": "start", "debug": self.debug} | order)

    async def kill(self) -> None:
        """`kill -9`; fails when the bot had ended by itself."""
        pid, self.pid = self.pid, None
        assert await runner().tell({"do": "kill", "pid": pid}) == -9, self.output.read_text()[-2000:]

    def has_ended(self) -> bool:
        """By itself."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"

    async def restart(self) -> None:
        await self.kill()
        await self.start()
