"""Reads a covenant file, checks it whole, and makes the domain's values of it."""

import dataclasses
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from retbot.domain.convenant import (
    EVENTS,
    Aanmeldweg,
    Bron,
    Convenant,
    Keuze,
    Plicht,
    Regel,
    Rol,
    Soort,
    Termijnvorm,
    Trede,
)
from retbot.domain.duur import Duur
from retbot.paths import config_dir

T = TypeVar("T")
MARKS = EVENTS | {"gedaan", "verwijderd"}
_NA_OF_VOOR = re.compile(r"(\d+ ?\w+) (na|voor) (\w+)")
_RELATED = re.compile(r"(vóór|bij) (\w+)")
_ELKE = re.compile(r"elke (\d+ ?\w+)")
_OP = re.compile(r"op (\d.+)")
_WITH_MORE = {Soort.NA, Soort.VOOR, Soort.VOOR_EVENT, Soort.BIJ, Soort.ELKE, Soort.OP_DATUM}
_PLAIN = {str(soort): soort for soort in Soort if soort not in _WITH_MORE}


class ProfileError(Exception):
    """The covenant file is wrong; `faults` says so in sentences, each with the id it is about."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def names() -> list[str]:
    return sorted(path.stem for path in (config_dir() / "convenanten").glob("*.toml"))


def load(name_or_path: str) -> Convenant:
    """The covenant of this name, or in this file. Raises ProfileError."""
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = config_dir() / "convenanten" / f"{name_or_path}.toml"
    try:
        return read(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProfileError([f"er is geen convenant {name_or_path}; wel: {', '.join(names())}"]) from None


def read(text: str) -> Convenant:
    """Raises ProfileError with everything that is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError([f"geen geldig TOML: {error}"]) from None
    faults: list[str] = []
    convenant = _convenant(tables, faults)
    if convenant is None or faults:
        raise ProfileError(faults)
    if wrong := list(_wrong(convenant)):
        raise ProfileError(wrong)
    return convenant


def _convenant(tables: dict[str, Any], faults: list[str]) -> Convenant | None:
    head = dict(tables.pop("convenant", {}))
    vooraf = _each(Duur.parse, head.pop("vooraf", []), "vooraf", faults)
    lists: dict[str, object] = {
        "rollen": {rol.naam: rol for rol in _rows(Rol, tables, "rol", faults)},
        "plichten": tuple(_plichten(tables, tuple(vooraf), faults)),
        "ketens": tuple(_rows(Trede, tables, "trede", faults)),
        "checklist": tuple(_rows(Keuze, tables, "checklist", faults)),
        "gronden": tuple(_rows(Keuze, tables, "grond", faults)),
        "voorwaarden": tuple(_rows(Keuze, tables, "voorwaarde", faults)),
        "wegen": tuple(_rows(Aanmeldweg, tables, "weg", faults)),
        "regels": {regel.code: regel for regel in _regels(tables, faults)},
    }
    faults += [f"[[{name}]]: die tabel ken ik niet" for name in tables]
    return _build(Convenant, head | lists, "[convenant]", faults)


def _rows(kind: type[T], tables: dict[str, Any], name: str, faults: list[str]) -> Iterable[T]:
    rows = (_build(kind, row, _label(name, row), faults) for row in tables.pop(name, []))
    return [row for row in rows if row is not None]


def _plichten(tables: dict[str, Any], vooraf: tuple[Duur, ...], faults: list[str]) -> Iterable[Plicht]:
    for row in tables.pop("plicht", []):
        label = _label("plicht", row)
        try:
            row["termijn"] = termijnvorm(str(row.get("termijn", "")))
            row["bron"] = Bron(row.get("bron", "convenant"))
            row["vooraf"] = tuple(Duur.parse(d) for d in row["vooraf"]) if "vooraf" in row else vooraf
        except ValueError as error:
            faults.append(f"{label}: ik begrijp {error} niet; schrijf bijvoorbeeld `10 wd na aanmelding`")
            continue
        if plicht := _build(Plicht, row, label, faults):
            yield plicht


