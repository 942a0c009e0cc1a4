"""`retbot profile show`: a covenant as Dutch tables for printing, or as JSON."""

import json
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from retbot.covenants.phases import by_phase, phase
from retbot.covenants.words import CONDITIONS, choices, remarks, source, termijn, value, who
from retbot.domain.convenant.convenant import Aanmeldweg, Convenant, Plicht, Regel, Rol, Tafel, Trede
from retbot.wording.citing import cited_article
from retbot.wording.dates import full_date, join

WIDTHS = (11, 15, 24, 21, 33)
_GAP = "  "
_WHOLE = sum(WIDTHS) + len(_GAP) * (len(WIDTHS) - 1)

Row = Sequence[str]


def as_text(convenant: Convenant) -> str:
    blocks = [_head(convenant)]
    for fase, plichten in by_phase(convenant).items():
        blocks.append(_table(fase, ("id", "artikel", "termijn", "wie", "wat"), map(_plicht, plichten)))
    blocks += [_table(*block) for block in _tables(convenant) if block[2]]
    blocks += [_list(title, rows) for title, rows in _lists(convenant) if rows]
    return "\n\n".join(blocks)


def as_json(convenant: Convenant) -> str:
    return json.dumps(_object(convenant), ensure_ascii=False, indent=2)


def _head(convenant: Convenant) -> str:
    lines = [convenant.titel, "=" * len(convenant.titel), f"{convenant.naam}, versie {convenant.versie}."]
    lines += [f"Voorzitter: {convenant.voorzitter}. Secretaris: {convenant.secretaris}."]
    lines += [f"Loopt tot en met {full_date(convenant.looptijd_einde)}."] if convenant.looptijd_einde else []
    lines += ["Vrije dagen verschuiven een termijn (Algemene termijnenwet)."] if convenant.awt else []
    lines += [f"Het convenant noemt geen {subject}." for subject in convenant.ongeregeld]
    return "\n".join(part for line in lines for part in wrap(line, _WHOLE))


def _tables(convenant: Convenant) -> Iterator[tuple[str, Row, list[Row]]]:
    steps = sorted(convenant.ketens, key=lambda trede: (trede.keten, trede.stap))
    yield "Opschalen", ("id", "artikel", "keten en stap", "wie beslist", "wat"), [_trede(t) for t in steps]
    rules = [_regel(regel) for regel in convenant.regels.values()]
    yield "Voorwaarden", ("id", "artikel", "voorwaarde", "wie", "hoe"), rules


def _lists(convenant: Convenant) -> Iterator[tuple[str, list[str]]]:
    yield "Rollen", [_rol(rol, convenant) for rol in convenant.rollen.values()]
    yield "Tafels", [_tafel(tafel, convenant) for tafel in convenant.tafels]
    yield "Wie mag aanmelden", [_route(route) for route in convenant.wegen]
    yield "Gronden", [grond.tekst for grond in convenant.gronden]
    yield "Wat het advies bevat", [element.tekst for element in convenant.checklist]
    yield "Wat een termijn aanzet", [voorwaarde.tekst for voorwaarde in convenant.voorwaarden]
    yield "Knelpunten", [f"{one.naam}: {one.tekst}" for one in convenant.knelpunten]
    yield "Gemeenten", [", ".join(convenant.gemeenten)] if convenant.gemeenten else []
    yield "Partijen", [", ".join(convenant.partijen)] if convenant.partijen else []


def _plicht(plicht: Plicht) -> Row:
    what = "\n".join([plicht.wat, *(f"– {remark}" for remark in remarks(plicht))])
    return plicht.id, source(plicht), termijn(plicht), who(plicht), what


def _trede(trede: Trede) -> Row:
    return trede.id, cited_article(trede.artikel), f"{trede.keten}, stap {trede.stap}", trede.woord, trede.wat


