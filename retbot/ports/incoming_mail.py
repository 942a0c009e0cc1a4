"""Mail in the bot's own mailbox, and how it was understood."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from retbot.domain.invitations.trust import SenderVerdict


class Decision(StrEnum):
    """What kind of mail it is, judged by its contents; whether to trust it is decided elsewhere."""

    REPLY = "reply"
    COUNTER = "counter"
    VOTE = "vote"
    """A guest outside the room chooses a moment of a datumprikker."""
    BOUNCE = "bounce"
    REFRESH = "refresh"
    """A guest asks to be sent the meeting again (RFC 5546, 3.2.6)."""
    AUTO_REPLY = "auto-reply"
    IGNORE = "ignore"
    """No action needed: somebody wrote to the wrong address, or it is an automatic message."""
    SET_ASIDE = "set-aside"
    """It is or may be an answer, but cannot be understood without guessing: a person must look at it."""


class Why(StrEnum):
    """The reason of a Decision."""

    ANSWER = "answer"
    OTHER_TIME = "other_time"
    ASKED_AGAIN = "asked_again"
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
    """How a mail was understood, without any of its text: `remark` only says that there is some. Instants are aware."""

    decision: Decision
    why: Why
    method: str | None = None
    """In capitals, from the calendar object or else from the header."""
    uid: str | None = None
    attendee: str | None = field(default=None, repr=False)
    """Who answers, or who did not get a mail: an address in lower case."""
    partstat: str | None = None
    """In capitals, as in RFC 5545."""
    sequence: int = 0
    stamp: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    """The end that a COUNTER proposes, if its time zone is known."""
    remark: bool = False
    sender: str | None = field(default=None, repr=False)
    """The address in From."""
    sent_by: str | None = field(default=None, repr=False)
    """Who acts for the attendee (SENT-BY)."""
    tokens: tuple[str, ...] = field(default=(), repr=False)
    """Possible tokens from the addresses in the mail: first of the ORGANIZER, then of its recipients."""
    sender_verdict: SenderVerdict = SenderVerdict.UNKNOWN
    by_link: bool = False
    """Sent with a link of an invitation, which has no SEQUENCE: the first of `tokens` shows which one."""
    choice: str | None = None
    """Of a VOTE: the number of the moment, or `geen`."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in the mailbox. `position` is where it is, to continue after it; `digest` is the digest of its bytes."""

    position: str
    digest: str
    reading: Reading


class InboxFailed(Exception):
    """The mailbox cannot be used now. `reason` is one of no_connection, no_tls, auth_refused, other, or the reason why
    a certificate is not trusted (mail/tls.py)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Inbox(Protocol):
    """The bot's own mailbox. Every method may raise InboxFailed; the next call then connects again."""

    async def next(self, after: str | None, *, unread: bool = False) -> Letter | None:
        """The first letter after that position. When the server has numbered its mails again (UIDVALIDITY), the first
        letter of all: the digest shows which letters were handled before. `unread` returns the letter unopened, set
        aside."""

    async def wait(self, seconds: float) -> bool:
        """Waits at most this long for a new letter; returns whether there is one."""

    async def tidy(self, before: datetime, upto: str | None) -> int:
        """Permanently deletes letters received before that day, up to that position; returns how many."""

    async def close(self) -> None: ...
