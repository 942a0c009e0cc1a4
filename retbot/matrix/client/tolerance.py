"""Leaves out malformed data from others; errors of our own disk are never treated as such."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from nio import ToDeviceEvent
from nio.events import Event

log = structlog.get_logger()


@contextmanager
def skip_malformed(event: str, **details: str) -> Iterator[None]:
    """When the code inside fails, logs it and continues; errors of our own disk are raised."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        log.warning(event, error=type(error).__name__, **details)


def without_malformed(body: dict[str, Any]) -> dict[str, Any]:
    """The response to a sync, or a page of messages, without the events that cannot be parsed."""
    lists = [(ToDeviceEvent, body.get("to_device"), "events"), (Event, body, "chunk")]
    for room in body.get("rooms", {}).get("join", {}).values():
        lists += [(Event, room.get(part), "events") for part in ("state", "timeline")]
    for event_class, holder, name in lists:
        if holder and name in holder:
            holder[name] = [event for event in holder[name] if _parses(event_class, event)]
    return body


def _parses(event_class: Any, event: dict[str, Any]) -> bool:
    with skip_malformed("event_dropped"):
        event_class.parse_event(event)
        return True
    return False
