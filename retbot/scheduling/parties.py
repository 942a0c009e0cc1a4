"""Who has to act on a term: who of them is in the room, and who gets mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import mail_allowed
from retbot.domain.casus.private_persons import is_private
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.deelnemers.substitutes import seat_holders
from retbot.domain.privacy.access import PARTIJ
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Roster:
    """The people who take part and their addresses, for the team and for one case."""

    team: Team
    deelnemers: tuple[Deelnemer, ...]
    team_owners: frozenset[str]

    @property
    def there(self) -> list[Deelnemer]:
        """The deelnemers who are present today, with stand-ins for the others."""
        return seat_holders(self.deelnemers, self.team.vandaag)

    def in_room(self, names: Iterable[str], convenant: Convenant) -> list[str]:
        """The Matrix ids of the people with these roles or from these parties."""
        found = [matrix_id for name in names for matrix_id in self._holders(name, convenant)]
        return list(dict.fromkeys(found))

    def _holders(self, name: str, convenant: Convenant) -> list[str]:
        rights = {convenant.voorzitter: Right.VOORZITTER, convenant.secretaris: Right.SECRETARIS}
        if name in rights:
            return self.team.with_right(rights[name])
        found = [d.matrix_id for d in self.there if d.matrix_id and _stands_for(d, name)]
        rol = convenant.rollen.get(name)
        return found or (self._holders(rol.valt_terug_op, convenant) if rol and rol.valt_terug_op else [])

    def outside(self, names: Iterable[str], convenant: Convenant) -> list[str]:
        """The deelnemers outside the room who have an address: `deelnemer:3`."""
        leads = {convenant.voorzitter, convenant.secretaris}
        wanted = [name for name in names if name not in leads]
        found = [f"deelnemer:{d.nummer}" for d in self.there for name in wanted if _is_outside(d, name)]
        return [owner for owner in dict.fromkeys(found) if owner in self.team_owners]

    def label(self, to: str) -> str:
        """`expert LVB (Ambiq)` for `deelnemer:3`; a role of the case is its own label."""
        return next((d.label for d in self.deelnemers if f"deelnemer:{d.nummer}" == to), to)

    def voorzitter(self) -> list[str]:
        return self.team.with_right(Right.VOORZITTER)


async def roster(work: UnitOfWork, team: Team) -> Roster:
    return Roster(team, tuple(await work.deelnemers()), frozenset(await work.owners()))


def by_mail(people: Roster, owners: Iterable[str], casus: Casus, names: list[str]) -> list[str]:
    """Everybody outside the room who acts for one of `names` and may get mail: `deelnemer:3`, or one of the `owners` of
    an address in this case. A private person only when that is switched on."""
    convenant = people.team.convenant_of(casus)
    own = [owner for owner in owners if any(_same(owner, name) for name in names)]
    allowed = [owner for owner in own if not is_private(owner, casus, convenant) or mail_allowed(casus, owner)]
    return [*people.outside(names, convenant), *allowed]


def responsible(termijn: Termijn, casus: Casus | None) -> list[str]:
    """The roles or parties that have to act."""
    plicht = termijn.plicht
    if plicht.per == "afspraak" and casus and termijn.subject and PARTIJ in plicht.wie:
        return [casus.afspraak(int(termijn.subject)).partij]
    if plicht.per == "partij" and termijn.subject:
        return [termijn.subject]
    return list(plicht.wie)


def _stands_for(deelnemer: Deelnemer, name: str) -> bool:
    return any(_same(own, name) for own in (deelnemer.rol, deelnemer.partij, deelnemer.sector) if own)


def _is_outside(deelnemer: Deelnemer, name: str) -> bool:
    return deelnemer.matrix_id is None and _stands_for(deelnemer, name)


def _same(own: str, name: str) -> bool:
    """`gemeente Zwolle` is the gemeente of a case from Zwolle."""
    return own == name or (own == "gemeente" and name.startswith("gemeente "))
