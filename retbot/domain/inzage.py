"""What a covenant calls people, and whose a term is."""

from collections.abc import Collection, Iterable

from retbot.domain.casus import Casus
from retbot.domain.casustermijnen import Termijn
from retbot.domain.convenant import Convenant
from retbot.domain.rollen import Deelnemer, Persoon, Recht

PARTIJ = "partij"
"""Whoever of the covenant's parties it concerns: of an afspraak the one that made it."""


def roles(persoon: Persoon, convenant: Convenant) -> set[str]:
    """The covenant's names for what this person is; a beheerder is nothing by that alone."""
    held = {Recht.VOORZITTER: convenant.voorzitter, Recht.SECRETARIS: convenant.secretaris}
    own = {persoon.deelnemer.rol} if persoon.deelnemer else set()
    own |= {role for right, role in held.items() if right in persoon.rechten}
    return own | {rol.naam for rol in convenant.rollen.values() if rol.valt_terug_op in own}


def names_of(rechten: Collection[Recht], convenant: Convenant) -> list[str]:
    """What the covenant calls who has these rights."""
    called = {
        Recht.VOORZITTER: [convenant.voorzitter],
        Recht.SECRETARIS: [convenant.secretaris],
        Recht.EXPERT: [naam for naam in convenant.vast if naam in convenant.panel],
    }
    return [name for recht in Recht if recht in rechten for name in called.get(recht, [str(recht)])]


def is_own(termijn: Termijn, persoon: Persoon, convenant: Convenant, casus: Casus | None) -> bool:
    """Whether the term is this person's: by his role, his partij or sector, or as the one whom it names."""
    deelnemer = persoon.deelnemer
    if termijn.plicht.termijn.event == "vog":
        return deelnemer is not None and termijn.over == str(deelnemer.nummer)
    if termijn.over is None or casus is None or (termijn.plicht.per == "afspraak" and PARTIJ not in termijn.plicht.wie):
        return bool(roles(persoon, convenant) & set(termijn.plicht.wie))
    named = roles(persoon, convenant) | ({deelnemer.partij, deelnemer.sector} if deelnemer else set())
    return whose(termijn, casus) in named


def whose(termijn: Termijn, casus: Casus | None, deelnemers: Iterable[Deelnemer] = ()) -> str:
    """Who must meet the term: roles, a partij, or for a VOG the label of the deelnemer."""
    if termijn.over and casus is None:
        return next((d.label for d in deelnemers if str(d.nummer) == termijn.over), termijn.wie)
    if termijn.over and casus and termijn.plicht.per == "afspraak" and PARTIJ in termijn.plicht.wie:
        return casus.afspraak(int(termijn.over)).partij
    return termijn.wie
