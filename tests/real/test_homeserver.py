"""The private homeserver that the demo and the tests run."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from retbot.demo.homeserver import HomeserverError
from tests.real.homeserver import Homeserver


async def test_an_account_is_registered_without_a_device(homeserver: Homeserver) -> None:
    user_id = await homeserver.register("zonder-apparaat", "geheim")
    answer = await homeserver.call("GET", "/_matrix/client/v3/devices", await homeserver.puppet_token(user_id))
    assert user_id == f"@zonder-apparaat:{homeserver.server_name}"
    assert answer["devices"] == []


async def test_whoever_runs_the_homeserver_can_put_a_person_in_a_closed_room(homeserver: Homeserver) -> None:
    owner = await homeserver.puppet_token(await homeserver.register("eigenaar", "geheim"))
    stranger = await homeserver.register("vreemde", "geheim")
    room = await homeserver.call("POST", "/_matrix/client/v3/createRoom", owner, {"preset": "private_chat"})
    await homeserver.admin_join(stranger, room["room_id"])
    members = await homeserver.call("GET", f"/_matrix/client/v3/rooms/{room['room_id']}/joined_members", owner)
    assert stranger in members["joined"]


async def test_a_restart_keeps_the_port_and_the_accounts(tmp_path: Path) -> None:
    server = Homeserver(tmp_path / "server")
    async with server:
        user_id = await server.register("blijver", "geheim")
        token = await server.puppet_token(user_id)
        url = server.url
    async with server:
        assert server.url == url
        whoami = await server.call("GET", "/_matrix/client/v3/account/whoami", token)
        assert whoami["user_id"] == user_id


async def test_a_server_that_does_not_come_up_names_its_log(tmp_path: Path) -> None:
    server = Homeserver(tmp_path, server_name="geen naam")
    with pytest.raises(HomeserverError, match=r"homeserver\.log"):
        await server.start()
    assert server.pid is None


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from tests.real.homeserver import Homeserver
server = Homeserver(Path(sys.argv[1]), port=int(sys.argv[2]))
asyncio.run(server.start())
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_demo_leaves_no_homeserver_behind(tmp_path: Path) -> None:
    port = Homeserver(tmp_path).port
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(port)], timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while listening(port):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (tmp_path / "homeserver.db").exists()


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
