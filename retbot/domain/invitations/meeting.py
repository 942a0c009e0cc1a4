"""A meeting in people's calendars, what was last sent to each guest, and who needs which message after a change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.overleg.overleg import Overleg


class GuestStanding(StrEnum):
    """The standing of a guest according to the last message."""

    INVITED = "invited"
    UNINVITED = "uninvited"
    """The meeting goes on without this guest."""
    OFF = "off"
    """The meeting is cancelled."""


class News(StrEnum):
    """What a message is about, from the reader's point of view."""

    INVITED = "invited"
    AGAIN = "again"
    """Invited again after being uninvited."""
    MOVED = "moved"
    PLACE = "place"
    GUESTS = "guests"
    """Only the list of guests that they may see has changed."""
    WORDS = "words"
    """The text has changed, for example that the case is discussed anonymously."""
    OUT = "out"
    """Uninvited, or the meeting is cancelled."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One calendar entry: the bespreking of a case, or an overleg of the team (without a code). `uid` is its UID in RFC
    5545, `start` an aware instant in UTC, `plek` the name of a place in the settings; `off` means cancelled."""

    uid: str
    start: datetime
    minuten: int
    plek: str | None = None
    code: Casecode | None = None
    off: bool = False


def of_bespreking(casus: Casus, bespreking: Bespreking) -> Meeting:
    off = bespreking.state is BesprekingState.CANCELLED
    return Meeting(bespreking.uid, bespreking.start, bespreking.minuten, bespreking.plek, casus.code, off)


def of_overleg(overleg: Overleg) -> Meeting:
    return Meeting(overleg.uid, overleg.start, overleg.minuten, overleg.plek, off=not overleg.staat)


@dataclass(frozen=True, slots=True)
class ExpectedGuest:
    """Somebody who is expected. `owner` is the owner of a Guest; `sees` are the owners of the other guests that they
    may see."""

    owner: str
    lijst: GuestList
    sees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What was last sent to one guest about a meeting. The ledger of these rows shows who needs which message.

    `sequence` and `stamp` (whole seconds, UTC) are SEQUENCE and DTSTAMP of the message. `since` is the SEQUENCE of the
    first invitation for this time: an answer to an earlier one no longer counts. `lijst` is the choice of visible
    guests and `sees` the result. `reached` is set once an invitation was handed to the mail server: from then on the
    guest must hear it when no longer expected. Until then every message to the guest is an invitation.
    """

    uid: str
    owner: str
    sequence: int
    stamp: datetime
    since: int
    standing: GuestStanding
    start: datetime
    minuten: int
    plek: str | None
    lijst: GuestList
    sees: tuple[str, ...] = ()
    code: Casecode | None = None
    reached: bool = False

    @property
    def version(self) -> tuple[int, datetime]:
        """Decides which of two messages is the later one for a calendar (RFC 5546, 2.1.5)."""
        return self.sequence, self.stamp


@dataclass(frozen=True, slots=True)
class MeetingMessage:
    """One message to one guest; it replaces the previous one."""

    entry: LedgerEntry
    news: News


def due(
    meeting: Meeting,
    guests: Iterable[ExpectedGuest],
    known: Iterable[LedgerEntry],
    now: datetime,
    reworded: Collection[str] = (),
) -> list[MeetingMessage]:
    """The messages that bring every guest up to date; none for guests for whom nothing changed.

    `guests` are all who are expected, `known` is everything sent about this meeting so far, and `reworded` are the
    owners whose text differs from the last message. SEQUENCE rises for a change of time or place, for every CANCEL (RFC
    5546, 2.1.4) and when somebody is invited again. It stays for a change of the visible guests, which needs no new
    answer.
    """
    ledger = {told.owner: told for told in known}
    expected = {} if meeting.off else {guest.owner: guest for guest in guests}
    news = {owner: _news(meeting, guest, ledger.get(owner), owner in reworded) for owner, guest in expected.items()}
    news |= {o: News.OUT for o, told in ledger.items() if told.standing is GuestStanding.INVITED and o not in expected}
    numbers = _Numbers(ledger.values(), raised=not _RAISES.isdisjoint(news.values()), now=now)
    return [
        MeetingMessage(_entry_after(meeting, expected.get(owner), ledger.get(owner), one, numbers), one)
        for owner, one in news.items()
        if one
    ]


def elsewhere(told: LedgerEntry, known: Iterable[LedgerEntry], now: datetime) -> LedgerEntry:
    """The same invitation for a guest whose address has changed; nothing has been sent to the new address yet. If the
    old address had received one, a CANCEL with these numbers withdraws it there."""
    numbers = _Numbers(known, raised=True, now=now)
    return replace(told, sequence=numbers.sequence, stamp=numbers.stamp, reached=False)


_RAISES = frozenset({News.AGAIN, News.MOVED, News.PLACE, News.OUT})


def _news(meeting: Meeting, guest: ExpectedGuest, told: LedgerEntry | None, reworded: bool) -> News | None:
    if told is None:
        return News.INVITED
    if told.standing is not GuestStanding.INVITED:
        return News.AGAIN
    if (told.start, told.minuten) != (meeting.start, meeting.minuten):
        return News.MOVED
    if told.plek != meeting.plek:
        return News.PLACE
    if reworded:
        return News.WORDS
    return None if set(told.sees) == set(guest.sees) else News.GUESTS


class _Numbers:
    """SEQUENCE and DTSTAMP of the messages of one change."""

    def __init__(self, known: Iterable[LedgerEntry], *, raised: bool, now: datetime) -> None:
        earlier = list(known)
        self.sequence = max((told.sequence for told in earlier), default=0) + raised
        # While SEQUENCE stays the same only DTSTAMP shows which message is later, even for two changes within a second.
        self.stamp = max([now.replace(microsecond=0), *(told.stamp + timedelta(seconds=1) for told in earlier)])


def _entry_after(
    meeting: Meeting, guest: ExpectedGuest | None, before: LedgerEntry | None, news: News, numbers: _Numbers
) -> LedgerEntry:
    if guest is None:
        if before is None:
            raise ValueError("nobody to tell")
        standing = GuestStanding.OFF if meeting.off else GuestStanding.UNINVITED
        return replace(before, sequence=numbers.sequence, stamp=numbers.stamp, standing=standing)
    if before and news in {News.GUESTS, News.WORDS}:
        return replace(before, stamp=numbers.stamp, lijst=guest.lijst, sees=guest.sees)
    return LedgerEntry(
        uid=meeting.uid,
        owner=guest.owner,
        sequence=numbers.sequence,
        stamp=numbers.stamp,
        since=before.since if before and news is News.PLACE else numbers.sequence,
        standing=GuestStanding.INVITED,
        start=meeting.start,
        minuten=meeting.minuten,
        plek=meeting.plek,
        lijst=guest.lijst,
        sees=guest.sees,
        code=meeting.code,
        reached=before is not None and before.reached,
    )
