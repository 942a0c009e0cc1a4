"""The whole bot on a disk that is full for a while, and then is not."""

import resource
import shutil
import time
from collections import Counter
from pathlib import Path

from retbot.matrix.client.files import private_directory, read_json
from tests.real.app_process import PATIENCE
from tests.real.app_stage import AANMELDING, AppStage, app_stage
from tests.real.homeserver import Homeserver
from tests.real.lying_homeserver import Answer, LyingHomeserver, timelines
from tests.real.matrix_stage import eventually
from tests.real.person import Person

QUIET = 3.0
"""Seconds without a sync."""


def room_for(stage: AppStage, size: int) -> None:
    """How large any file may become that the bot writes from now on: it can be taken away from a running process."""
    assert stage.bot.pid
    resource.prlimit(stage.bot.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def new_device(stage: AppStage, directory: Path) -> Person:
    """Of the secretaris."""
    user = stage.secretaris.user_id[1:].partition(":")[0]
    shutil.copy(stage.directory / "people" / user / "seeds.json", private_directory(directory))
    return Person(stage.homeserver.url, user, "geheim", directory)


async def test_a_disk_that_is_full_for_a_while_loses_no_command(homeserver: Homeserver, tmp_path: Path) -> None:
    given: Counter[str] = Counter()
    tokens: list[str] = []
    heard: list[float] = []

    def count(path: str, answer: Answer) -> None:
        for _, events in timelines(path, answer):
            given.update(event["event_id"] for event in events)
        if path.endswith("/sync"):
            tokens.append(answer["next_batch"])
            heard.append(time.monotonic())

    async with (
        LyingHomeserver(homeserver.url) as liar,
        app_stage(homeserver, tmp_path, bots_homeserver=liar.url) as stage,
    ):
        liar.lies.append(count)
        await stage.ask(stage.voorzitter, "!ret help")
        # The answer may come before the token of its sync is saved. Without it the bot stops while it opens its client.
        since = stage.state / "since.json"

        def is_quiet() -> bool:
            saved = read_json(since) or {}
            return bool(time.monotonic() - heard[-1] > QUIET and saved.get("since") == tokens[-1])

        # What the bot says by itself after the answer, such as its board, comes back in a sync too.
        await eventually(is_quiet, PATIENCE)
        room_for(stage, 0)
        said = [await stage.voorzitter.say(stage.room, "!ret termijnen")]
        await eventually(lambda: given[said[0]], PATIENCE)
        async with new_device(stage, tmp_path / "new") as secretaris:
            said += [await secretaris.say(stage.room, text) for text in (AANMELDING, "!ret help")]
        if stage.bot.has_ended():
            # On a busy machine the disk is full for so long that the bot gives up. Then systemd would start it again.
            await stage.bot.start()
        else:
            room_for(stage, resource.RLIM_INFINITY)
        await stage.hear_keys(stage.voorzitter, {f"antwoord:{event_id}:0" for event_id in said})

        keys = stage.keys(stage.voorzitter)
        cases, kinds = stage.query("SELECT code FROM casus"), stage.query("SELECT DISTINCT kind FROM outbox")

    assert {key: times for key, times in keys.items() if times != 1} == {}
    assert len(cases) == 1
    assert ("nog_onleesbaar",) not in kinds
