"""The covenant's names for people, and who is responsible for a term."""

from collections.abc import Collection, Iterable

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.private_persons import never_mailed
from retbot.domain.casus.triage import DISAGREED
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.termijnen.casustermijnen import Termijn, is_of_afspraak
from retbot.domain.termijnen.duty_holders import PERSON

PARTIJ = "partij"
"""Any party of the covenant; for an afspraak, the party that made it."""


def roles(person: TeamPerson, convenant: Convenant) -> set[str]:
    """The covenant's names for this person. The covenant has none for a beheerder."""
    held = {Right.VOORZITTER: convenant.voorzitter, Right.SECRETARIS: convenant.secretaris}
    own = names_of_seat(person.deelnemer, convenant) & set(convenant.rollen) if person.deelnemer else set()
    own |= {role for right, role in held.items() if right in person.rights}
    return own | {rol.naam for rol in convenant.rollen.values() if rol.valt_terug_op in own}


def names_of_seat(deelnemer: Deelnemer, convenant: Convenant) -> set[str]:
    """What a covenant may call somebody on the list: `expert`, `onderwijs`, `expert onderwijs`, or the partij. Who has
    no sector in a role of which each sector has a holder, may be any of them."""
    role, rol = deelnemer.rol, convenant.rollen.get(deelnemer.rol)
    any_sector = convenant.sectoren if rol and rol.per_sector else ()
    sectors = (deelnemer.sector,) if deelnemer.sector else any_sector
    named = {name for sector in sectors for name in (sector, f"{role} {sector}")}
    return {role, *named, *({deelnemer.partij} if deelnemer.partij else ())}


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
    named = roles(person, convenant) | (names_of_seat(deelnemer, convenant) if deelnemer and termijn.subject else set())
    bound = [name for one in responsible(termijn, casus) for name in (one, in_whose_place(one, casus, convenant))]
    return bool(named & set(bound))


def responsible(termijn: Termijn, casus: Casus | None) -> list[str]:
    """The roles, seats or parties that have to act. When those who decide together disagreed, the one who decides
    then."""
    plicht = termijn.plicht
    if casus and termijn.subject and is_what_was_agreed(termijn):
        return [casus.afspraak(int(termijn.subject)).partij]
    if termijn.subject and plicht.per in {PARTIJ, PERSON}:
        return [termijn.subject]
    if casus and plicht.bij_verschil and casus.feit(DISAGREED):
        return [plicht.bij_verschil]
    return list(plicht.wie)


def in_whose_place(name: str, casus: Casus | None, convenant: Convenant) -> str:
    """Who is reminded for somebody who never gets mail: who leads (art. 2.3 of westfriesland-2023)."""
    return convenant.voorzitter if casus and never_mailed(name, casus, convenant) else name


def is_what_was_agreed(termijn: Termijn) -> bool:
    """An afspraak that a partij itself carries out, not the duty of somebody who oversees it."""
    return is_of_afspraak(termijn) and PARTIJ in termijn.plicht.wie


def whose(termijn: Termijn, casus: Casus | None, deelnemers: Iterable[Deelnemer] = ()) -> str:
    """Who must meet the term: roles, a partij, or for a VOG the label of the deelnemer."""
    if termijn.subject and casus is None:
        return next((d.label for d in deelnemers if str(d.nummer) == termijn.subject), termijn.who)
    return " + ".join(responsible(termijn, casus))
