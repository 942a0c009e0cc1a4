"""Who takes the seat of whom: the stand-in of somebody who is away, or whoever was asked to in one case."""

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
"""The fact: `subject` is the number of whose seat it is, `value` that of who takes it."""
NOBODY: Mapping[int, int] = {}


def seat_holders(
    deelnemers: Iterable[Deelnemer], day: date | None, instead: Mapping[int, int] = NOBODY
) -> list[Deelnemer]:
    """Everybody with a seat of his own, in the order of the list; a stand-in in the place and role of who is away on
    that day. Who is away and has nobody for it keeps his seat: it is still for him to answer. `instead` goes first."""
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
    """The first on the list who stands in for him and is there on that day."""
    found = (other for other in people if other.vervangt == one.nummer)
    return next((other for other in found if not (day and other.is_absent(day))), None)


def instead_of(casus: Casus, ronde: int) -> dict[int, int]:
    """Whose seat → who takes it, as was decided for this round of the case."""
    found = casus.feiten_van(SUBSTITUTION, ronde)
    return {int(feit.subject): int(feit.value) for feit in found if feit.subject and feit.value}


def replace_seat(casus: Casus, out: Deelnemer, taker: Deelnemer, convenant: Convenant, today: date) -> Casus:
    """The seat of `out` in the present round is for `taker`. Raises Refusal."""
    day = local_day(casus.bespreking.start) if casus.bespreking else today
    if taker.rol != out.rol or taker.nummer == out.nummer:
        raise Refusal("vervanger_past_niet", nummer=taker.nummer, rol=out.rol)
    if taker.is_absent(day):
        raise Refusal("vervanger_afwezig", wie=taker.label, op=day)
    changed = casus.must_be_open().with_feit(Feit(SUBSTITUTION, today, casus.ronde, str(out.nummer), str(taker.nummer)))
    return announce(changed, [taker], convenant, today)


def announce(casus: Casus, seats: Iterable[Deelnemer], convenant: Convenant, today: date) -> Casus:
    """Art. 8.21 of model-2024: who comes from another RET is named to everybody concerned, and in the advies."""
    regel = convenant.regels.get("vervanging")
    roles = [one.rol for one in seats if one.ander_ret and regel and one.rol in regel.keuzes]
    return casus.with_feit(feit_of_answer(regel.id, casus.ronde, roles[0], today)) if regel and roles else casus


def takes_a_seat(nummer: int, casus: Casus) -> bool:
    """Whether he was asked to take somebody's seat in this case, which is not closed."""
    return casus.gesloten is None and str(nummer) in {feit.value for feit in casus.feiten_van(SUBSTITUTION)}
