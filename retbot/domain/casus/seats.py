"""Who sits at the table in the present round: who of those who always do will be missing and why, which is recorded as
departing from the covenant; and who is invited besides, and in which capacity."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casus import LOOKED_INTO, Casus, Feit
from retbot.domain.casus.covenant_questions import feit_of_answer
from retbot.domain.casus.tables import rollen_of, seats_of, tafel_of
from retbot.domain.convenant.convenant import CHILD, Convenant, Regel
from retbot.domain.errors import Refusal

MISSING = "ontbreekt"
"""The fact that somebody will not be at the bespreking of a round: `subject` is the seat, `value` the reason."""
NIEMAND = "niemand"


def names_missing(regel: Regel) -> bool:
    """Whether the question of this rule asks who will be missing."""
    return bool(regel.redenen)


def expected_seats(regel: Regel, casus: Casus, convenant: Convenant) -> list[str]:
    """The seats that the rule names; the jeugdige only from the age of 12 (art. 8.8 of overijssel-2022 and
    model-2024)."""
    grown = regel.opties.get("vanaf_12")
    left_out = grown if casus.leeftijd == CHILD and isinstance(grown, list) else []
    return [seat for seat in seats_of(regel.rollen, convenant) if seat not in left_out]


def with_missing(casus: Casus, regel: Regel, who: Collection[str], reden: str | None, day: date) -> Casus:
    """Replaces what was recorded earlier for this round."""
    earlier = [feit for feit in casus.feiten_van(MISSING, casus.ronde) if feit.subject not in who]
    for feit in earlier:
        casus = casus.without_feit(feit)
    for seat in who:
        casus = casus.with_feit(Feit(MISSING, day, casus.ronde, seat, reden))
    return casus.with_feit(feit_of_answer(regel.id, casus.ronde, ",".join(who) or NIEMAND, day))


def missing_from(casus: Casus) -> dict[str, str]:
    """Seat → reason, for the present round."""
    return {f.subject: f.value or "" for f in casus.feiten_van(MISSING, casus.ronde) if f.subject}


CAPACITY = "hoedanigheid"
"""The fact that a role takes part in a certain capacity, during part of the bespreking: `informant 14:00-14:30`."""
SUBSTITUTION = "vervangen"
"""The fact of a substitution: `subject` is the number of the person whose seat it is, `value` the number of who takes
it."""
_NOBODY = frozenset({"nee", "niemand"})


@dataclass(frozen=True, slots=True)
class Participation:
    """`deel` is the part of the bespreking, as `14:00-14:30`; empty means all of it."""

    hoedanigheid: str
    deel: str = ""


def rollen_aan_tafel(casus: Casus, convenant: Convenant) -> list[str]:
    """The roles of the table, plus those invited by an answer to a question or by the secretaris."""
    table = rollen_of(tafel_of(casus, convenant, casus.ronde), convenant)
    return list(dict.fromkeys([*table, *_roles_that_come_along(casus, convenant)]))


def stays_away(casus: Casus, rol: str, sector: str | None = None) -> bool:
    """Whether it is recorded that this seat will be empty."""
    return bool({rol, sector} & set(missing_from(casus)))


def participation(casus: Casus, rol: str) -> Participation | None:
    feit = casus.feit(CAPACITY, casus.ronde, rol)
    words = (feit.value or "").split() if feit else []
    return Participation(words[0], "".join(words[1:])) if words else None


def must_be_named(convenant: Convenant) -> Regel:
    """The rule that everybody takes part in a named capacity (vuistregel 5 of model-2024). Raises Refusal when there is
    none."""
    regel = convenant.regels.get("nodige_partijen")
    if regel is None:
        raise Refusal("convenant_kent_niet", commando=CAPACITY, convenant=convenant.titel)
    return regel


def capacities(regel: Regel) -> list[str]:
    named = regel.opties.get("hoedanigheden")
    return [str(one) for one in named] if isinstance(named, list) else []


def with_participation(casus: Casus, rol: str, participation: Participation, day: date) -> Casus:
    value = f"{participation.hoedanigheid} {participation.deel}".strip()
    return casus.must_be_open().with_feit(Feit(CAPACITY, day, casus.ronde, rol, value))


def _roles_that_come_along(casus: Casus, convenant: Convenant) -> Iterator[str]:
    for regel in convenant.regels.values():
        rol, given = regel.opties.get("nodigt_uit"), answer_of(casus, regel)
        if rol and given and given not in _NOBODY:
            yield str(rol)
    yield from (f.subject for f in casus.feiten_van(CAPACITY, casus.ronde) if f.subject)


def answer_of(casus: Casus, regel: Regel) -> str | None:
    """The answer in the present round, else the one for the case as a whole."""
    feit = casus.feit(LOOKED_INTO, casus.ronde, regel.id) or casus.feit(LOOKED_INTO, 0, regel.id)
    return feit.value if feit else None


def instead_of(casus: Casus, ronde: int) -> dict[int, int]:
    """Number of the absent person → number of the substitute, as decided for this round of the case."""
    found = casus.feiten_van(SUBSTITUTION, ronde)
    return {int(feit.subject): int(feit.value) for feit in found if feit.subject and feit.value}
