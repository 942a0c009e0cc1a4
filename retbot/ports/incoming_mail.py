"""What comes in at the bot's own mailbox, and how it was read."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from retbot.domain.invitations.trust import SenderVerdict


class Decision(StrEnum):
    """What a mail is, by itself; whether it may be trusted is decided elsewhere."""

    REPLY = "reply"
    COUNTER = "counter"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto-reply"
    IGNORE = "ignore"
    """Nothing that asks for anything: a person should not have written here, or a program told something."""
    SET_ASIDE = "set-aside"
    """It means to be an answer, or may be one, and cannot be read without guessing: a person must look."""


class Why(StrEnum):
    """The reason of a Decision."""

    ANSWER = "answer"
    OTHER_TIME = "other_time"
    NOT_DELIVERED = "not_delivered"
    OUT_OF_OFFICE = "out_of_office"
    NO_CALENDAR = "no_calendar"
    RECEIPT = "receipt"
    OTHER_METHOD = "other_method"
    NO_METHOD = "no_method"
    FORWARDED = "forwarded"
    NO_MEETING = "no_meeting"
    NOT_ANSWERED = "not_answered"
    DELEGATED = "delegated"
    SERIES = "series"
    NO_UID = "no_uid"
    NO_ATTENDEE = "no_attendee"
    SEVERAL_ATTENDEES = "several_attendees"
    SEVERAL_MEETINGS = "several_meetings"
    CONTRADICTION = "contradiction"
    BROKEN = "broken"
    TNEF = "tnef"
    TOO_LARGE = "too_large"
    TOO_NESTED = "too_nested"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a mail was read. Never a word of its text: `remark` only tells that there is one. Instants are aware."""

    decision: Decision
    why: Why
    method: str | None = None
    """In capitals, from the calendar object, else from the header."""
    uid: str | None = None
    attendee: str | None = field(default=None, repr=False)
    """Who answers, or whom a mail did not reach: an address in lower case."""
    partstat: str | None = None
    """In capitals, as RFC 5545 writes it."""
    sequence: int = 0
    stamp: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    """What a COUNTER proposes, as far as its zone is known."""
    remark: bool = False
    sender: str | None = field(default=None, repr=False)
    """The address in From."""
    sent_by: str | None = field(default=None, repr=False)
    """Who acts for the attendee (SENT-BY)."""
    tokens: tuple[str, ...] = field(default=(), repr=False)
    """What may be tokens in the addresses that the mail names: of ORGANIZER first, then of its recipients."""
    sender_verdict: SenderVerdict = SenderVerdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail of the mailbox. `position` is where it lies, to go on after it; `digest` is that of its octets."""

    position: str
    digest: str
    reading: Reading


class InboxFailed(Exception):
    """The mailbox cannot be used now; `reason` is one of no_connection, no_tls, auth_refused, other, or says why a
    certificate is not trusted (mail/tls.py)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Inbox(Protocol):
    """The bot's own mailbox. Every method may raise InboxFailed; the next call connects anew."""

    async def next(self, after: str | None, *, unread: bool = False) -> Letter | None:
        """The first letter after that position. Where positions have begun anew (UIDVALIDITY), the first of all: a
        letter that was taken in before has the same digest. `unread` gives it without looking inside, set aside."""

    async def wait(self, seconds: float) -> bool:
        """Until something new comes in, at most so long. Whether something did."""

    async def tidy(self, before: datetime, upto: str | None) -> int:
        """Deletes for good what came in before that day, and lies no further than that position; how many."""

    async def close(self) -> None: ...
