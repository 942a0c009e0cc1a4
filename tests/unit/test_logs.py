"""What reaches standard error: a fixed set of keys, and of a library no more than its name."""

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog

from retbot import logs

CANARY = "kanarie-moeder-Fatima"
LIBRARIES = ("nio.responses", "nio.events.misc", "peewee", "aiohttp.access", "aiosmtplib", "sqlalchemy.engine.Engine",
             "aiosqlite", "apscheduler.scheduler", "alembic.runtime.migration", "asyncio", "icalendar", "imap_tools",
             "dns", "een.nieuwe.bibliotheek")  # fmt: skip


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """As the bot logs in earnest; put back afterwards."""
    root, raises = logging.getLogger(), logging.raiseExceptions
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure()
    yield stream
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.raiseExceptions = raises
    structlog.reset_defaults()


def fail() -> None:
    raise ValueError(CANARY)


def lines(output: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.getvalue().splitlines()]


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_at_debug_says_no_more_than_its_name(name: str, output: io.StringIO) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    try:
        fail()
    except ValueError:
        logger.exception("failed on %s", CANARY, extra={"body": CANARY})
    logger.debug(CANARY)
    logger.warning("%d", CANARY)
    logger.setLevel(logging.NOTSET)

    assert CANARY not in output.getvalue()
    assert [line["kind"] for line in lines(output)] == [name] * 3


def test_of_our_own_only_the_listed_keys_pass(output: io.StringIO) -> None:
    structlog.get_logger().warning("iets", body=CANARY, kind="soort", error=ValueError(CANARY), exc_info=True)

    (line,) = lines(output)
    assert set(line) == {"event", "kind", "level", "timestamp"}
    assert CANARY not in output.getvalue()


def test_a_crash_says_what_and_where_and_not_why(output: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        sys.excepthook(*sys.exc_info())

    (line,) = lines(output)
    assert (line["event"], line["error"]) == ("crashed", "ValueError")
    assert CANARY not in output.getvalue()


OUTSIDE = f"""
import threading, warnings
from retbot import logs
logs.configure()
warnings.warn("{CANARY}")
class Broken:
    def __del__(self):
        raise ValueError("{CANARY}")
Broken()
def fail():
    raise ValueError("{CANARY}")
thread = threading.Thread(target=fail, name="{CANARY}")
thread.start()
thread.join()
fail()
"""


def test_a_warning_and_what_fails_outside_of_every_handler_say_nothing_of_their_text() -> None:
    ended = subprocess.run([sys.executable, "-c", OUTSIDE], capture_output=True, text=True, check=False)

    said = [json.loads(line) for line in ended.stderr.splitlines()]
    assert CANARY not in ended.stderr + ended.stdout
    assert [line["event"] for line in said] == ["library", "crashed", "crashed", "crashed"]
