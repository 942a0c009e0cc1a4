"""Faults in a covenant as a whole: names that are not defined, duplicate ids, impossible terms."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from retbot.covenants.checks.circles import knots_in
from retbot.covenants.checks.conditions import faults_in_conditions
from retbot.covenants.checks.tables import faults_in_tables
from retbot.domain.calendar.duration import DurationUnit
from retbot.domain.convenant.convenant import (
    EVENTS,
    MOMENTEN,
    ONGEREGELD,
    Convenant,
    Plicht,
    Regel,
    Rol,
    TermijnType,
    Trede,
)
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.privacy.datalekken import AP, BETROKKENEN, PARTIJEN, REGISTER

MARKS = EVENTS | {"gedaan", "verwijderd"}
PER = {"partij", "afspraak", "persoon", None}
MELDT = {PARTIJEN, AP, BETROKKENEN, REGISTER}
TERUGREKENING = "werkdag_ervoor"


def faults_in(convenant: Convenant) -> Iterator[str]:
    """In Dutch sentences, each beginning with the id that it is about."""
    yield from _ids(convenant)
    yield from _head(convenant)
    for plicht in convenant.plichten:
        yield from _plicht(plicht, convenant)
    for regel in convenant.regels.values():
        yield from _regel(regel, convenant)
    yield from _ketens(convenant)
    yield from faults_in_tables(convenant)
    yield from faults_in_conditions(convenant)
    yield from knots_in(convenant)


def not_following_from(faults: list[str], others: Iterable[str]) -> Iterator[str]:
    """Leaves out faults that only follow from an earlier one: what could not be read is also missing elsewhere."""
    unread = {fault.partition(": ")[0] for fault in faults}
    yield from (other for other in others if not any(f"`{label}`" in other for label in unread))


def _ids(convenant: Convenant) -> Iterator[str]:
    """As people type them in the room: in any case, as one word."""
    ids = convenant.ids()
    count = Counter(id_.upper() for id_ in ids)
    yield from (f"{id_}: dit id staat er twee keer" for id_ in dict.fromkeys(ids) if count[id_.upper()] > 1)
    yield from (f"{id_}: een `id` is één woord, zonder spaties" for id_ in ids if len(id_.split()) != 1)


def _head(convenant: Convenant) -> Iterator[str]:
    for role in (convenant.voorzitter, convenant.secretaris, *convenant.tafel, *convenant.vast):
        yield from _role("[convenant]", role, convenant)
    for rol in convenant.rollen.values():
        yield from _rol(rol, convenant)
    for name in convenant.ongeregeld:
        if name not in ONGEREGELD:
            yield f"[convenant]: `{name}` kan niet ongeregeld zijn; wel: {', '.join(sorted(ONGEREGELD))}"
    if convenant.terugrekening != TERUGREKENING:
        yield f"[convenant]: de terugrekening `{convenant.terugrekening}` ken ik niet; wel: {TERUGREKENING}"
    for name in ("gastenlijst", "gastenlijst_vast"):
        if getattr(convenant, name) not in set(GuestList):
            yield f"[convenant]: `{name}` is een van: {', '.join(GuestList)}"
    if convenant.cadans_vanaf is None and any(p.termijn.soort is TermijnType.ELKE for p in convenant.plichten):
        yield "[convenant]: `cadans_vanaf` ontbreekt; daarvandaan tellen de termijnen met `elke`"


def _rol(rol: Rol, convenant: Convenant) -> Iterator[str]:
    if rol.valt_terug_op == rol.naam:
        yield f"{rol.naam}: een rol valt niet terug op zichzelf"
    elif rol.valt_terug_op:
        yield from _role(rol.naam, rol.valt_terug_op, convenant)


def _regel(regel: Regel, convenant: Convenant) -> Iterator[str]:
    if not regel.artikel.strip():
        yield f"{regel.id}: het artikel ontbreekt"
    for role in (*regel.door, *regel.rollen):
        yield from _role(regel.id, role, convenant)
    if regel.moment and regel.moment not in MOMENTEN:
        yield f"{regel.id}: het moment `{regel.moment}` ken ik niet; wel: {', '.join(sorted(MOMENTEN))}"


def _plicht(plicht: Plicht, convenant: Convenant) -> Iterator[str]:
    if not plicht.artikel.strip():
        yield f"{plicht.id}: het artikel ontbreekt"
    if not plicht.wat.strip():
        yield f"{plicht.id}: `wat` is leeg: wat moet er gebeuren?"
    if not plicht.wie:
        yield f"{plicht.id}: `wie` is leeg: niemand heeft deze plicht"
    others = [*([plicht.bij_verschil] if plicht.bij_verschil else []), *(one.voor for one in plicht.vergoeding)]
    for role in (*plicht.wie, *plicht.aan, *others):
        yield from _role(plicht.id, role, convenant)
    yield from _termijn(plicht)
    if plicht.vervuld and plicht.vervuld not in MARKS:
        yield f"{plicht.id}: `{plicht.vervuld}` kan een termijn niet vervullen{_suggestion(plicht.vervuld, MARKS)}"
    if plicht.voorwaarde and plicht.voorwaarde not in {v.naam for v in convenant.voorwaarden}:
        yield f"{plicht.id}: de voorwaarde `{plicht.voorwaarde}` staat niet bij de voorwaarden"
    if plicht.per not in PER:
        yield f"{plicht.id}: `per` kan alleen partij, afspraak of persoon zijn, niet `{plicht.per}`"
    yield from _meldt(plicht)
    yield from _outcomes(plicht, convenant)
    if plicht.gemist and not convenant.keten(plicht.gemist):
        yield f"{plicht.id}: er is geen keten `{plicht.gemist}`"
    if plicht.gedekt_door and convenant.plicht(plicht.gedekt_door) is None:
        yield f"{plicht.id}: er is geen plicht `{plicht.gedekt_door}` die deze dekt"


def _meldt(plicht: Plicht) -> Iterator[str]:
    if plicht.meldt and plicht.meldt not in MELDT:
        yield f"{plicht.id}: `meldt` kan niet `{plicht.meldt}` zijn; wel: {', '.join(sorted(MELDT))}"


def _outcomes(plicht: Plicht, convenant: Convenant) -> Iterator[str]:
    for name in ("opnieuw", "niet_nodig"):
        if (value := getattr(plicht, name)) and value not in plicht.uitkomsten:
            yield f"{plicht.id}: `{name}` is geen van de `uitkomsten`"
    if plicht.na_uitkomst:
        id_, outcome = (*plicht.na_uitkomst, "", "")[:2]
        before = convenant.plicht(id_)
        if before is None or outcome not in before.uitkomsten or len(plicht.na_uitkomst) > 2:
            yield f"{plicht.id}: `na_uitkomst` noemt een plicht en een van de `uitkomsten` daarvan"
    if plicht.na_trede and plicht.na_trede not in {trede.id for trede in convenant.ketens}:
        yield f"{plicht.id}: er is geen trede `{plicht.na_trede}`"


def _termijn(plicht: Plicht) -> Iterator[str]:
    termijn = plicht.termijn
    for event in (termijn.event, plicht.anders_na, *plicht.noemen_bij):
        if event and event not in EVENTS:
            yield f"{plicht.id}: de gebeurtenis `{event}` ken ik niet{_suggestion(event, EVENTS)}"
    if plicht.anders_na and not plicht.heeft_datum:
        yield f"{plicht.id}: `anders_na` past alleen bij een termijn met `na` of `voor`"
    if termijn.duur and termijn.duur.aantal == 0:
        yield f"{plicht.id}: een termijn van `{termijn.duur}` heeft geen lengte"
    if termijn.duur and termijn.duur.eenheid is DurationUnit.HOUR and termijn.soort is not TermijnType.NA:
        yield f"{plicht.id}: een termijn in uren telt alleen vooruit, vanaf een gebeurtenis"


def _ketens(convenant: Convenant) -> Iterator[str]:
    for trede in convenant.ketens:
        yield from _trede(trede, convenant)
    steps = Counter((trede.keten, trede.stap) for trede in convenant.ketens)
    yield from (f"[[trede]]: stap {stap} van keten `{k}` staat er twee keer" for (k, stap), n in steps.items() if n > 1)


def _trede(trede: Trede, convenant: Convenant) -> Iterator[str]:
    if not trede.artikel.strip():
        yield f"{trede.id}: het artikel ontbreekt"
    if not trede.woord:
        yield f"{trede.id}: `woord` is leeg: wie beslist over deze stap?"
    if not trede.naar:
        yield f"{trede.id}: `naar` is leeg: deze stap gaat naar niemand"
    for role in filter(None, (trede.woord, trede.naar)):
        yield from _role(trede.id, role, convenant)


def _role(label: str, role: str, convenant: Convenant) -> Iterator[str]:
    if role not in convenant.rollen:
        yield f"{label}: de rol `{role}` staat niet bij de rollen{_suggestion(role, convenant.rollen)}"


def _suggestion(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.8)
    return f"; bedoelt u `{near[0]}`?" if near else ""
