"""The health of the running bot: which of its parts work, and what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Vital(StrEnum):
    """The parts that the bot cannot work without."""

    HOMESERVER = "homeserver"
    WAKER = "waker"
    OUTBOX = "outbox"
    SMTP = "smtp"
    IMAP = "imap"
    DISK = "disk"
    BACKUP = "backup"
    ROOM = "room"
    LIMIT = "limit"


class CountedEvent(StrEnum):
    REMINDER_SAID = "reminder_said"
    MAIL_SENT = "mail_sent"
    MAIL_REFUSED = "mail_refused"
    ANSWER_READ = "answer_read"
    UNDECRYPTABLE = "undecryptable"


class Vitals(Protocol):
    """Each part reports here how its last attempt ended."""

    def works(self, vital: Vital) -> None: ...

    def fails(self, vital: Vital) -> None: ...

    def count(self, counted: CountedEvent) -> None: ...


class NoVitals:
    """Vitals that ignore everything."""

    def works(self, vital: Vital) -> None: ...

    def fails(self, vital: Vital) -> None: ...

    def count(self, counted: CountedEvent) -> None: ...


UNWATCHED = NoVitals()


@dataclass(frozen=True, slots=True)
class Pulse:
    """The state of the bot at one instant. Names no case, person, room or address."""

    at: datetime
    started: datetime
    version: str
    worked: Mapping[Vital, datetime] = field(default_factory=dict)
    """When each part last worked."""
    failing: Mapping[Vital, datetime] = field(default_factory=dict)
    """Since when a part has been failing."""
    stuck: tuple[Vital, ...] = ()
    """The parts that are stuck in this process, so that only a restart may help."""
    waiting: int = 0
    """Posts in the outbox that should have been sent by now."""
    oldest: datetime | None = None
    """When the first of them was due."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is waiting at one instant."""

    rooms: int = 0
    mail: int = 0
    """Posts for rooms and mail that should have been sent by now."""
    oldest: datetime | None = None
    """When the first of these was due."""
    next_post: tuple[int, int] | None = None
    """Number and attempts of the next post for the rooms."""
    terms: int = 0
    late: int = 0
    """Open terms of cases, and how many of these are overdue."""


class Backlogs(Protocol):
    async def backlog(self, now: datetime) -> Backlog: ...
