"""Who answered what to the invitation for a meeting: a bespreking of a case, or an overleg of the team."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry


class Partstat(StrEnum):
    """RFC 5545, 3.2.12; COUNTER is the proposal of another time (RFC 5546, 3.2.7)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    COUNTER = "counter"


class HasTokens(Protocol):
    @property
    def token(self) -> str: ...
    @property
    def organizer(self) -> str: ...


class Via(StrEnum):
    """How the answer came: by mail, from the guest in the room, or entered by somebody who manages the case."""

    MAIL = "mail"
    IN_ROOM = "kamer"
    SECRETARIS = "secretaris"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One guest of one meeting, still expected or not: the ledger shows which. `organizer` is part of the ORGANIZER
    address in the guest's mails, and so of the address to which the answer goes: the same in all messages to a person,
    for private persons in one case only. `token` is that of the links to answer with; another one after each change of
    time, so that an answer to an earlier time is recognised. Neither reveals anything by itself."""

    uid: str
    """The UID of the calendar entry of the meeting (RFC 5545)."""
    owner: str
    """The same as in Guest: `deelnemer:3`, or a role of the case."""
    token: str = field(repr=False)
    organizer: str = field(repr=False)
    code: Casecode | None = None
    """The case; None for an overleg of the team."""


def by_token(one: HasTokens, wanted: Sequence[str]) -> int:
    """The place of its token in a list that holds one of the two."""
    return min(wanted.index(token) for token in (one.token, one.organizer) if token in wanted)


@dataclass(frozen=True, slots=True)
class Rsvp:
    """The answer of one guest to one meeting, without any text of the mail. Instants are aware, in UTC."""

    uid: str
    owner: str
    partstat: Partstat
    sequence: int
    """SEQUENCE of the invitation that it answers. In the room: of the latest version of the meeting."""
    stamp: datetime
    """DTSTAMP: when the guest answered, by the guest's own clock. In the room: when the message arrived."""
    via: Via
    at: datetime
    """When the bot received it."""
    code: Casecode | None = None
    voorstel_van: datetime | None = None
    voorstel_tot: datetime | None = None
    """The other time that a COUNTER proposes."""

    @property
    def order(self) -> tuple[int, datetime]:
        """Which of two answers is later: by SEQUENCE, then by DTSTAMP (RFC 5546, 2.1.5)."""
        return self.sequence, self.stamp


def counts(new: Rsvp, told: LedgerEntry | None, earlier: Rsvp | None) -> bool:
    """Whether `new` replaces the earlier answer. `told` is None for a guest who was invited otherwise than by mail."""
    if told and (told.standing is not GuestStanding.INVITED or new.sequence < told.since):
        return False
    return earlier is None or new.order > earlier.order


@dataclass(frozen=True, slots=True)
class Attendance:
    """How the guests of a meeting have answered, as owners of those who were asked."""

    ja: tuple[str, ...]
    nee: tuple[str, ...]
    misschien: tuple[str, ...]
    anders: tuple[str, ...]
    """Those who propose another time."""
    stil: tuple[str, ...]
    """Those who have not answered."""
    bounces: tuple[str, ...] = ()
    """Those who have not answered because their mail was not delivered."""

    @property
    def gevraagd(self) -> int:
        return sum(map(len, (self.ja, self.nee, self.misschien, self.anders, self.stil, self.bounces)))


def attendance(gevraagd: Sequence[str], antwoorden: Iterable[Rsvp], returned: Collection[str] = ()) -> Attendance:
    """In the order of `gevraagd`; answers of others are ignored. `returned` are those whose mail was not delivered."""
    said = {one.owner: one.partstat for one in antwoorden}

    def those(partstat: Partstat | None) -> tuple[str, ...]:
        return tuple(owner for owner in gevraagd if said.get(owner) is partstat)

    return Attendance(
        ja=those(Partstat.ACCEPTED),
        nee=those(Partstat.DECLINED),
        misschien=those(Partstat.TENTATIVE),
        anders=those(Partstat.COUNTER),
        stil=tuple(owner for owner in those(None) if owner not in returned),
        bounces=tuple(owner for owner in those(None) if owner in returned),
    )
