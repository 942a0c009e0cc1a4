"""Who takes whose seat: the stand-in of somebody who is away, or somebody appointed for one case."""

from collections.abc import Iterable
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.covenant_questions import feit_of_answer
from retbot.domain.casus.seats import SUBSTITUTION
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day


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
