"""What the conditions of a covenant file may contain: their codes, their options, and the names that options refer
to."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from retbot.domain.casus.casus import LEEFTIJDEN
from retbot.domain.convenant.convenant import EVENTS, Convenant, Regel

Check = Callable[[object, Regel, Convenant], Iterator[str]]
"""The faults in the value of an option, in Dutch, without the id."""
Names = Callable[[Regel, Convenant], tuple[str, set[str]]]
"""The names that an option may refer to: their Dutch name with its article, and the names themselves."""


def _rollen(_: Regel, convenant: Convenant) -> tuple[str, set[str]]:
    return "de rol", set(convenant.rollen)


def _routes(_: Regel, convenant: Convenant) -> tuple[str, set[str]]:
    return "de weg", {route.naam for route in convenant.wegen}


def _tafels(_: Regel, convenant: Convenant) -> tuple[str, set[str]]:
    return "de tafel", {tafel.naam for tafel in convenant.tafels}


def _banden(_: Regel, __: Convenant) -> tuple[str, set[str]]:
    return "de leeftijd", set(LEEFTIJDEN)


def _plichten(_: Regel, convenant: Convenant) -> tuple[str, set[str]]:
    return "de plicht", {plicht.id for plicht in convenant.plichten}


def _events(_: Regel, __: Convenant) -> tuple[str, set[str]]:
    return "de gebeurtenis", set(EVENTS)


def _voorwaarden(_: Regel, convenant: Convenant) -> tuple[str, set[str]]:
    return "de voorwaarde", {choice.naam for choice in convenant.voorwaarden}


def _keuzes(regel: Regel, _: Convenant) -> tuple[str, set[str]]:
    return "het antwoord", set(regel.keuzes)


def _zicht(_: Regel, __: Convenant) -> tuple[str, set[str]]:
    return "het zicht", {"alles", "eigen"}


def _leads(value: object, _: Regel, convenant: Convenant) -> Iterator[str]:
    """The right to change a case is fixed in the commands, for every covenant."""
    known = [convenant.voorzitter, convenant.secretaris]
    if value != known:
        yield f"moet {known[0]} en {known[1]} zijn: anderen laat ik niets wijzigen"


def _tekst(value: object, _: Regel, __: Convenant) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield "moet een tekst zijn"


def _getal(value: object, _: Regel, __: Convenant) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        yield "moet een heel getal zijn, 1 of meer"


def _ja_nee(value: object, _: Regel, __: Convenant) -> Iterator[str]:
    if not isinstance(value, bool):
        yield "moet true of false zijn"


def _teksten(value: object, _: Regel, __: Convenant) -> Iterator[str]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        yield "moet een lijst van teksten zijn"


def _tabel(value: object, _: Regel, __: Convenant) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield 'moet een tabel zijn, bijvoorbeeld { naam = "waarde" }'


def _one(names: Names) -> Check:
    def check(value: object, regel: Regel, convenant: Convenant) -> Iterator[str]:
        called, known = names(regel, convenant)
        if not isinstance(value, str):
            yield "moet een tekst zijn"
        elif value not in known:
            yield _unknown(called, value, known)

    return check


def _many(names: Names) -> Check:
    def check(value: object, regel: Regel, convenant: Convenant) -> Iterator[str]:
        called, known = names(regel, convenant)
        wrong = list(_teksten(value, regel, convenant))
        yield from wrong
        if isinstance(value, list) and not wrong:
            yield from (_unknown(called, one, known) for one in value if one not in known)

    return check


def _with_keys(names: Names, inner: Check) -> Check:
    """A table whose keys must be existing names, and whose values are checked by `inner`."""

    def check(value: object, regel: Regel, convenant: Convenant) -> Iterator[str]:
        called, known = names(regel, convenant)
        yield from _tabel(value, regel, convenant)
        if isinstance(value, dict):
            yield from (_unknown(called, key, known) for key in value if key not in known)
            yield from (fault for one in value.values() for fault in inner(one, regel, convenant))

    return check


def _keyed_freely(value: object, regel: Regel, convenant: Convenant) -> Iterator[str]:
    yield from _tabel(value, regel, convenant)
    if isinstance(value, dict):
        yield from (fault for one in value.values() for fault in _tekst(one, regel, convenant))


def _unknown(called: str, name: str, known: set[str]) -> str:
    """Begins with a name in backticks or with an article, so that the line of the fault can be found."""
    near = get_close_matches(name, known, n=1)
    return f"{called} `{name}` ken ik niet{f'; bedoelt u `{near[0]}`?' if near else ''}"


OF_A_QUESTION: Mapping[str, Check] = {
    "als": _one(_voorwaarden),
    "tafels": _many(_tafels),
    "wegen": _many(_routes),
    "veld": _tekst,
    "verwijs": _tekst,
    "anders": _tekst,
    "zegt": _with_keys(_keuzes, _tekst),
    "nodigt_uit": _one(_rollen),
    "zet_aan": _with_keys(_keuzes, _one(_voorwaarden)),
    "botst_met": _with_keys(_keuzes, _one(_voorwaarden)),
    "beslist": _with_keys(_banden, _tekst),
    "wie": _with_keys(_banden, _many(_rollen)),
    "bevat": _teksten,
}
"""Options for every condition with a `vraag`."""
OPTIONS: Mapping[str, Mapping[str, Check]] = {
    "weg": {"eerst": _tekst},
    "leeftijd": {"banden": _many(_banden), "betrokken_tot": _getal, "alle": _teksten},
    "lokaal_geprobeerd": {"alle": _teksten, "gevraagd": _teksten, "vragen": _tabel},
    "besproken": {"vervuld": _one(_events), "anders": _tekst, "weigert": _ja_nee, "vragen": _tabel},
    "toestemming_formulier": {},
    "verzoek_wie": {"wie": _with_keys(_banden, _many(_rollen))},
    "wie_stemt_in": {"wie": _with_keys(_banden, _many(_rollen))},
    "anoniem": {
        "altijd": _ja_nee,
        "tenzij_aanwezig": _many(_rollen),
        "schriftelijk": _ja_nee,
        "vooraf_verteld": _teksten,
        "na_intrekking": _tekst,
        "wie": _with_keys(_banden, _many(_rollen)),
    },
    "monitor": {"plichten": _many(_plichten)},
    "monitor_export": {"verteld": _many(_plichten)},
    "adviestafel_overslaan": {"nodig": _one(_events)},
    "tafels": {"vervuld": _one(_events), "overige": _one(_tafels), "formulieren": _with_keys(_routes, _tekst)},
    "tafel": {"moet": _many(_rollen), "vanaf_12": _many(_rollen)},
    "uitvoeringstafel": {"verplicht": _many(_rollen), "vanaf_12": _many(_rollen)},
    "nodige_partijen": {"hoedanigheden": _teksten},
    "vervanging": {"voor": _many(_rollen)},
    "duur_bespreking": {"minuten": _getal},
    "quorum": {"afwezig": _many(_rollen), "minstens": _getal, "ruime_lezing": _ja_nee},
    "verslag_delen": {},
    "geen_consensus": {},
    "checklist": {},
    "geschikt": {"alle": _teksten, "geen": _teksten},
    "bto_gronden": {"gronden": _teksten},
    "knelpunt": {"casussen": _getal},
    "klacht": {"deuren": _keyed_freely, "anders": _tekst},
    "inzage": {"bewerken": _leads, "inzien": _many(_rollen), "een_casus": _one(_zicht)},
}
"""The conditions that the bot has code for, with their options. A question of the team itself may have any code."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "leeftijd": ("banden",),
    "quorum": ("afwezig",),
    "duur_bespreking": ("minuten",),
    "adviestafel_overslaan": ("nodig",),
    "verzoek_wie": ("wie",),
    "wie_stemt_in": ("wie",),
    "knelpunt": ("casussen",),
    "klacht": ("deuren",),
    "inzage": ("bewerken", "een_casus"),
}


