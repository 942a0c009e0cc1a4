"""What to propose for the cases of an overleg that was called off: a slot for each, no two the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retbot.domain.casecode import Casecode
from retbot.domain.casus import Bespreking, Casus
from retbot.domain.inplannen import Beoordeling, Zoeker, beste
from retbot.domain.overleg import Overleg, Tijdvak


def herplaats(
    zoekers: Sequence[Zoeker], overleggen: Sequence[Overleg], casussen: Sequence[Casus]
) -> Mapping[Casecode, Beoordeling | None]:
    """The best slot for each case, None when there is none at all. Who has the fewest choices chooses first; who would
    be left without a slot within his terms is shown one that another was shown too."""
    alone = {z.casus.code: beste(z.beoordelingen(overleggen, casussen)) for z in zoekers}
    shown: dict[Casecode, Beoordeling | None] = {}
    seated = list(casussen)
    for zoeker in sorted(zoekers, key=lambda z: _choices(z, overleggen, casussen)):
        code = zoeker.casus.code
        found = beste(zoeker.beoordelingen(overleggen, seated))
        own = alone[code]
        shown[code] = own if own and own.past and not (found and found.past) else found
        if found:
            seated = [casus for casus in seated if casus.code != code] + [_seated(zoeker.casus, found.tijdvak)]
    return shown


def _choices(zoeker: Zoeker, overleggen: Sequence[Overleg], casussen: Sequence[Casus]) -> int:
    """How many of the overleggen suit the case: who has the fewest must choose first."""
    return sum(1 for b in zoeker.beoordelingen(overleggen, casussen) if b.past)


def _seated(casus: Casus, tijdvak: Tijdvak) -> Casus:
    """With the slot taken, so that the next one is shown another."""
    current = casus.bespreking or Bespreking(1, tijdvak.start, tijdvak.minuten, "")
    return casus.with_bespreking(
        replace(current, start=tijdvak.start, minuten=tijdvak.minuten, overleg=tijdvak.overleg.uid)
    )
