"""Logging through an allow-list of keys: never a body, a name, an address or a local variable."""

import json
import logging
import sys
import threading
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "event_id",
        "room",
        "code",
        "kind",
        "channel",
        "count",
        "attempts",
        "duration_ms",
        "error",
        "where",
        "ref",
        "smtp_code",
        "version",
        "path",
    }
)
_TALKATIVE = ("nio", "peewee", "aiohttp", "aiosmtplib", "sqlalchemy", "aiosqlite", "apscheduler", "alembic", "asyncio")


def configure(*, quiet: bool = False, silent: bool = False) -> None:
    """JSON lines on standard error; `quiet` drops lines at INFO, `silent` everything except a crash. Log records of
    libraries are reduced to name and level: nio logs message bodies at WARNING, and tracebacks can contain them."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _allow_listed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_least(quiet=quiet, silent=silent)),
        # Writes each line with one call, like the handler below: libraries log from threads of their own.
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", _Lossy(sys.stderr))),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Bare())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.raiseExceptions = False
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate, logger.level = [], True, logging.ERROR
    logging.captureWarnings(capture=True)
    sys.excepthook = _crash
    threading.excepthook = lambda thrown: _crash(thrown.exc_type, thrown.exc_value, None)
    sys.unraisablehook = lambda thrown: _crash(thrown.exc_type, thrown.exc_value, None)


def _least(*, quiet: bool, silent: bool) -> int:
    if silent:
        return logging.CRITICAL
    return logging.WARNING if quiet else logging.INFO


def where(error: BaseException | None) -> str:
    """File and line where the error was raised; never its message."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"


def _allow_listed(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED and isinstance(value, str | int | float)}


class _Lossy:
    """A line that cannot be written, for example on a full disk, is dropped; the work continues."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


class _Bare(logging.Formatter):
    """A log record of a library, without its message."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "-"
        return json.dumps({"event": "library", "kind": record.name, "level": record.levelname.lower(), "error": error})


def _crash(error_type: type[BaseException], error: BaseException | None, _: Any) -> None:
    structlog.get_logger().critical("crashed", error=error_type.__name__, where=where(error))
