"""Who is invited to the table in the present round besides those who always sit there, and in which capacity."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.covenant_questions import LOOKED_INTO
from retbot.domain.casus.missing_seats import missing_from
from retbot.domain.casus.tables import rollen_of, tafel_of
from retbot.domain.convenant.convenant import Convenant, Regel
from retbot.domain.errors import Refusal

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
