"""Starts the bot again and again at a clock that a file sets: imports it once, and forks a process for each start.

`python -m tests.real.app_runner` takes orders to start and to kill as lines of JSON. The first is answered with the
process id, the second with how the process ended: `-9` when it lived until then.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import warnings
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import structlog

from retbot import logs, settings
from retbot.app import core_files
from retbot.app.main import Bot
from retbot.check import findings
from retbot.privacy import lexicon

HEARTBEAT = timedelta(milliseconds=200)
"""A clock that is set in a file rings no alarm."""
LOOK = timedelta(seconds=1)


class FileClock:
    """Implements ports.Clock: real time and the seconds that stand in the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.path.read_text()))

    def set(self, instant: datetime) -> None:
        ahead = instant - datetime.now(UTC)
        beside = self.path.with_suffix(".new")
        beside.write_text(str(ahead.total_seconds()))
        beside.replace(self.path)


async def run(app: Bot) -> None:
    """As Bot.run, with a faster heartbeat."""
    async with app.running() as talking, app.at_work():
        await talking


def log_everything() -> None:
    """What nobody can ask of the bot by a setting: every logger at DEBUG, and every library that has one."""
    for name in ("", *logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    warnings.simplefilter("always")


def start(chosen: Path, clock: Path, output: Path, *, debug: bool) -> int:
    """Forks; only the parent returns, with the id of the child."""
    pid = os.fork()
    if pid:
        return pid
    file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(file, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    core_files.prevent()
    logs.configure()
    if debug:
        log_everything()
    try:
        taken, now = settings.load(chosen), FileClock(clock)
        asyncio.run(run(Bot(taken, now, HEARTBEAT, LOOK, partial(findings, taken, now))), debug=debug)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(1)


def kill(pid: int) -> int:
    """The exit code, or the signal as a negative number."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def main() -> None:
    lexicon.shipped_lexicon()  # read once for all that are forked
    running: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "start":
            paths = Path(order["settings"]), Path(order["clock"]), Path(order["output"])
            pid = start(*paths, debug=order["debug"])
            running.add(pid)
            print(pid, flush=True)
        else:
            running.remove(order["pid"])
            print(kill(order["pid"]), flush=True)
    for pid in running:
        kill(pid)


if __name__ == "__main__":
    main()
