"""A private Matrix homeserver (Synapse, in its own virtual environment) for the demo and the tests."""

import asyncio
import contextlib
import hashlib
import hmac
import os
import secrets
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import aiohttp

from retbot.demo.local_server import LocalServer
from retbot.demo.synapse_configuration import LOG, write_configuration

PATIENCE = 60.0
GRACE = 10.0
ENV_PYTHON = "RETBOT_SYNAPSE_PYTHON"
LAUNCH = """
import ctypes, runpy, signal, sys
if sys.platform == "linux":
    PR_SET_PDEATHSIG = 1  # a killed demo or test run leaves no server behind
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
"""
HTTP_TIMEOUT = aiohttp.ClientTimeout(total=30)


class HomeserverError(Exception):
    """The homeserver did not start, or refused a request."""


class Homeserver(LocalServer):
    """Listens on 127.0.0.1 only; keeps its data in `directory` and its port across restarts."""

    def __init__(
        self,
        directory: Path,
        python: Path | None = None,
        server_name: str = "ret.test",
        port: int | None = None,
    ) -> None:
        self.directory = directory.absolute()
        self.server_name = server_name
        self.port = port or _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = self.directory / LOG
        self._python = python or _default_python()
        self._secret = secrets.token_hex(32)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Returns once the server answers; otherwise raises HomeserverError, which names the log. Must be called from
        the main thread, because the server stops when the thread that started it ends."""
        if self._process:
            raise HomeserverError("the homeserver runs already")
        configuration = write_configuration(self.directory, self.server_name, self.port, self._secret)
        self._process = self._spawn(configuration)
        try:
            await self._wait_until_healthy()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            await asyncio.to_thread(process.wait, GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    async def register(self, user: str, password: str) -> str:
        """Returns the Matrix id. Makes no device, so the first login makes the only one."""
        answer = await self._register(user, password, admin=False, inhibit_login=True)
        return str(answer["user_id"])

    async def call(
        self, method: str, path: str, token: str | None = None, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """One request; raises HomeserverError when the server refuses it."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            aiohttp.ClientSession(self.url, timeout=HTTP_TIMEOUT, headers=headers) as session,
            session.request(method, path, json=body) as response,
        ):
            answer: dict[str, Any] = await response.json()
            if not response.ok:
                raise HomeserverError(f"{response.status} {answer.get('errcode')}: {answer.get('error')}")
            return answer

    async def _register(self, user: str, password: str, *, admin: bool, inhibit_login: bool) -> dict[str, Any]:
        path = "/_synapse/admin/v1/register"
        nonce = str((await self.call("GET", path))["nonce"])
        text = "\0".join((nonce, user, password, "admin" if admin else "notadmin"))
        body = {
            "nonce": nonce,
            "username": user,
            "password": password,
            "admin": admin,
            "inhibit_login": inhibit_login,
            "mac": hmac.new(self._secret.encode(), text.encode(), hashlib.sha1).hexdigest(),
        }
        return await self.call("POST", path, body=body)

    def _spawn(self, configuration: Path) -> subprocess.Popen[bytes]:
        if not self._python.exists():
            raise HomeserverError(f"no Synapse: {self._python} does not exist (make .venv-synapse)")
        command = [str(self._python), "-c", LAUNCH, "-c", str(configuration)]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
        with self.log_path.open("ab") as log:
            # A session of its own: Ctrl-C in a terminal then reaches only the demo, which stops the server.
            return subprocess.Popen(
                command,
                cwd=self.directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + PATIENCE
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
            while not await self._healthy(session):
                if self._process is None or self._process.poll() is not None:
                    raise HomeserverError(f"the homeserver stopped while starting; see {self.log_path}")
                if time.monotonic() > deadline:
                    raise HomeserverError(f"the homeserver did not answer in {PATIENCE:.0f} s; see {self.log_path}")
                await asyncio.sleep(0.1)

    async def _healthy(self, session: aiohttp.ClientSession) -> bool:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with session.get(f"{self.url}/health") as response:
                return response.ok
        return False


def _default_python() -> Path:
    clone = Path(__file__).resolve().parents[2]
    return Path(os.environ.get(ENV_PYTHON) or clone / ".venv-synapse" / "bin" / "python")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
