"""The health of the bot: what worked last, what has been failing since when, and what has stopped."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.metadata import version

from retbot.ports import Clock
from retbot.ports.vitals import Backlog, CountedEvent, Pulse, Vital

STANDSTILL = timedelta(minutes=3)
"""A sync ends within a minute, the waker runs twice a minute, and a post that is due is tried at once."""


@dataclass(slots=True)
class Health:
    """Implements ports.vitals.Vitals for one process."""

    clock: Clock
    started_at: datetime = field(init=False)
    counts: Counter[CountedEvent] = field(default_factory=Counter)
    backlog: Backlog = field(default_factory=Backlog)
    _worked: dict[Vital, datetime] = field(default_factory=dict)
    _tried: dict[Vital, datetime] = field(default_factory=dict)
    _failing: dict[Vital, datetime] = field(default_factory=dict)
    _next_since: datetime | None = None

    def __post_init__(self) -> None:
        self.started_at = self.clock.now()

    def works(self, vital: Vital) -> None:
        self._worked[vital] = self._tried[vital] = self.clock.now()
        self._failing.pop(vital, None)

    def fails(self, vital: Vital) -> None:
        self._tried[vital] = self.clock.now()
        self._failing.setdefault(vital, self.clock.now())

    def count(self, counted: CountedEvent) -> None:
        self.counts[counted] += 1

    def saw(self, backlog: Backlog) -> None:
        if backlog.next_post is None or backlog.next_post != self.backlog.next_post:
            self._next_since = self.clock.now() if backlog.next_post else None
        self.backlog = backlog

    def tried_since(self, vital: Vital, ago: timedelta) -> bool:
        return vital in self._tried and self.clock.now() - self._tried[vital] < ago

    def has_worked(self, vital: Vital) -> bool:
        """Since this process started."""
        return vital in self._worked

    def standstill(self) -> tuple[Vital, ...]:
        """An unreachable homeserver is not a standstill of the bot, because a restart would not help: for the sync an
        attempt is enough. The waker must have done its work."""
        now = self.clock.now()
        last: dict[Vital, Iterable[datetime | None]] = {
            Vital.HOMESERVER: (self.started_at, self._tried.get(Vital.HOMESERVER)),
            Vital.WAKER: (self.started_at, self._worked.get(Vital.WAKER)),
            Vital.OUTBOX: (self._next_since,),
        }
        return tuple(
            vital
            for vital, instants in last.items()
            if now - max((one for one in instants if one), default=now) > STANDSTILL
        )

    def pulse(self) -> Pulse:
        return Pulse(
            at=self.clock.now(),
            started=self.started_at,
            version=version("retbot"),
            worked=dict(self._worked),
            failing=dict(self._failing),
            stuck=self.standstill(),
            waiting=self.backlog.rooms + self.backlog.mail,
            oldest=self.backlog.oldest,
        )
