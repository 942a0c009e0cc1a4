"""Who is invited to a bespreking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.private_persons import is_private
from retbot.domain.casus.seats import instead_of, rollen_aan_tafel, stays_away
from retbot.domain.convenant.convenant import Convenant, Rol
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.deelnemers.substitutes import seat_holders
from retbot.domain.invitations.substitution import takes_a_seat
from retbot.domain.tijd import local_day

DEELNEMER = "deelnemer:"
"""Start of the owner of an address, for somebody on the list of the team."""


@dataclass(frozen=True, slots=True)
class Guest:
    """`owner` names the address in the vault: `deelnemer:3`, or a role for somebody who belongs to this case only."""

    owner: str
    label: str
    own_address: bool
    """Whether the address belongs to the case; if not, it belongs to the team."""
    vast: bool = False
    prive: bool = False


def guests_of(casus: Casus, convenant: Convenant, deelnemers: Iterable[Deelnemer]) -> list[Guest]:
    """Everybody at the table: the deelnemers in its roles or their stand-ins on that day, and for every other role
    somebody of the case. Leaves out anybody who is recorded as not coming."""
    day = local_day(casus.bespreking.start) if casus.bespreking else None
    people = seat_holders(deelnemers, day, instead_of(casus, casus.ronde))
    return [guest for rol in rollen_aan_tafel(casus, convenant) for guest in _in_role(rol, casus, convenant, people)]


def fixed_members(convenant: Convenant, deelnemers: Iterable[Deelnemer], day: date) -> list[Guest]:
    """The guests of an overleg of the team on that day: the fixed members or their stand-ins."""
    seats = [d for d in seat_holders(deelnemers, day) if d.rol in convenant.vast]
    return [Guest(f"{DEELNEMER}{d.nummer}", d.label, own_address=False, vast=True) for d in seats]


def _in_role(rol: str, casus: Casus, convenant: Convenant, people: list[Deelnemer]) -> Iterator[Guest]:
    members = [d for d in people if d.rol == rol]
    for d in (d for d in members if takes_a_seat(d.nummer, casus) or not stays_away(casus, rol, d.sector)):
        yield Guest(f"{DEELNEMER}{d.nummer}", d.label, own_address=False, vast=rol in convenant.vast)
    if members or rol in convenant.vast or stays_away(casus, rol):
        return
    prive = is_private(rol, casus, convenant)
    yield Guest(rol, rol, own_address=True, prive=prive)


def owner_of(person: TeamPerson, guests: Iterable[Guest], convenant: Convenant) -> str | None:
    """The guest for whom this person in the room answers; the voorzitter and the secretaris are also recognised by role
    alone."""
    own = f"{DEELNEMER}{person.deelnemer.nummer}" if person.deelnemer else None
    if own in {guest.owner for guest in guests}:
        return own
    held = {Right.VOORZITTER: convenant.voorzitter, Right.SECRETARIS: convenant.secretaris}
    return next((role for right, role in held.items() if right in person.rights), None)


def guest_of(owner: str, casus: Casus | None, convenant: Convenant, deelnemers: Iterable[Deelnemer]) -> Guest:
    """The guest with this address, even when not at the table."""
    if owner.startswith(DEELNEMER):
        d = next((d for d in deelnemers if f"{DEELNEMER}{d.nummer}" == owner), None)
        return Guest(owner, d.label if d else owner, own_address=False, vast=d is not None and d.rol in convenant.vast)
    return Guest(owner, owner, own_address=True, prive=is_private(owner, casus, convenant))


def case_of_address(owner: str, code: Casecode | None) -> Casecode | None:
    """The case that the address of a guest belongs to; None for an address of the team, whatever the case."""
    return None if owner.startswith(DEELNEMER) else code


def group_labels(labels: Sequence[str], rollen: Mapping[str, Rol]) -> list[str]:
    """Replaces the labels of several holders of one role by their number, when that role has a plural; other labels
    stay."""
    rest, groups = list(labels), []
    for rol in (rol for rol in rollen.values() if rol.meervoud):
        holders = [label for label in rest if f"{label} ".startswith(f"{rol.naam} ")]
        if len(holders) > 1:
            rest = [label for label in rest if label not in holders]
            groups.append(f"{len(holders)} {rol.meervoud}")
    return [*rest, *groups]