def _regel(regel: Regel) -> Row:
    options = [f"{name.replace('_', ' ')}: {value(of)}" for name, of in regel.opties.items()]
    asked = [f"{regel.vraag} {' · '.join(regel.keuzes)}"] if regel.vraag else []
    how = "\n".join([*asked, *options, *(f"– {choice}" for choice in choices(regel.lezing, regel.keuze_team))])
    name = CONDITIONS.get(regel.code, regel.code.replace("_", " "))
    when = f" ({regel.moment})" if regel.moment else ""
    return regel.id, cited_article(regel.artikel), name + when, value(regel.door), how


def _rol(rol: Rol, convenant: Convenant) -> str:
    told = ["in de kamer"] if rol.in_kamer else []
    told += ["zit altijd aan tafel"] if rol.naam in convenant.tafel else []
    told += ["krijgt alleen mail als dat voor een casus is aangezet"] if rol.prive else []
    told += [f"anders de {rol.valt_terug_op}"] if rol.valt_terug_op else []
    return f"{rol.naam} ({'; '.join(told)})" if told else rol.naam


def _tafel(tafel: Tafel, convenant: Convenant) -> str:
    told = [f"aan tafel: {join(tafel.rollen or convenant.tafel)}"]
    told += [f"formulier: {tafel.formulier}"] if tafel.formulier else []
    told += [f"daarna: {tafel.daarna}"] if tafel.daarna else []
    return f"{tafel.naam}; {'; '.join(told)}"


def _route(route: Aanmeldweg) -> str:
    if route.verwijs:
        return f"{route.wie}: nee. {route.verwijs}"
    if route.na_contact:
        return f"{route.wie}, na contact met de {route.na_contact}"
    return f"{route.wie}, samen met de toegang" if route.met_toegang else route.wie


def _table(title: str, head: Row, rows: Iterator[Row] | list[Row]) -> str:
    ruler = _GAP.join("-" * width for width in WIDTHS)
    body = [line for row in rows for line in _wrap_row(row)]
    return "\n".join([title.upper(), *_wrap_row(head), ruler, *body])


def _wrap_row(row: Row) -> Iterator[str]:
    cells = [
        [part for line in cell.splitlines() for part in wrap(line, width)]
        for cell, width in zip(row, WIDTHS, strict=True)
    ]
    for number in range(max(map(len, cells))):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        yield _GAP.join(part.ljust(width) for part, width in zip(parts, WIDTHS, strict=True)).rstrip()


def _list(title: str, rows: list[str]) -> str:
    lines = (wrap(row, _WHOLE, initial_indent="• ", subsequent_indent="  ") for row in rows)
    return "\n".join([title.upper(), *(part for line in lines for part in line)])


def _object(convenant: Convenant) -> dict[str, Any]:
    own = ("naam", "versie", "titel", "voorzitter", "secretaris", "awt", "ongeregeld", "tafel", "gemeenten", "partijen")
    return {
        **{name: getattr(convenant, name) for name in own},
        "rollen": [rol.naam for rol in convenant.rollen.values()],
        "tafels": [tafel.naam for tafel in convenant.tafels],
        "plichten": [_duty(p) for plichten in by_phase(convenant).values() for p in plichten],
        "opschalen": [{name: getattr(t, name) for name in Trede.__dataclass_fields__} for t in convenant.ketens],
        "voorwaarden": [_rule(regel) for regel in convenant.regels.values()],
        "checklist": [element.tekst for element in convenant.checklist],
        "gronden": [grond.tekst for grond in convenant.gronden],
    }


def _duty(plicht: Plicht) -> dict[str, Any]:
    own = (
        "id",
        "artikel",
        "wat",
        "wie",
        "aan",
        "vervuld",
        "per",
        "voorwaarde",
        "bron",
        "lezing",
        "keuze_team",
        "actief",
    )
    return {"fase": str(phase(plicht)), "termijn": termijn(plicht)} | {name: getattr(plicht, name) for name in own}


def _rule(regel: Regel) -> dict[str, Any]:
    own = ("id", "artikel", "code", "vraag", "lezing", "keuze_team")
    return {name: getattr(regel, name) for name in own} | {"opties": dict(regel.opties)}
