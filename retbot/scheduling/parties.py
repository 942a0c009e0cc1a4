"""Who has to act on a term: who of them is in the room, and who gets mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import mail_allowed
from retbot.domain.casus.private_persons import is_private
from retbot.domain.casus.seats import instead_of
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.deelnemers.substitutes import NOBODY, seat_holders
from retbot.domain.privacy.access import in_whose_place, names_of_seat
from retbot.domain.team import Team
from retbot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Roster:
    """The people who take part and their addresses, for the team and for one case."""

    team: Team
    deelnemers: tuple[Deelnemer, ...]
    team_owners: frozenset[str]

    def there(self, casus: Casus | None) -> list[Deelnemer]:
        """Who has a seat today, with stand-ins for who is away or was replaced in this case."""
        instead = instead_of(casus, casus.ronde) if casus else NOBODY
        return seat_holders(self.deelnemers, self.team.vandaag, instead)

    def in_room(self, names: Iterable[str], convenant: Convenant, casus: Casus | None = None) -> list[str]:
        """The Matrix ids of the people with these roles or seats, or from these parties."""
        meant = [in_whose_place(name, casus, convenant) for name in names]
        found = [matrix_id for name in meant for matrix_id in self._holders(name, convenant, casus)]
        return list(dict.fromkeys(found))

    def _holders(self, name: str, convenant: Convenant, casus: Casus | None) -> list[str]:
        rights = {convenant.voorzitter: Right.VOORZITTER, convenant.secretaris: Right.SECRETARIS}
        if name in rights:
            return self.team.with_right(rights[name])
        found = [d.matrix_id for d in self.there(casus) if d.matrix_id and _stands_for(d, name, convenant)]
        rol = convenant.rollen.get(name)
        return found or (self._holders(rol.valt_terug_op, convenant, casus) if rol and rol.valt_terug_op else [])

    def outside(self, names: Iterable[str], convenant: Convenant, casus: Casus | None = None) -> list[str]:
        """The deelnemers outside the room who have an address: `deelnemer:3`."""
        leads = {convenant.voorzitter, convenant.secretaris}
        wanted = [name for name in names if name not in leads]
        found = [
            f"deelnemer:{d.nummer}" for d in self.there(casus) for name in wanted if _is_outside(d, name, convenant)
        ]
        return [owner for owner in dict.fromkeys(found) if owner in self.team_owners]

    def label(self, to: str) -> str:
        """`expert LVB (Ambiq)` for `deelnemer:3`; a role of the case is its own label."""
        return next((d.label for d in self.deelnemers if f"deelnemer:{d.nummer}" == to), to)

    def voorzitter(self) -> list[str]:
        return self.team.with_right(Right.VOORZITTER)


async def roster(work: UnitOfWork, team: Team) -> Roster:
    return Roster(team, tuple(await work.people.all()), frozenset(await work.addresses.owners()))


def by_mail(people: Roster, owners: Iterable[str], casus: Casus, names: list[str]) -> list[str]:
    """Everybody outside the room who acts for one of `names` and may get mail: `deelnemer:3`, or one of the `owners` of
    an address in this case. A private person only when that is switched on."""
    convenant = people.team.convenant_of(casus)
    own = [owner for owner in owners if any(_same(owner, name) for name in names)]
    allowed = [owner for owner in own if not is_private(owner, casus, convenant) or mail_allowed(casus, owner)]
    return [*people.outside(names, convenant, casus), *allowed]


def _stands_for(deelnemer: Deelnemer, name: str, convenant: Convenant) -> bool:
    return any(_same(own, name) for own in names_of_seat(deelnemer, convenant))


def _is_outside(deelnemer: Deelnemer, name: str, convenant: Convenant) -> bool:
    return deelnemer.matrix_id is None and _stands_for(deelnemer, name, convenant)


def _same(own: str, name: str) -> bool:
    """`gemeente Zwolle` is the gemeente of a case from Zwolle."""
    return own == name or (own == "gemeente" and name.startswith("gemeente "))
