"""Which other guests each guest of a meeting sees in the invitation."""

from collections.abc import Iterable
from enum import StrEnum

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.invitations.inviting import Guest


class GuestList(StrEnum):
    """Which other guests somebody sees. Nobody sees a private person, because a private address reveals who it is."""

    IEDEREEN = "iedereen"
    VAST = "vast"
    """The fixed members of the team."""
    OWN_ADDRESS = "zelf"


def default_list(guest: Guest, convenant: Convenant) -> GuestList:
    """The covenant's choice for this guest. Without one, a fixed member sees everybody and others see the fixed
    members."""
    return GuestList(convenant.gastenlijst_vast if guest.vast else convenant.gastenlijst)


def visible(guest: Guest, lijst: GuestList, guests: Iterable[Guest]) -> tuple[str, ...]:
    """The owners of the other guests that this guest sees."""
    others = [other for other in guests if other.owner != guest.owner and not other.prive]
    match lijst:
        case GuestList.IEDEREEN:
            return tuple(other.owner for other in others)
        case GuestList.VAST:
            return tuple(other.owner for other in others if other.vast)
    return ()
