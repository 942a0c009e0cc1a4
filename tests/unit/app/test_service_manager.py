"""What systemd is told, over a socket as it has one."""

import os
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from retbot.app.service_manager import notify, watchdog


@pytest.mark.parametrize("abstract", [False, True])
def test_the_service_manager_reads_what_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, abstract: bool
) -> None:
    name = f"retbot-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}" if abstract else name)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}" if abstract else name)
        notify(READY="1", STATUS="alles\nin orde")
        assert manager.recv(4096) == b"READY=1\nSTATUS=alles in orde"


def test_nobody_is_told_where_nobody_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify(READY="1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    notify(READY="1")


def test_only_the_process_that_is_meant_feeds_the_watchdog(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    assert watchdog() is None
    monkeypatch.setenv("WATCHDOG_USEC", "180000000")
    assert watchdog() == timedelta(minutes=3)
    monkeypatch.setenv("WATCHDOG_PID", "1")
    assert watchdog() is None
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
    assert watchdog() == timedelta(minutes=3)
