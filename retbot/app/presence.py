"""The team as it is today: who is away, and who temporarily has the rights of whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from retbot.domain.deelnemers.absence import Absence
from retbot.domain.team import Team
from retbot.domain.tijd import local_day
from retbot.ports import Clock


@dataclass(slots=True)
class Presence:
    """Holds the absences most recently given to `tell`. Compares them with the clock, so that rights return
    automatically."""

    base: Team
    clock: Clock
    _away: list[Absence] = field(default_factory=list)

    def tell(self, absences: Iterable[Absence]) -> None:
        self._away = list(absences)

    def team(self) -> Team:
        today = local_day(self.clock.now())
        away = frozenset(one.who for one in self._away if today in one.periode)
        return replace(self.base, vandaag=today, afwezig=away)
