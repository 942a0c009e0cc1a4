"""Stops code that would run for hours, such as a pattern or loop whose time grows with the square of its input."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 20.0
"""Of processor time: a thousand times what linear work needs, a thousandth of what quadratic work would need."""


class Hangs(BaseException):
    """A BaseException, so that no library handles it as an error of its own."""


@contextmanager
def fails_when_it_hangs() -> Iterator[None]:
    def end(*_: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
