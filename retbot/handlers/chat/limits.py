"""Limits how much one person may ask in a short time, and how often they may guess a code."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

BURST = 200
"""Commands in a row: far more than anybody types, even after a day without the bot."""
PER_SECOND = 2.0
GUESSES = 10
GUESS_PERIOD = timedelta(hours=1)


class Pace(Enum):
    FINE = "fine"
    TOO_FAST = "too fast"
    STILL_TOO_FAST = "still too fast"
    """The person was told before, and no command was accepted since."""


@dataclass(slots=True)
class _Bucket:
    at: datetime
    tokens: float = BURST
    told: bool = False


@dataclass(slots=True)
class Limits:
    """In memory only: the limits slow people down and record nothing. All instants are aware, in UTC."""

    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _guesses: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def pace(self, sender: str, now: datetime) -> Pace:
        """Counts one command of this person."""
        bucket = self._buckets.setdefault(sender, _Bucket(now))
        gained = max((now - bucket.at).total_seconds(), 0) * PER_SECOND
        bucket.tokens, bucket.at = min(BURST, bucket.tokens + gained), now
        if bucket.tokens >= 1:
            bucket.tokens, bucket.told = bucket.tokens - 1, False
            return Pace.FINE
        told, bucket.told = bucket.told, True
        return Pace.STILL_TOO_FAST if told else Pace.TOO_FAST

    def count_guess(self, sender: str, now: datetime) -> bool:
        """Counts a code that is unknown or that this person may not see. True for the guess that exceeds the limit."""
        self._guesses[sender].append(now)
        return len(self._recent(sender, now)) == GUESSES

    def may_guess(self, sender: str, now: datetime) -> bool:
        return len(self._recent(sender, now)) < GUESSES

    def _recent(self, sender: str, now: datetime) -> deque[datetime]:
        guesses = self._guesses[sender]
        while guesses and now - guesses[0] >= GUESS_PERIOD:
            guesses.popleft()
        return guesses
