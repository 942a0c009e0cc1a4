"""Who has whose seat on a day: the stand-in of somebody who is away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from retbot.domain.deelnemers.roles import Deelnemer

NOBODY: Mapping[int, int] = {}


def seat_holders(
    deelnemers: Iterable[Deelnemer], day: date | None, instead: Mapping[int, int] = NOBODY
) -> list[Deelnemer]:
    """Everybody with their own seat, in the order of the list; for somebody who is away on that day, the stand-in, in
    their place and role. Without a stand-in they keep their seat, because the invitation is still theirs to answer.
    `instead` has priority."""
    people = list(deelnemers)
    by_number = {one.nummer: one for one in people}
    found: dict[int, Deelnemer] = {}
    for one in (one for one in people if one.vervangt is None):
        taker = by_number.get(instead.get(one.nummer, 0)) or _taker(one, people, day)
        if taker.nummer not in found:
            found[taker.nummer] = replace(taker, rol=one.rol)
    return list(found.values())


def _taker(one: Deelnemer, people: Iterable[Deelnemer], day: date | None) -> Deelnemer:
    return stand_in(one, people, day) or one if day and one.is_absent(day) else one


def stand_in(one: Deelnemer, people: Iterable[Deelnemer], day: date | None) -> Deelnemer | None:
    """The first stand-in on the list for this person who is present on that day."""
    found = (other for other in people if other.vervangt == one.nummer)
    return next((other for other in found if not (day and other.is_absent(day))), None)
