"""Which slots to propose for the cases of a cancelled overleg: one for each case, all different."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.overleg.overleg import Overleg, Slot
from retbot.domain.planning.slots import SlotAssessment, SlotSearch, beste


def replace_slot(
    slot_searches: Sequence[SlotSearch], overleggen: Sequence[Overleg], casussen: Sequence[Casus]
) -> Mapping[Casecode, SlotAssessment | None]:
    """The best slot for each case, None when there is none at all. The case with the fewest suitable slots gets the
    first choice. A case that would then have no slot within its terms may get one that is also proposed to another
    case."""
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
    """How many of the overleggen have a slot within the terms of the case."""
    return sum(1 for b in slot_search.assessments(overleggen, casussen) if b.past)


def _with_slot(casus: Casus, tijdvak: Slot) -> Casus:
    """The case with this slot, so that the slot is not proposed to the next case."""
    current = casus.bespreking or Bespreking(1, tijdvak.start, tijdvak.minuten, "")
    return casus.with_bespreking(
        replace(current, start=tijdvak.start, minuten=tijdvak.minuten, overleg=tijdvak.overleg.uid)
    )