def faults_in_conditions(convenant: Convenant) -> Iterator[str]:
    """In Dutch sentences, each beginning with the id that it is about."""
    for regel in convenant.regels.values():
        yield from (f"{regel.id}: {fault}" for fault in _of(regel, convenant))


def _of(regel: Regel, convenant: Convenant) -> Iterator[str]:
    if regel.code not in OPTIONS and not regel.vraag:
        near = get_close_matches(regel.code, OPTIONS, n=1)
        meant = f"bedoelt u `{near[0]}`?" if near else "geef een eigen vraag haar `vraag`"
        yield f"de code `{regel.code}` ken ik niet; {meant}"
        return
    known = {**OPTIONS.get(regel.code, {}), **(OF_A_QUESTION if regel.vraag else {})}
    for name, value in regel.opties.items():
        if name not in known:
            yield f"`{name}` ken ik niet bij {regel.code}; wel: {', '.join(sorted(known)) or 'niets'}"
        else:
            yield from (_with_name(name, fault) for fault in known[name](value, regel, convenant))
    yield from (f"`{name}` ontbreekt" for name in NEEDED.get(regel.code, ()) if name not in regel.opties)


def _with_name(name: str, fault: str) -> str:
    return f"`{name}` {fault}" if fault.startswith("moet") else fault
