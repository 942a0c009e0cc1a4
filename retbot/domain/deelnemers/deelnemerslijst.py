"""The list of deelnemers: who may be on it, and how its entries are named."""

from collections.abc import Iterable, Mapping

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.parties import take_partij
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal


def check(deelnemer: Deelnemer, others: Iterable[Deelnemer], convenant: Convenant) -> None:
    """Raises Refusal for somebody who may not be on the list like this. `others` may include the entry that this one
    replaces."""
    rol = convenant.rollen.get(deelnemer.rol)
    if rol is None:
        raise Refusal("rol_onbekend", rollen=team_roles(convenant))
    if rol.naam not in team_roles(convenant):
        raise Refusal("rol_van_casus", rol=rol.naam)
    if deelnemer.matrix_id and not rol.in_kamer:
        raise Refusal("rol_buiten_kamer", rol=rol.naam)
    if deelnemer.vog and not needs_vog(deelnemer.rol, convenant):
        raise Refusal("rol_zonder_vog", rol=rol.naam)
    others = list(others)
    _check_stand_in(deelnemer, others)
    for other in others:
        if other.nummer != deelnemer.nummer and deelnemer.matrix_id and other.matrix_id == deelnemer.matrix_id:
            raise Refusal("id_in_gebruik", nummer=other.nummer, wie=other.label)


def _check_stand_in(deelnemer: Deelnemer, others: list[Deelnemer]) -> None:
    """A stand-in has the role of somebody with their own seat, and nobody stands in for a stand-in."""
    if deelnemer.vervangt is None:
        return
    of = next((other for other in others if other.nummer == deelnemer.vervangt), None)
    has_one = any(other.vervangt == deelnemer.nummer for other in others)
    if of is None or of.vervangt or of.rol != deelnemer.rol or of.nummer == deelnemer.nummer or has_one:
        raise Refusal("vervanger_past_niet", nummer=deelnemer.vervangt, rol=deelnemer.rol)


def team_roles(convenant: Convenant) -> list[str]:
    """The roles that may be on the list of the team. Private persons and those who are at the table of one case only
    may not: they would be invited to every case."""
    at_one_table = set(convenant.tafel) - set(convenant.vast)
    return [rol.naam for rol in convenant.rollen.values() if not rol.prive and rol.naam not in at_one_table]


def take_owner(text: str, convenant: Convenant) -> tuple[str, str]:
    """The role or party at the start of `text`, as owner of an address within one case, and the rest of the text. Not
    for the fixed members, who have one address for all cases. Raises Refusal."""
    owner, rest = take_partij(text, convenant)
    if owner in convenant.vast:
        raise Refusal("rol_van_team", rol=owner)
    return owner, rest


def needs_vog(rol: str, convenant: Convenant) -> bool:
    return any(p.actief and p.vervuld == "vog" and rol in p.wie for p in convenant.plichten)


def missing_roles(deelnemers: Iterable[Deelnemer], convenant: Convenant) -> list[str]:
    """The fixed roles without anybody on the list: nobody is invited for them."""
    present = {d.rol for d in deelnemers if d.vervangt is None}
    return [rol for rol in convenant.vast if rol not in present]


def organisations(convenant: Convenant) -> dict[str, str]:
    """How an organisation may be written → its name. A municipality also without the word "gemeente"."""
    gemeenten = {naam: f"gemeente {naam}" for naam in convenant.gemeenten}
    return gemeenten | {name: name for name in (*convenant.partijen, *gemeenten.values())}


def take_name(text: str, names: Mapping[str, str], *, shortened: bool = False) -> tuple[str, str] | None:
    """What the name at the start of `text` stands for, in any case, and the rest of the text. `shortened`: the first
    three or more letters are enough when only one name fits."""
    lowered = text.lower()
    for name in sorted(names, key=len, reverse=True):
        if lowered == name.lower() or lowered.startswith(f"{name.lower()} "):
            return names[name], text[len(name) :].strip()
    word, _, rest = text.partition(" ")
    fitting = {meant for name, meant in names.items() if len(word) > 2 and name.lower().startswith(word.lower())}
    return (fitting.pop(), rest.strip()) if shortened and len(fitting) == 1 else None
