"""A real Prometheus, where there is one, to put the board and the rules to."""

import asyncio
import json
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError, ClientSession

from tests.paths import REPOSITORY

BROUGHT = REPOSITORY / ".prometheus" / "usr" / "bin"
HOST = "127.0.0.1"


def program(name: str) -> Path | None:
    """Of the system, else what `make test` brought along (get_prometheus.sh)."""
    found = shutil.which(name)
    if found:
        return Path(found)
    return BROUGHT / name if (BROUGHT / name).exists() else None


def promtool(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    tool = program("promtool")
    assert tool
    return subprocess.run([tool, *arguments], input=typed, capture_output=True, text=True, timeout=60, check=False)


class Prometheus:
    def __init__(self, url: str) -> None:
        self.url = url

    async def ask(self, expression: str) -> list[dict[str, Any]]:
        """What it finds now; fails where it does not understand."""
        found = await self._get(f"/api/v1/query?query={quote(expression)}")
        assert found["status"] == "success", found
        results: list[dict[str, Any]] = found["data"]["result"]
        return results

    async def finds(self, expression: str, seconds: float = 60.0) -> list[dict[str, Any]]:
        """As soon as there is something."""
        async with asyncio.timeout(seconds):
            while not (found := await self.ask(expression)):  # noqa: ASYNC110
                await asyncio.sleep(0.25)
        return found

    async def _get(self, path: str) -> Any:
        async with ClientSession() as session, session.get(self.url + path) as answer:
            return json.loads(await answer.text())

    async def ready(self) -> None:
        async with asyncio.timeout(60), ClientSession() as session:
            while True:
                try:
                    async with session.get(f"{self.url}/-/ready") as answer:
                        if answer.status == 200:
                            return
                except ClientError:
                    pass
                await asyncio.sleep(0.1)


@asynccontextmanager
async def prometheus(directory: Path, configuration: Path) -> AsyncIterator[Prometheus]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        str(program("prometheus")),
        f"--config.file={configuration}",
        f"--storage.tsdb.path={directory / 'tsdb'}",
        f"--web.listen-address={HOST}:{port}",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        started = Prometheus(f"http://{HOST}:{port}")
        await started.ready()
        yield started
    finally:
        process.kill()
        await process.wait()
