"""An overleg of the team: about two hours in which several cases each have a slot (tijdvak)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day

SLOT_LENGTHS = (30, 45, 60)
"""The lengths of a slot, in minutes."""
LANGST = 8 * 60


@dataclass(frozen=True, slots=True)
class Overleg:
    """`uid` is the UID of its calendar entry (RFC 5545); each date has its own. `sequence` counts the changes of the
    plan, so that messages about an earlier plan are dropped; it is not the SEQUENCE of the invitations. `start` is an
    instant in UTC. `tijdvak` is the default length of a slot in minutes. `tafel` is the covenant's table for which it
    is meant, None for any."""

    uid: str
    start: datetime
    minuten: int
    tijdvak: int = SLOT_LENGTHS[0]
    sequence: int = 0
    state: BesprekingState = BesprekingState.PLANNED
    plek: str | None = None
    tafel: str | None = None

    @property
    def einde(self) -> datetime:
        return self.start + timedelta(minutes=self.minuten)

    @property
    def staat(self) -> bool:
        """Whether it will take place, as far as known."""
        return self.state is BesprekingState.PLANNED

    def holds(self, start: datetime, minuten: int) -> bool:
        return self.start <= start and start + timedelta(minutes=minuten) <= self.einde

    def overlaps(self, other: "Overleg") -> bool:
        return self.start < other.einde and other.start < self.einde


@dataclass(frozen=True, slots=True)
class Slot:
    """A free part of an overleg."""

    overleg: Overleg
    start: datetime
    minuten: int


def check(overleg: Overleg, others: Iterable[Overleg], now: datetime, most: int | None = None) -> None:
    """`most` is the longest bespreking that the covenant allows, in minutes. Raises Refusal."""
    if overleg.start <= now:
        raise Refusal("overleg_voorbij")
    if overleg.tijdvak not in SLOT_LENGTHS or (most and overleg.tijdvak > most):
        raise Refusal("tijdvak_onbekend", keuzes=[minutes for minutes in SLOT_LENGTHS if not most or minutes <= most])
    if not overleg.tijdvak <= overleg.minuten <= LANGST:
        raise Refusal("overleg_duur", tijdvak=overleg.tijdvak)
    if other := clash(overleg, others):
        raise Refusal("overleg_botst", op=local_day(other.start))


def clash(overleg: Overleg, others: Iterable[Overleg]) -> Overleg | None:
    """Another overleg at the same time that is not cancelled."""
    return next((o for o in others if o.staat and o.uid != overleg.uid and o.overlaps(overleg)), None)


def cancel(overleg: Overleg) -> Overleg:
    return replace(overleg, state=BesprekingState.CANCELLED, sequence=overleg.sequence + 1)


def move(overleg: Overleg, start: datetime, minuten: int | None, plek: str | None) -> Overleg:
    """Keeps the same calendar entry. Raises Refusal when nothing would change."""
    moved = replace(overleg, start=start, minuten=minuten or overleg.minuten, plek=plek or overleg.plek)
    if moved == overleg:
        raise Refusal("overleg_al_zo", op=local_day(overleg.start))
    return replace(moved, sequence=overleg.sequence + 1)


def coming(overleggen: Iterable[Overleg], now: datetime) -> list[Overleg]:
    """Those that are not cancelled and not over, earliest first."""
    return sorted((o for o in overleggen if o.staat and o.einde > now), key=lambda o: o.start)


def on_day(overleggen: Iterable[Overleg], day: date) -> list[Overleg]:
    return sorted((o for o in overleggen if o.staat and local_day(o.start) == day), key=lambda o: o.start)


def occupancy(overleg: Overleg, casussen: Iterable[Casus]) -> list[tuple[Bespreking, Casus]]:
    """The cases with a slot in it, in the order of their slots."""
    return bezettingen(casussen).get(overleg.uid, [])


def bezettingen(casussen: Iterable[Casus]) -> dict[str, list[tuple[Bespreking, Casus]]]:
    """For every overleg, by uid: the cases with a slot in it, in the order of their slots."""
    found: dict[str, list[tuple[Bespreking, Casus]]] = {}
    for casus in casussen:
        for bespreking in casus.rondes:
            if bespreking.overleg:
                found.setdefault(bespreking.overleg, []).append((bespreking, casus))
    return {uid: sorted(slots, key=lambda pair: (pair[0].start, pair[1].code)) for uid, slots in found.items()}


def cancelled_for(casus: Casus, overleggen: Iterable[Overleg]) -> Overleg | None:
    """The cancelled overleg in which this case still has its slot."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED:
        return None
    return next((o for o in overleggen if o.uid == planned.overleg and not o.staat), None)


def gaps(overleg: Overleg, taken: Iterable[Bespreking]) -> Iterator[tuple[datetime, datetime]]:
    """The parts without a case, in order."""
    at = overleg.start
    for bespreking in sorted(taken, key=lambda b: b.start):
        if bespreking.start > at:
            yield at, bespreking.start
        at = max(at, bespreking.start + timedelta(minutes=bespreking.minuten))
    if at < overleg.einde:
        yield at, overleg.einde


def vrij(overleg: Overleg, taken: Sequence[Bespreking], minuten: int) -> list[Slot]:
    """The free slots of this length, in order."""
    size = timedelta(minutes=minuten)
    starts = (begin + n * size for begin, end in gaps(overleg, taken) for n in range(int((end - begin) / size)))
    return [Slot(overleg, start, minuten) for start in starts]


def is_free(overleg: Overleg, taken: Iterable[Bespreking], start: datetime, minuten: int) -> bool:
    end = start + timedelta(minutes=minuten)
    return any(begin <= start and end <= until for begin, until in gaps(overleg, taken))


def verschoven(overleg: Overleg, moved: Overleg, slots: Iterable[tuple[Bespreking, Casus]]) -> list[Casus]:
    """The cases of an overleg that moves, each with its slot moved by the same amount. Raises Refusal when a slot would
    end after the overleg."""
    found, excess = [], []
    for bespreking, casus in slots:
        start = moved.start + (bespreking.start - overleg.start)
        if not moved.holds(start, bespreking.minuten):
            excess.append(str(casus.code))
        new = replace(bespreking, start=start, plek=moved.plek, sequence=bespreking.sequence + 1)
        found.append(casus.with_bespreking(new))
    if excess:
        raise Refusal("overleg_te_kort", codes=excess)
    return found
