"""What the bot tells of itself at work: which of its parts answer, and what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Vital(StrEnum):
    """What the bot cannot do its work without."""

    HOMESERVER = "homeserver"
    WAKER = "waker"
    OUTBOX = "outbox"
    SMTP = "smtp"
    IMAP = "imap"
    DISK = "disk"
    BACKUP = "backup"


class CountedEvent(StrEnum):
    REMINDER_SAID = "reminder_said"
    MAIL_SENT = "mail_sent"
    MAIL_REFUSED = "mail_refused"
    ANSWER_READ = "answer_read"
    UNDECRYPTABLE = "undecryptable"


class Vitals(Protocol):
    """Whom each part tells how its last attempt ended."""

    def works(self, vital: Vital) -> None: ...

    def fails(self, vital: Vital) -> None: ...

    def count(self, counted: CountedEvent) -> None: ...


class NoVitals:
    """Implements Vitals for who wants to know nothing."""

    def works(self, vital: Vital) -> None: ...

    def fails(self, vital: Vital) -> None: ...

    def count(self, counted: CountedEvent) -> None: ...


UNWATCHED = NoVitals()


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the bot was at one instant. It names no case, person, room or address."""

    at: datetime
    started: datetime
    version: str
    worked: Mapping[Vital, datetime] = field(default_factory=dict)
    """When each part last did what it should."""
    failing: Mapping[Vital, datetime] = field(default_factory=dict)
    """Since when a part does not."""
    stuck: tuple[Vital, ...] = ()
    """What stands still in this process, so that only a restart may help."""
    waiting: int = 0
    """Posts in the outbox that should have been said or mailed by now."""
    oldest: datetime | None = None
    """When the first of them was to be said."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits at one instant."""

    rooms: int = 0
    mail: int = 0
    """Posts that should have been said or mailed by now."""
    oldest: datetime | None = None
    """When the first of these was to leave."""
    next_post: tuple[int, int] | None = None
    """Number and attempts of the one whose turn in the rooms it is."""
    terms: int = 0
    late: int = 0
    """Open terms of cases, and how many of these are over."""


class Backlogs(Protocol):
    async def backlog(self, now: datetime) -> Backlog: ...
