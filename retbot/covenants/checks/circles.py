"""Circular references and dead ends in a covenant: chains of escalation, roles, duties and terms."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from retbot.domain.convenant.convenant import EVENTS, Convenant, Plicht, Trede

FROM_OUTSIDE = frozenset(
    {
        "aanmelding",
        "overleg",
        "vraag",
        "evaluatie_gevraagd",
        "verzoek",
        "datalek",
        "vog",
        "ondertekening",
        "looptijd_einde",
        "intrekking",
    }
)
"""Events that happen whether or not a duty brings them about."""


def knots_in(convenant: Convenant) -> Iterator[str]:
    """In Dutch sentences, each beginning with the id that it is about."""
    yield from _ketens(convenant)
    falls_back = {rol.naam: rol.valt_terug_op for rol in convenant.rollen.values() if rol.valt_terug_op != rol.naam}
    for circle in _circles(falls_back):
        yield f"{circle[0]}: deze rollen vallen in een kring op elkaar terug: {', '.join(circle)}"
    for circle in _circles({tafel.naam: tafel.daarna for tafel in convenant.tafels}):
        yield f"{circle[0]}: deze tafels volgen in een kring op elkaar: {', '.join(circle)}"
    for circle in _circles({plicht.id: plicht.gedekt_door for plicht in convenant.plichten}):
        yield f"{circle[0]}: deze plichten dekken elkaar in een kring: {', '.join(circle)}"
    yield from _terms(convenant)


def _ketens(convenant: Convenant) -> Iterator[str]:
    ids = Counter(trede.id for trede in convenant.ketens)
    yield from (f"{id_}: dit id staat er bij de treden twee keer" for id_, count in ids.items() if count > 1)
    for naam, treden in groupby(sorted(convenant.ketens, key=lambda t: (t.keten, t.stap)), key=lambda t: t.keten):
        yield from _keten(naam, list(treden))


def _keten(naam: str, treden: list[Trede]) -> Iterator[str]:
    following, whole = 1, True
    for trede in treden:
        if trede.stap > following or trede.stap < 1:
            whole = False
            yield f"{trede.id}: in keten `{naam}` ontbreekt stap {following}; tel vanaf 1, zonder gat"
        following = trede.stap + 1
        if trede.naar and trede.naar == trede.woord:
            yield f"{trede.id}: deze stap gaat van `{trede.woord}` naar dezelfde rol"
    last = treden[-1]
    before = {role for trede in treden[:-1] for role in (trede.woord, trede.naar)}
    if whole and last.naar in before:
        yield f"{last.id}: keten `{naam}` heeft geen einde: de laatste stap komt weer uit bij `{last.naar}`"


def _circles(leads_to: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Each circle once, starting with its first member in the file."""
    seen: set[str] = set()
    for start in leads_to:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            path.append(at)
            seen.add(at)
            at = leads_to.get(at)
        if at in path:
            yield path[path.index(at) :]


def _terms(convenant: Convenant) -> Iterator[str]:
    """Terms that can never begin, because each waits for an event that only another of them brings about."""
    bringers = _bringers(convenant)
    reached = EVENTS - set(bringers)
    while new := {event for event, by in bringers.items() if any(_starts(p, reached) for p in by)} - reached:
        reached |= new
    waits = {event: by[0].termijn.event for event, by in bringers.items() if event not in reached}
    for circle in _circles(waits):
        told = [f"{bringers[event][0].id} brengt `{event}` en wacht op `{waits[event]}`" for event in circle]
        yield f"{bringers[circle[0]][0].id}: deze termijnen wachten op elkaar: {'; '.join(told)}"


def _bringers(convenant: Convenant) -> dict[str, list[Plicht]]:
    """Event → the duties that bring it about. Repeated terms do not count, because they first need a start."""
    found: dict[str, list[Plicht]] = {}
    for plicht in convenant.plichten:
        event = plicht.vervuld
        if event in EVENTS - FROM_OUTSIDE and not plicht.termijn.herhaald:
            found.setdefault(event, []).append(plicht)
    return found


def _starts(plicht: Plicht, reached: set[str] | frozenset[str]) -> bool:
    events = [event for event in (plicht.termijn.event, plicht.anders_na) if event]
    return not events or any(event in reached for event in events)
