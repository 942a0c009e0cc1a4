"""`retbot run`, as whoever keeps the bot running meets it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.paths import REPOSITORY
from tests.real.app_process import PATIENCE
from tests.real.app_stage import AppStage, app_stage
from tests.real.homeserver import Homeserver


@asynccontextmanager
async def running(stage: AppStage, name: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`retbot run`; its standard output and error go into files of this name."""
    command = ("-m", "retbot", "run", "--settings", str(stage.bot.settings))
    with (stage.directory / f"{name}.out").open("wb") as out, (stage.directory / f"{name}.err").open("wb") as err:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=REPOSITORY, stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=err
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_it_answers_refuses_a_second_process_and_stops_when_told(homeserver: Homeserver, tmp_path: Path) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        await stage.bot.kill()
        asked = await stage.secretaris.say(stage.room, "!ret help")
        async with running(stage, "first") as first:
            await stage.answer(stage.secretaris, asked)
            async with running(stage, "second") as second:
                refused = await asyncio.wait_for(second.wait(), PATIENCE)
            await stage.ask(stage.secretaris, "!ret status")
            first.send_signal(signal.SIGTERM)
            stopped = await asyncio.wait_for(first.wait(), PATIENCE)
        keys = stage.keys(stage.secretaris)

    assert (refused, stopped) == (2, 0)
    assert "Er draait al een proces op deze database" in (tmp_path / "second.err").read_text()
    assert [(tmp_path / f"{name}.out").read_text() for name in ("first", "second")] == ["", ""]
    assert set(keys.values()) == {1}
