"""A private PostgreSQL server that runs during the tests."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL

_DEBIAN = Path("/usr/lib/postgresql")
_NOBODY = "nobody"
_CONF = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
max_connections = 20
shared_buffers = 16MB
"""


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """On the loopback interface, with a random password."""

    port: int
    password: str = field(repr=False)
    data: Path

    def url(self) -> URL:
        return URL.create("postgresql+asyncpg", "retbot", self.password, "127.0.0.1", self.port, "postgres")


def binaries() -> Path | None:
    """The directory of the server's programs: on the PATH, or where Debian puts them (the newest version)."""
    found = shutil.which("initdb")
    installed = [path.parent for path in _DEBIAN.glob("*/bin/initdb")]
    return Path(found).resolve().parent if found else max(installed, default=None)


@contextmanager
def postgresql_server(directory: Path) -> Iterator[PostgresqlServer]:
    """`directory` must exist and be empty, and any user must be able to enter its parents."""
    programs = binaries()
    assert programs, "no PostgreSQL server is installed"
    server = PostgresqlServer(_free_port(), secrets.token_hex(16), directory / "data")
    secret = directory / "password"
    secret.write_text(server.password)
    _give_away(directory, secret)
    data = str(server.data)
    _run([f"{programs}/initdb", "-D", data, "-U", "retbot", "--auth=scram-sha-256", f"--pwfile={secret}", "-N"])
    secret.unlink()
    (server.data / "postgresql.auto.conf").write_text(_CONF + f"port = {server.port}\n")
    control = [f"{programs}/pg_ctl", "-D", data, "-w", "-t", "60"]
    _run([*control, "-l", f"{directory}/log", "start"])
    try:
        yield server
    finally:
        _run([*control, "-m", "immediate", "stop"])


def _run(command: Sequence[str]) -> None:
    """PostgreSQL refuses to run as root, so as root it is run as nobody."""
    if os.geteuid() != 0:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return
    nobody = pwd.getpwnam(_NOBODY)
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
    )


def _give_away(*paths: Path) -> None:
    if os.geteuid() == 0:
        for path in paths:
            shutil.chown(path, _NOBODY)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
