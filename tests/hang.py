"""Ends what would go on for hours, where a pattern or a loop takes time that grows with the square of what it reads."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 20.0
"""Of processor: a thousand times what the work needs, and a thousandth of what the square of it would."""


class Hangs(BaseException):
    """No library takes it for a failure of its own."""


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
