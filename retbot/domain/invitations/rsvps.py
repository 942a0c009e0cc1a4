"""Who answered what to the invitation for a meeting: a bespreking of a case, or an overleg of the team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry


class Partstat(StrEnum):
    """RFC 5545, 3.2.12; COUNTER is the proposal of another time (RFC 5546, 3.2.7)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    COUNTER = "counter"


class Via(StrEnum):
    """How the answer came: by mail, from the person himself in the room, or entered by who edits the case."""

    MAIL = "mail"
    IN_ROOM = "kamer"
    SECRETARIS = "secretaris"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One guest of one meeting, expected or not any more: the ledger tells. `token` stands in the ORGANIZER of what he
    is mailed, and so in the address to which he answers: it is the same in every message about this meeting, and tells
    nothing by itself."""

    uid: str
    """Of the calendar entry of the meeting (RFC 5545)."""
    owner: str
    """As in Genodigde: `deelnemer:3`, or a role of the case."""
    token: str = field(repr=False)
    code: Casecode | None = None
    """Of the case; None for an overleg of the team."""


@dataclass(frozen=True, slots=True)
class Rsvp:
    """The answer of one guest to one meeting. Instants are aware, in UTC. Never a word of what he wrote."""

    uid: str
    owner: str
    partstat: Partstat
    sequence: int
    """Of the invitation that it answers. In the room: of the meeting as it stands."""
    stamp: datetime
    """DTSTAMP: when he answered by his own clock. In the room: when the message came in."""
    via: Via
    at: datetime
    """When it was taken in."""
    code: Casecode | None = None
    voorstel_van: datetime | None = None
    voorstel_tot: datetime | None = None
    """The other time that a COUNTER proposes."""

    @property
    def order(self) -> tuple[int, datetime]:
        """RFC 5546, 2.1.5: by SEQUENCE, then by DTSTAMP."""
        return self.sequence, self.stamp


def counts(new: Rsvp, told: LedgerEntry | None, earlier: Rsvp | None) -> bool:
    """Whether it takes the place of the earlier one. Who was asked in another way than by mail was told nothing."""
    if told and (told.standing is not GuestStanding.INVITED or new.sequence < told.since):
        return False
    return earlier is None or new.order > earlier.order


@dataclass(frozen=True, slots=True)
class Attendance:
    """How the guests of a meeting have answered, by the owners who are asked."""

    ja: tuple[str, ...]
    nee: tuple[str, ...]
    misschien: tuple[str, ...]
    anders: tuple[str, ...]
    """Who proposes another time."""
    stil: tuple[str, ...]
    """Who has not answered."""

    @property
    def gevraagd(self) -> int:
        return sum(map(len, (self.ja, self.nee, self.misschien, self.anders, self.stil)))


def attendance(gevraagd: Sequence[str], antwoorden: Iterable[Rsvp]) -> Attendance:
    """Of the owners that are asked, in their order; the answers of anybody else count for nothing."""
    said = {one.owner: one.partstat for one in antwoorden}

    def those(partstat: Partstat | None) -> tuple[str, ...]:
        return tuple(owner for owner in gevraagd if said.get(owner) is partstat)

    return Attendance(
        ja=those(Partstat.ACCEPTED),
        nee=those(Partstat.DECLINED),
        misschien=those(Partstat.TENTATIVE),
        anders=those(Partstat.COUNTER),
        stil=those(None),
    )
