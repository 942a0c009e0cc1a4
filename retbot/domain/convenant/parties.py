"""Who can have an afspraak: the parties of the covenant, its municipalities, its roles."""

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal

_NO_PARTY = {"partij", "FG", "klachtencommissaris", "stuurgroep"}


def partijen(convenant: Convenant) -> list[str]:
    gemeenten = [f"gemeente {naam}" for naam in convenant.gemeenten]
    return [*convenant.partijen, *gemeenten, *(rol for rol in convenant.rollen if rol not in _NO_PARTY)]


def take_partij(text: str, convenant: Convenant) -> tuple[str, str]:
    """The partij at the start of `text`, in any case, also shortened when only one fits; and the rest of the text.
    Raises Refusal."""
    known = sorted(partijen(convenant), key=len, reverse=True)
    for naam in known:
        if text.lower() == naam.lower() or text.lower().startswith(f"{naam.lower()} "):
            return naam, text[len(naam) :].strip()
    word, _, rest = text.partition(" ")
    fitting = [naam for naam in known if len(word) > 2 and naam.lower().startswith(word.lower())]
    if len(fitting) != 1:
        raise Refusal(
            "partij_onbekend", lijkt_op=fitting[:4], voorbeelden=list(convenant.partijen[:5]) or _outside(convenant)[:5]
        )
    return fitting[0], rest.strip()


def _outside(convenant: Convenant) -> list[str]:
    """The roles of organisations outside the room."""
    return [rol.naam for rol in convenant.rollen.values() if not rol.in_kamer and not rol.prive]
