"""Which slot of which overleg suits a case: which terms a bespreking in that slot would meet or miss."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.besprekingen import longest, planned_as
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.recording import NEEDS
from retbot.domain.casus.tables import is_a_table, is_at
from retbot.domain.convenant.convenant import Convenant, Tafel, TermijnType
from retbot.domain.overleg.overleg import Overleg, Slot, coming, occupancy, vrij
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState, termijnen
from retbot.domain.tijd import local_day


@dataclass(frozen=True, slots=True)
class SlotAssessment:
    """The effect on the terms of a case when it is discussed in this slot. `afwezig` are the fixed roles that nobody
    will fill then."""

    tijdvak: Slot
    haalt: tuple[Termijn, ...]
    mist: tuple[Termijn, ...]
    afwezig: tuple[str, ...] = ()

    @property
    def past(self) -> bool:
        return not self.mist and not self.afwezig

    @property
    def dag(self) -> date:
        return local_day(self.tijdvak.start)


@dataclass(frozen=True, slots=True)
class SlotSearch:
    """Looks for a slot for one case, with `now` as the moment of planning. `afwezig` gives the fixed roles that nobody
    will fill, by the uid of the overleg."""

    casus: Casus
    convenant: Convenant
    kalender: Calendar
    tafel: Tafel
    now: datetime
    minuten: int | None = None
    afwezig: Mapping[str, Sequence[str]] | None = None

    def assessments(self, overleggen: Iterable[Overleg], casussen: Sequence[Casus]) -> list[SlotAssessment]:
        """For the first free slot of each future overleg, in order of time."""
        others = [casus for casus in casussen if casus.code != self.casus.code]
        return [
            self.assess(slot)
            for overleg in coming(overleggen, self.now)
            if overleg.tafel in {None, self.tafel.naam}
            and (slot := first_free(overleg, others, self._minuten(overleg), self.now))
        ]

    def assess(self, tijdvak: Slot) -> SlotAssessment:
        trial = Bespreking(0, tijdvak.start, tijdvak.minuten, "", overleg=tijdvak.overleg.uid)
        casus = planned_as(self.casus, trial, local_day(self.now), self.convenant, self.tafel)
        terms = termijnen(casus, self.convenant, self.kalender)
        mine = [t for t in terms if self._hangt_af(t, casus.ronde)]
        today, day = local_day(self.now), local_day(tijdvak.start)
        met = [t for t in mine if (today if t.plicht.termijn.soort is TermijnType.VOOR else day) <= t.day]
        missed = [t for t in mine if t not in met]
        agenda = [t for t in terms if t.plicht.vervuld == "geagendeerd" and t.voldaan_op == today <= t.day]
        away = (self.afwezig or {}).get(tijdvak.overleg.uid, ())
        return SlotAssessment(tijdvak, (*agenda, *met), tuple(missed), tuple(away))

    def _minuten(self, overleg: Overleg) -> int:
        wanted = self.minuten or overleg.tijdvak
        return min(wanted, longest(self.convenant) or wanted)

    def _hangt_af(self, termijn: Termijn, ronde: int) -> bool:
        """Whether the day of the bespreking decides if the term is met: the term ends before the bespreking, or is
        fulfilled by it or by something that can only follow it."""
        if termijn.staat is not TermijnState.OPEN or termijn.voor_event:
            return False
        plicht = termijn.plicht
        if plicht.termijn.soort is TermijnType.VOOR:
            return termijn.ronde == ronde and is_a_table(plicht.termijn.event, self.convenant)
        if termijn.ronde == ronde or plicht.vervuld is None:
            return False
        return is_at(plicht.vervuld, self.tafel) or "bespreking" in NEEDS.get(plicht.vervuld, ())


def first_free(overleg: Overleg, casussen: Iterable[Casus], minuten: int, now: datetime) -> Slot | None:
    """The first free slot of this length that has not begun."""
    taken = [bespreking for bespreking, _ in occupancy(overleg, casussen)]
    return next((slot for slot in vrij(overleg, taken, minuten) if slot.start > now), None)


def beste(assessments: Iterable[SlotAssessment]) -> SlotAssessment | None:
    """The first slot that meets every term; when there is none, the slot that misses the fewest, the earliest of
    those."""
    return min(assessments, key=lambda b: (len(b.mist) + len(b.afwezig), b.tijdvak.start), default=None)
