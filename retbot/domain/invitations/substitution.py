"""Who takes whose seat: the stand-in of somebody who is away, or somebody appointed for one case."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.covenant_questions import feit_of_answer
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day

SUBSTITUTION = "vervangen"
"""The fact of a substitution: `subject` is the number of the person whose seat it is, `value` the number of who takes
it."""
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


def instead_of(casus: Casus, ronde: int) -> dict[int, int]:
    """Number of the absent person → number of the substitute, as decided for this round of the case."""
    found = casus.feiten_van(SUBSTITUTION, ronde)
    return {int(feit.subject): int(feit.value) for feit in found if feit.subject and feit.value}


def replace_seat(casus: Casus, out: Deelnemer, taker: Deelnemer, convenant: Convenant, today: date) -> Casus:
    """Gives the seat of `out` in the present round to `taker`. Raises Refusal."""
    day = local_day(casus.bespreking.start) if casus.bespreking else today
    if taker.rol != out.rol or taker.nummer == out.nummer:
        raise Refusal("vervanger_past_niet", nummer=taker.nummer, rol=out.rol)
    if taker.is_absent(day):
        raise Refusal("vervanger_afwezig", wie=taker.label, op=day)
    changed = casus.must_be_open().with_feit(Feit(SUBSTITUTION, today, casus.ronde, str(out.nummer), str(taker.nummer)))
    return announce(changed, [taker], convenant, today)


def announce(casus: Casus, seats: Iterable[Deelnemer], convenant: Convenant, today: date) -> Casus:
    """Art. 8.21 of model-2024: a substitute from another RET is named to everybody concerned, and in the advies."""
    regel = convenant.regels.get("vervanging")
    roles = [one.rol for one in seats if one.ander_ret and regel and one.rol in regel.keuzes]
    return casus.with_feit(feit_of_answer(regel.id, casus.ronde, roles[0], today)) if regel and roles else casus


def takes_a_seat(nummer: int, casus: Casus) -> bool:
    """Whether they were asked to take somebody's seat in this case, as long as it is open."""
    return casus.gesloten is None and str(nummer) in {feit.value for feit in casus.feiten_van(SUBSTITUTION)}
