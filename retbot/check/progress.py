"""Shows on a terminal what is being waited for; elsewhere nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def working(what: str) -> Iterator[None]:
    """A line that moves while this is open and disappears after it. On standard error, so that the answer of a
    command stays alone on standard output."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(f"{what} …"):
        yield
