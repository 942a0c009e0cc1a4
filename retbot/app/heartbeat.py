"""The file that shows other processes how the bot is doing."""

from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from retbot.matrix.client.files import write_private
from retbot.ports.vitals import Pulse

FRESH = timedelta(minutes=2)
"""An older heartbeat comes from a bot that has stopped or hangs."""
_FILE = "heartbeat.json"
_PULSE = TypeAdapter(Pulse)


def leave(state: Path, pulse: Pulse) -> None:
    write_private(state / _FILE, as_json(pulse) + "\n")


def as_json(pulse: Pulse) -> str:
    return _PULSE.dump_json(pulse, indent=1).decode()


def read(state: Path) -> Pulse | None:
    """The last heartbeat; None when there is none or it cannot be read."""
    try:
        return _PULSE.validate_json((state / _FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def is_fresh(pulse: Pulse, now: datetime) -> bool:
    return abs(now - pulse.at) <= FRESH
