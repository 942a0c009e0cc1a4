"""Who has not accepted the invitation for a bespreking or an overleg, and what that means for the meeting."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.besprekingen import must_be_there, quorum_of
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.seats import missing_from
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.timeline import einde
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import seat_holders, stand_in
from retbot.domain.invitations.inviting import DEELNEMER, Guest
from retbot.domain.invitations.rsvps import Partstat, Rsvp
from retbot.domain.tijd import local_day


class AbsenceReason(StrEnum):
    """Why somebody counts as missing, the most serious reason first."""

    NEE = "nee"
    OTHER_TIME = "anders"
    """Proposed another time."""
    MAYBE = "misschien"
    UNREACHED = "niet bereikt"
    """Invited, but the mail was not delivered."""
    SILENT = "stil"
    """Invited, but has not answered."""
    NOT_ASKED = "niet gevraagd"
    """Got no invitation and has not answered."""


_REDENEN = {
    Partstat.DECLINED: AbsenceReason.NEE,
    Partstat.COUNTER: AbsenceReason.OTHER_TIME,
    Partstat.TENTATIVE: AbsenceReason.MAYBE,
    None: AbsenceReason.SILENT,
}


@dataclass(frozen=True, slots=True)
class Absentee:
    guest: Guest
    reden: AbsenceReason
    vervanger: Deelnemer | None = None
    """The stand-in on the list who is present on that day."""


@dataclass(frozen=True, slots=True)
class VogExpires:
    guest: Guest
    day: date
    artikel: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """Nobody of `who` has accepted; `zeker` when all of them declined."""

    artikel: str
    who: tuple[str, ...]
    zeker: bool


@dataclass(frozen=True, slots=True)
class AttendanceState:
    """The attendance of one meeting as known so far."""

    gasten: tuple[Guest, ...]
    gemist: tuple[Absentee, ...]
    vog: tuple[VogExpires, ...] = ()
    quorum: Quorum | None = None
    moet: tuple[tuple[str, str], ...] = ()
    """Who may not be missing and said no, each with the article that says so."""

    @property
    def ja(self) -> int:
        return len(self.gasten) - len(self.gemist)

    @property
    def gevraagd(self) -> int:
        """How many of `gasten` were invited or have answered."""
        return len(self.gasten) - sum(one.reden is AbsenceReason.NOT_ASKED for one in self.gemist)

    @property
    def compleet(self) -> bool:
        return not (self.gemist or self.vog or self.quorum)


def declined_rollen(
    convenant: Convenant, deelnemers: Iterable[Deelnemer], day: date, antwoorden: Iterable[Rsvp]
) -> list[str]:
    """The fixed roles that nobody will fill at the overleg of that day: everybody declined, or is away without a
    stand-in."""
    no = {one.owner for one in antwoorden if one.partstat is Partstat.DECLINED}
    seats = [d for d in seat_holders(deelnemers, day) if d.rol in convenant.vast]
    there = {d.rol for d in seats if f"{DEELNEMER}{d.nummer}" not in no and not d.is_absent(day)}
    return [rol for rol in convenant.vast if rol in {d.rol for d in seats} - there]


@dataclass(frozen=True, slots=True)
class AttendanceCounter:
    """Counts the attendance of a meeting on one day."""

    convenant: Convenant
    kalender: Calendar
    deelnemers: Sequence[Deelnemer]
    day: date

    def state(
        self,
        gasten: Sequence[Guest],
        antwoorden: Iterable[Rsvp],
        uitgenodigd: Iterable[str],
        casus: Casus | None = None,
        returned: Collection[str] = (),
    ) -> AttendanceState:
        """`uitgenodigd` are the owners who got an invitation, `returned` those whose mail was not delivered; `casus` is
        the case of a bespreking, None for an overleg."""
        said, asked = {one.owner: one.partstat for one in antwoorden}, set(uitgenodigd)
        missing = [
            self._absentee(guest, said.get(guest.owner), asked=guest.owner in asked, lost=guest.owner in returned)
            for guest in gasten
            if said.get(guest.owner) is not Partstat.ACCEPTED
        ]
        missing.sort(key=lambda one: list(AbsenceReason).index(one.reden))
        quorum = self._quorum(casus, missing, said) if casus else None
        no = {one.guest.owner for one in missing if one.reden is AbsenceReason.NEE}
        needed = must_be_there(casus, self.convenant) if casus else {}
        moet = tuple((owner, artikel) for owner, artikel in needed.items() if owner in no)
        return AttendanceState(tuple(gasten), tuple(missing), tuple(self._vog(gasten)), quorum, moet)

    def _absentee(self, guest: Guest, said: Partstat | None, *, asked: bool, lost: bool) -> Absentee:
        reden = _REDENEN[said] if said or asked else AbsenceReason.NOT_ASKED
        reden = AbsenceReason.UNREACHED if lost and reden is AbsenceReason.SILENT else reden
        person = self._person(guest)
        return Absentee(guest, reden, stand_in(person, self.deelnemers, self.day) if person else None)

    def _person(self, guest: Guest) -> Deelnemer | None:
        return next((d for d in self.deelnemers if f"{DEELNEMER}{d.nummer}" == guest.owner), None)

    def _vog(self, gasten: Iterable[Guest]) -> Iterator[VogExpires]:
        """The guests whose VOG will have expired on that day (art. 11.3 of overijssel-2022)."""
        duties = [p for p in self.convenant.plichten if p.actief and p.termijn.event == "vog" and p.heeft_datum]
        for guest in gasten:
            person = self._person(guest)
            for plicht in duties:
                if person and person.vog and person.rol in plicht.wie:
                    due = einde(plicht, person.vog, self.convenant, self.kalender).due
                    ends = local_day(due) if isinstance(due, datetime) else due
                    if ends < self.day:
                        yield VogExpires(guest, ends, plicht.artikel)

    def _quorum(self, casus: Casus, missing: Iterable[Absentee], said: dict[str, Partstat]) -> Quorum | None:
        coming = [owner for owner, partstat in said.items() if partstat is Partstat.ACCEPTED]
        away = {one.guest.owner for one in missing if one.reden is AbsenceReason.NEE} | set(missing_from(casus))
        who = quorum_of(casus, self.convenant)
        if not who or set(who) & set(coming):
            return None
        return Quorum(self.convenant.regels["quorum"].artikel, who, zeker=set(who) <= away)
