"""Other meetings of the team at the same time: its people would be at two tables, or a place would be used twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.errors import AskBack
from retbot.domain.overleg.overleg import Overleg


@dataclass(frozen=True, slots=True)
class PlannedTime:
    """`code` is its case, None for an overleg; `overleg` the uid of the overleg that it is, or that has its slot."""

    start: datetime
    minuten: int
    plek: str | None = None
    code: Casecode | None = None
    overleg: str | None = None

    def clashes_with(self, other: "PlannedTime") -> bool:
        """Not within one overleg, where the slots follow each other."""
        together = self.overleg is not None and self.overleg == other.overleg
        itself = self.code is not None and self.code == other.code
        ends, other_ends = (one.start + timedelta(minutes=one.minuten) for one in (self, other))
        return not (together or itself) and self.start < other_ends and other.start < ends


def planned_times(casussen: Iterable[Casus], overleggen: Iterable[Overleg]) -> list[PlannedTime]:
    """Of the besprekingen and overleggen that are to come or just began, earliest first."""
    found = [
        PlannedTime(b.start, b.minuten, b.plek, casus.code, b.overleg)
        for casus in casussen
        for b in casus.rondes
        if b.state is BesprekingState.PLANNED
    ]
    found += [time_of(overleg) for overleg in overleggen if overleg.staat]
    return sorted(found, key=lambda one: (one.start, one.code or ""))


def time_of(overleg: Overleg) -> PlannedTime:
    return PlannedTime(overleg.start, overleg.minuten, overleg.plek, None, overleg.uid)


def check_free(new: PlannedTime, others: Iterable[PlannedTime]) -> None:
    """Raises AskBack, which names the first that clashes."""
    for other in others:
        if new.clashes_with(other):
            same = bool(new.plek) and new.plek == other.plek
            raise AskBack("dubbel_gepland", casus=other.code, start=other.start, minuten=other.minuten, plek=same)
