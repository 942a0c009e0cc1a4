"""What to propose for the cases of an overleg that was called off: a slot for each, no two the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.overleg.overleg import Overleg, Slot
from retbot.domain.planning.slots import SlotAssessment, SlotSearch, beste


def replace_slot(
    slot_searches: Sequence[SlotSearch], overleggen: Sequence[Overleg], casussen: Sequence[Casus]
) -> Mapping[Casecode, SlotAssessment | None]:
    """The best slot for each case, None when there is none at all. Who has the fewest choices chooses first; who would
    be left without a slot within his terms is shown one that another was shown too."""
    alone = {z.casus.code: beste(z.assessments(overleggen, casussen)) for z in slot_searches}
    shown: dict[Casecode, SlotAssessment | None] = {}
    seated = list(casussen)
    for slot_search in sorted(slot_searches, key=lambda z: _choices(z, overleggen, casussen)):
        code = slot_search.casus.code
        found = beste(slot_search.assessments(overleggen, seated))
        own = alone[code]
        shown[code] = own if own and own.past and not (found and found.past) else found
        if found:
            seated = [casus for casus in seated if casus.code != code] + [_with_slot(slot_search.casus, found.tijdvak)]
    return shown


def _choices(slot_search: SlotSearch, overleggen: Sequence[Overleg], casussen: Sequence[Casus]) -> int:
    """How many of the overleggen suit the case: who has the fewest must choose first."""
    return sum(1 for b in slot_search.assessments(overleggen, casussen) if b.past)


def _with_slot(casus: Casus, tijdvak: Slot) -> Casus:
    """With the slot taken, so that the next one is shown another."""
    current = casus.bespreking or Bespreking(1, tijdvak.start, tijdvak.minuten, "")
    return casus.with_bespreking(
        replace(current, start=tijdvak.start, minuten=tijdvak.minuten, overleg=tijdvak.overleg.uid)
    )
