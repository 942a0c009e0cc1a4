"""A script in Node.js that takes commands and gives answers as lines of JSON."""

import asyncio
import itertools
import json
import tempfile
from collections.abc import Callable
from typing import IO, Any, Self

from tests.real import node

PATIENCE = 30.0
GRACE = 5.0


class CommandFailed(Exception):
    """The script refused a command, did not answer in time, or stopped."""


class JsProcess:
    """`notice` is called with every line that answers no command."""

    def __init__(
        self, process: asyncio.subprocess.Process, errors: IO[bytes], notice: Callable[[dict[str, Any]], None]
    ) -> None:
        self._process = process
        self._errors = errors
        self._notice = notice
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, script: str, *arguments: str, notice: Callable[[dict[str, Any]], None]) -> Self:
        errors = tempfile.TemporaryFile()  # noqa: SIM115
        process = await asyncio.create_subprocess_exec(
            *node.command(script),
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            limit=2**24,
        )
        return cls(process, errors, notice)

    async def call(self, command: str, patience: float = PATIENCE, **order: Any) -> Any:
        """The script's answer; CommandFailed after `patience` seconds."""
        if self._process.stdin is None or self._reader.done():
            raise CommandFailed(f"{command}: the script has stopped: {self._last_words()}")
        number = next(self._ids)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        self._process.stdin.write(json.dumps({"id": number, "do": command} | order).encode() + b"\n")
        try:
            return await asyncio.wait_for(answer, patience)
        except TimeoutError:
            raise CommandFailed(f"{command}: no answer in {patience:.0f} s") from None
        finally:
            del self._answers[number]

    async def stop(self) -> None:
        """The script ends when its input does; it is killed when it does not."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), GRACE)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        await self._reader
        self._errors.close()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self._take(json.loads(line))
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(CommandFailed(f"the script stopped: {self._last_words()}"))

    def _take(self, line: dict[str, Any]) -> None:
        if "id" not in line:
            self._notice(line)
            return
        answer = self._answers.get(line["id"])
        if answer is None or answer.done():
            return
        if "error" in line:
            answer.set_exception(CommandFailed(line["error"]))
        else:
            answer.set_result(line["ok"])

    def _last_words(self) -> str:
        if self._errors.closed:
            return "by `stop`"
        self._errors.seek(0)
        return self._errors.read()[-2000:].decode("utf-8", "replace")
