"""Whom each guest of a meeting may see in his invitation."""

from collections.abc import Iterable
from enum import StrEnum

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.invitations.inviting import Guest


class GuestList(StrEnum):
    """Whom a guest sees beside himself. A private person is seen by nobody: an address at home tells who it is."""

    IEDEREEN = "iedereen"
    VAST = "vast"
    """The fixed members of the team."""
    OWN_ADDRESS = "zelf"


def default_list(guest: Guest, convenant: Convenant) -> GuestList:
    """What the covenant says for him: when it says nothing a fixed member sees everybody, others the fixed members."""
    return GuestList(convenant.gastenlijst_vast if guest.vast else convenant.gastenlijst)


def visible(guest: Guest, lijst: GuestList, guests: Iterable[Guest]) -> tuple[str, ...]:
    """The owners of the other guests whom he sees."""
    others = [other for other in guests if other.owner != guest.owner and not other.prive]
    match lijst:
        case GuestList.IEDEREEN:
            return tuple(other.owner for other in others)
        case GuestList.VAST:
            return tuple(other.owner for other in others if other.vast)
    return ()
