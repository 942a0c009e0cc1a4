"""Whom each guest of a meeting may see in his invitation."""

from collections.abc import Iterable
from enum import StrEnum

from retbot.domain.convenant import Convenant
from retbot.domain.uitnodigen import Genodigde


class Gastenlijst(StrEnum):
    """Whom a guest sees beside himself. A private person is seen by nobody: an address at home tells who it is."""

    IEDEREEN = "iedereen"
    VAST = "vast"
    """The fixed members of the team."""
    ZELF = "zelf"


def standaard(guest: Genodigde, convenant: Convenant) -> Gastenlijst:
    """What the covenant says for him: when it says nothing a fixed member sees everybody, others the fixed members."""
    return Gastenlijst(convenant.gastenlijst_vast if guest.vast else convenant.gastenlijst)


def zichtbaar(guest: Genodigde, lijst: Gastenlijst, guests: Iterable[Genodigde]) -> tuple[str, ...]:
    """The owners of the other guests whom he sees."""
    others = [other for other in guests if other.owner != guest.owner and not other.prive]
    match lijst:
        case Gastenlijst.IEDEREEN:
            return tuple(other.owner for other in others)
        case Gastenlijst.VAST:
            return tuple(other.owner for other in others if other.vast)
    return ()
