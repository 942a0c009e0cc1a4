"""Small private files: written completely or not at all, readable by their owner only."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class FileInUse(Exception):
    """Another process holds the lock."""


def private_directory(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def write_private(path: Path, text: str) -> None:
    private_directory(path.parent)
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def write_json(path: Path, value: Any) -> None:
    write_private(path, json.dumps(value, indent=1, sort_keys=True) + "\n")


def read_json(path: Path) -> Any:
    """The parsed content, or None when the file does not exist."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


@contextmanager
def lock(path: Path, *, wait: bool) -> Iterator[None]:
    """Holds an exclusive lock on this file. Raises FileInUse when another process has it and `wait` is False."""
    private_directory(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise FileInUse(f"{path} is held by another process") from None
        yield
    finally:
        os.close(descriptor)


@contextmanager
def private_files() -> Iterator[None]:
    """Files that a library creates inside this context are readable by the owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
