"""Notifies systemd that the bot runs, how it is doing, and that it is alive (sd_notify(3))."""

import os
import socket
from contextlib import suppress
from datetime import timedelta


def notify(**state: str) -> None:
    """`notify(READY="1", STATUS="…")`. Does nothing when there is no service manager."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    text = "\n".join(f"{name}={' '.join(value.split())}" for name, value in state.items())
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.sendto(text.encode(), f"\0{address[1:]}" if address.startswith("@") else address)


def watchdog() -> timedelta | None:
    """How long systemd waits for a sign of life; None when it does not."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    ours = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    return timedelta(microseconds=int(microseconds)) if microseconds.isdigit() and ours else None
