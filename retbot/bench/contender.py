"""One of the bots under comparison, in its own process and its own room."""

import asyncio
import contextlib
import json
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from retbot.demo.homeserver import Homeserver
from retbot.demo.person import Person, SeenEvent
from retbot.matrix.client.files import private_directory, write_private
from retbot.matrix.sending import KEY

GRACE = 10.0
_DIE_WITH_PARENT = """
import ctypes, runpy, signal, sys
if sys.platform == "linux":
    PR_SET_PDEATHSIG = 1  # a killed bench leaves no bot behind
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
"""
_RETBOT = """
from retbot.__main__ import main
sys.exit(main(["run", "--settings", sys.argv[1]]))
"""
_BARE = """
runpy.run_module("retbot.bench.bare", run_name="__main__")
"""
_SETTINGS = """
[team]
naam = "Regionaal Expertteam (bench)"
convenant = "overijssel-2022"
room = "{room}"

[matrix]
homeserver = "{homeserver}"
user = "{user}"
password_file = "password"
pickle_key_file = "pickle-key"

[people]
voorzitter = ["{voorzitter}"]
secretaris = ["{secretaris}"]

[state]
directory = "state"
"""


class BenchError(Exception):
    """A bot stopped, or cannot be measured on this machine."""


@dataclass(slots=True)
class Contender:
    user_id: str
    room: str
    answers: Callable[[SeenEvent, str], bool]
    """Whether the first argument is the answer to the event with this id."""
    _launch: str
    _settings: Path
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _DIE_WITH_PARENT + self._launch,
                str(self._settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            process.kill()
            await process.wait()

    def check(self) -> None:
        """Raises BenchError when the bot no longer runs."""
        if self._process is None or self._process.returncode is not None:
            raise BenchError(f"a bot stopped; see {self.log}")

    async def resident_mib(self) -> float:
        """Memory in use, as the system counts it (resident set size)."""
        self.check()
        pid = str(self._process.pid) if self._process else ""
        known = _resident_kib(Path("/proc", pid, "status"))
        if known is not None:
            return known / 1024
        asked = await asyncio.create_subprocess_exec("ps", "-o", "rss=", "-p", pid, stdout=asyncio.subprocess.PIPE)
        said, _ = await asked.communicate()
        return int(said) / 1024

    @property
    def log(self) -> Path:
        return self._settings.with_name("output.log")


async def new_retbot(homeserver: Homeserver, secretaris: Person, voorzitter: Person, directory: Path) -> Contender:
    """Set up as a team would run it, without mail; not started yet."""
    user_id, password, room = await _account("retbot", homeserver, secretaris, voorzitter)
    private_directory(directory)
    write_private(directory / "password", password)
    write_private(directory / "pickle-key", secrets.token_urlsafe(32))
    settings = directory / "retbot.toml"
    settings.write_text(
        _SETTINGS.format(
            homeserver=homeserver.url,
            user=user_id,
            room=room,
            voorzitter=voorzitter.user_id,
            secretaris=secretaris.user_id,
        ),
        encoding="utf-8",
    )
    return Contender(user_id, room, _answers_command, _RETBOT, settings)


async def new_bare(homeserver: Homeserver, secretaris: Person, voorzitter: Person, directory: Path) -> Contender:
    """The echo bot; not started yet."""
    user_id, password, room = await _account("bare", homeserver, secretaris, voorzitter)
    private_directory(directory)
    settings = directory / "bare.json"
    write_private(settings, json.dumps({"homeserver": homeserver.url, "user": user_id, "password": password}))
    return Contender(user_id, room, lambda seen, _: seen.sender == user_id and seen.body is not None, _BARE, settings)


async def _account(name: str, homeserver: Homeserver, secretaris: Person, voorzitter: Person) -> tuple[str, str, str]:
    """The id and password of a new user, and a room with the two others in it to which that user is invited."""
    password = secrets.token_urlsafe(12)
    user_id = await homeserver.register(f"{name}-{secrets.token_hex(3)}", password)
    room = await secretaris.create_room([user_id, voorzitter.user_id])
    await secretaris.until(lambda: voorzitter.user_id in secretaris.client.rooms[room].users)
    return user_id, password, room


def _resident_kib(status: Path) -> int | None:
    """None on a system without such a file."""
    with contextlib.suppress(FileNotFoundError):
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return None


def _answers_command(seen: SeenEvent, event_id: str) -> bool:
    return seen.content.get(KEY) == f"antwoord:{event_id}:0"
