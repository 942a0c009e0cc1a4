"""The covenant's names for people, and who is responsible for a term."""

from collections.abc import Collection, Iterable

from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.termijnen.casustermijnen import Termijn, is_of_afspraak

PARTIJ = "partij"
"""Any party of the covenant; for an afspraak, the party that made it."""


def roles(person: TeamPerson, convenant: Convenant) -> set[str]:
    """The covenant's names for this person. The covenant has none for a beheerder."""
    held = {Right.VOORZITTER: convenant.voorzitter, Right.SECRETARIS: convenant.secretaris}
    own = {person.deelnemer.rol} if person.deelnemer else set()
    own |= {role for right, role in held.items() if right in person.rights}
    return own | {rol.naam for rol in convenant.rollen.values() if rol.valt_terug_op in own}


def names_of(rights: Collection[Right], convenant: Convenant) -> list[str]:
    """The covenant's names for people with these rights."""
    called = {
        Right.VOORZITTER: [convenant.voorzitter],
        Right.SECRETARIS: [convenant.secretaris],
        Right.EXPERT: [naam for naam in convenant.vast if naam in convenant.panel],
    }
    return [name for right in Right if right in rights for name in called.get(right, [str(right)])]


def is_own(termijn: Termijn, person: TeamPerson, convenant: Convenant, casus: Casus | None) -> bool:
    """Whether this person is responsible for the term: by role, partij or sector, or because the term names them."""
    deelnemer = person.deelnemer
    if termijn.plicht.termijn.event == "vog":
        return deelnemer is not None and termijn.subject == str(deelnemer.nummer)
    if termijn.subject is None or casus is None or (is_of_afspraak(termijn) and not is_what_was_agreed(termijn)):
        return bool(roles(person, convenant) & set(termijn.plicht.wie))
    named = roles(person, convenant) | ({deelnemer.partij, deelnemer.sector} if deelnemer else set())
    return whose(termijn, casus) in named


def is_what_was_agreed(termijn: Termijn) -> bool:
    """An afspraak that a partij itself carries out, not the duty of somebody who oversees it."""
    return is_of_afspraak(termijn) and PARTIJ in termijn.plicht.wie


def whose(termijn: Termijn, casus: Casus | None, deelnemers: Iterable[Deelnemer] = ()) -> str:
    """Who must meet the term: roles, a partij, or for a VOG the label of the deelnemer."""
    if termijn.subject and casus is None:
        return next((d.label for d in deelnemers if str(d.nummer) == termijn.subject), termijn.who)
    if casus and termijn.subject and is_what_was_agreed(termijn):
        return casus.afspraak(int(termijn.subject)).partij
    return termijn.who