def _regels(tables: dict[str, Any], faults: list[str]) -> Iterable[Regel]:
    own = {"code", "id", "artikel", "lezing"}
    for row in tables.pop("regel", []):
        known = {key: value for key, value in row.items() if key in own}
        known["opties"] = {key: value for key, value in row.items() if key not in own}
        if regel := _build(Regel, known, _label("regel", row), faults):
            yield regel


def termijnvorm(text: str) -> Termijnvorm:
    """Reads `10 wd na aanmelding`, `vóór bespreking`, `elke 6 m`, `op het woord`; raises ValueError otherwise."""
    if found := _NA_OF_VOOR.fullmatch(text):
        return Termijnvorm(Soort(found[2]), found[3], Duur.parse(found[1]))
    if found := _RELATED.fullmatch(text):
        return Termijnvorm(Soort(found[1]), found[2])
    if found := _ELKE.fullmatch(text):
        return Termijnvorm(Soort.ELKE, duur=Duur.parse(found[1]))
    if found := _OP.fullmatch(text):
        return Termijnvorm(Soort.OP_DATUM, datum=_date(found[1]))
    if text in _PLAIN:
        return Termijnvorm(_PLAIN[text])
    raise ValueError(f"de termijn `{text}`")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"de datum `{text}`") from None


def _build(kind: type[T], row: Mapping[str, Any], label: str, faults: list[str]) -> T | None:
    """A dataclass from a table of the file: nothing unknown, nothing missing, lists as tuples."""
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    missing = [
        name
        for name, f in fields.items()
        if name not in row and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    unknown = [name for name in row if name not in fields]
    faults += [f"{label}: `{name}` ontbreekt" for name in missing]
    faults += [f"{label}: `{name}` ken ik niet" for name in unknown]
    if missing or unknown:
        return None
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})


def _each(parse: Callable[[str], T], values: Iterable[str], label: str, faults: list[str]) -> list[T]:
    out = []
    for value in values:
        try:
            out.append(parse(value))
        except ValueError:
            faults.append(f"[convenant]: `{value}` bij {label} is geen duur; schrijf bijvoorbeeld `2 wd`")
    return out


def _label(table: str, row: Mapping[str, Any]) -> str:
    return str(row.get("id") or row.get("naam") or f"[[{table}]]")


def _wrong(convenant: Convenant) -> Iterable[str]:
    seen: set[str] = set()
    for plicht in convenant.plichten:
        if plicht.id in seen:
            yield f"{plicht.id}: dit id staat er twee keer"
        seen.add(plicht.id)
        yield from _wrong_plicht(plicht, convenant)
    for role in (convenant.voorzitter, convenant.secretaris, *convenant.tafel, *convenant.vast):
        if role not in convenant.rollen:
            yield f"[convenant]: de rol `{role}` staat niet bij de rollen"
    ketens = {trede.keten for trede in convenant.ketens} | {None}
    yield from (f"{p.id}: er is geen keten `{p.gemist}`" for p in convenant.plichten if p.gemist not in ketens)


def _wrong_plicht(plicht: Plicht, convenant: Convenant) -> Iterable[str]:
    if not plicht.artikel:
        yield f"{plicht.id}: het artikel ontbreekt"
    for role in (*plicht.wie, *plicht.aan):
        if role not in convenant.rollen:
            yield f"{plicht.id}: de rol `{role}` staat niet bij de rollen"
    if plicht.termijn.event and plicht.termijn.event not in EVENTS:
        yield f"{plicht.id}: de gebeurtenis `{plicht.termijn.event}` ken ik niet"
    if plicht.vervuld and plicht.vervuld not in MARKS:
        yield f"{plicht.id}: `{plicht.vervuld}` kan een termijn niet vervullen"
    if plicht.voorwaarde and plicht.voorwaarde not in {v.naam for v in convenant.voorwaarden}:
        yield f"{plicht.id}: de voorwaarde `{plicht.voorwaarde}` staat niet bij de voorwaarden"
