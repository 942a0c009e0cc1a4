"""Reads a covenant file, checks it whole, and makes the domain's values of it."""

import dataclasses
import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from retbot.domain.convenant import (
    Aanmeldweg,
    Bron,
    Convenant,
    Keuze,
    Plicht,
    Regel,
    Rol,
    Soort,
    Tafel,
    Termijnvorm,
    Trede,
    Vergoeding,
)
from retbot.domain.duur import Duur
from retbot.paths import config_dir
from retbot.profile_checks import faults_in, not_following_from
from retbot.profile_lines import BLANK, blanks
from retbot.profile_toml import in_dutch

T = TypeVar("T")
_WITH_MORE = {Soort.NA, Soort.VOOR, Soort.VOOR_EVENT, Soort.BIJ, Soort.ELKE, Soort.OP_DATUM}
_PLAIN = {str(soort): soort for soort in Soort if soort not in _WITH_MORE}
_IN_DUTCH = {str: "een tekst", bool: "true of false", int: "een heel getal", date: "een datum", tuple: "een lijst"}


class ProfileError(Exception):
    """The covenant file is wrong; `faults` says so in sentences, each with the id it is about."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def names() -> list[str]:
    return sorted(path.stem for path in (config_dir() / "convenanten").glob("*.toml"))


def load(name_or_path: str) -> Convenant:
    """The covenant of this name, or in this file. Raises ProfileError."""
    return read(text_of(name_or_path))


def text_of(name_or_path: str) -> str:
    """Raises ProfileError when it is not there or cannot be read."""
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = config_dir() / "convenanten" / f"{name_or_path}.toml"
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ProfileError([f"er is geen convenant {name_or_path}; wel: {', '.join(names())}"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError([f"het bestand {name_or_path} kan ik niet lezen: {error}"]) from None


@lru_cache(maxsize=8)
def read(text: str) -> Convenant:
    """Raises ProfileError with everything that is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError([in_dutch(str(error), text)]) from None
    faults: list[str] = []
    convenant = _convenant(tables, faults)
    wrong = list(dict.fromkeys(not_following_from(faults, faults_in(convenant)))) if convenant else []
    if blank := next(blanks(text), None):
        faults = [fault for fault in faults if BLANK not in fault]
        faults.append(f"er is nog niet alles ingevuld: zoek {BLANK}, het eerst op regel {blank[0]}")
    if convenant is None or faults or wrong:
        raise ProfileError([*faults, *wrong])
    return convenant


def _convenant(tables: dict[str, Any], faults: list[str]) -> Convenant | None:
    inhoud = hashlib.sha256(json.dumps(tables, sort_keys=True, default=str).encode()).hexdigest()[:16]
    head = _head(tables, faults)
    vooraf = _parsed(head, "vooraf", "[convenant]", faults) if "vooraf" in head else ()
    head.pop("vooraf", None)
    own: dict[str, object] = {
        "inhoud": inhoud,
        "rollen": _by_name([(rol.naam, rol) for rol in _rows(Rol, tables, "rol", faults)], "rol", faults),
        "plichten": tuple(_plichten(tables, vooraf, faults)),
        "ketens": tuple(_rows(Trede, tables, "trede", faults)),
        "tafels": tuple(_rows(Tafel, tables, "tafel", faults)),
        "checklist": _keuzes(tables, "checklist", faults),
        "gronden": _keuzes(tables, "grond", faults),
        "voorwaarden": _keuzes(tables, "voorwaarde", faults),
        "knelpunten": _keuzes(tables, "knelpunt", faults),
        "wegen": tuple(_rows(Aanmeldweg, tables, "weg", faults)),
        "regels": _by_name([(regel.code, regel) for regel in _regels(tables, faults)], "regel", faults),
    }
    faults += [f"[[{name}]]: die tabel ken ik niet" for name in tables]
    faults += [f"[convenant]: `{name}` ken ik niet" for name in own if name in head]
    return _build(Convenant, head | own, "[convenant]", faults)


def _head(tables: dict[str, Any], faults: list[str]) -> dict[str, Any]:
    head = tables.pop("convenant", {})
    if isinstance(head, dict):
        return dict(head)
    faults.append("[convenant]: schrijf dit als één tabel, met enkele haken")
    return {}


def _tables(tables: dict[str, Any], name: str, faults: list[str]) -> list[dict[str, Any]]:
    rows = tables.pop(name, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    faults.append(f"[[{name}]]: schrijf dit als tabellen, met dubbele haken")
    return []


def _rows(kind: type[T], tables: dict[str, Any], name: str, faults: list[str]) -> list[T]:
    rows = (_build(kind, row, _label(name, row), faults) for row in _tables(tables, name, faults))
    return [row for row in rows if row is not None]


def _keuzes(tables: dict[str, Any], name: str, faults: list[str]) -> tuple[Keuze, ...]:
    return tuple(_by_name([(row.naam, row) for row in _rows(Keuze, tables, name, faults)], name, faults).values())


def _by_name(rows: Iterable[tuple[str, T]], table: str, faults: list[str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, row in rows:
        if name in found:
            faults.append(f"[[{table}]]: `{name}` staat er twee keer")
        found[name] = row
    return found


def _plichten(tables: dict[str, Any], vooraf: tuple[Duur, ...], faults: list[str]) -> Iterable[Plicht]:
    for row in _tables(tables, "plicht", faults):
        label = _label("plicht", row)
        parsed = {key: _parsed(row, key, label, faults) for key in _PARSERS if key in row}
        if plicht := _build(Plicht, {"vooraf": vooraf} | row | parsed, label, faults):
            yield plicht


def _regels(tables: dict[str, Any], faults: list[str]) -> Iterable[Regel]:
    own = {field.name for field in dataclasses.fields(Regel)} - {"opties"}
    for row in _tables(tables, "regel", faults):
        known = {key: value for key, value in row.items() if key in own}
        known["opties"] = {key: value for key, value in row.items() if key not in own}
        if regel := _build(Regel, known, _label("regel", row), faults):
            yield regel


def _label(table: str, row: Mapping[str, Any]) -> str:
    named = (row[key] for key in ("id", "naam", "code", "wat") if row.get(key))
    return str(next(named, f"[[{table}]]"))


def _parsed(row: Mapping[str, Any], key: str, label: str, faults: list[str]) -> Any:
    """What `row[key]` says; when it says nothing, a fault is noted and something harmless returned."""
    parse, instead = _PARSERS[key]
    try:
        return parse(row[key])
    except ValueError as error:
        faults.append(f"{label}: {error}")
        return instead


def termijnvorm(text: str) -> Termijnvorm:
    """Reads `10 wd na aanmelding`, `vóór bespreking`, `elke 6 m`, `elke 4 w na advies_verzonden`,
    `geen na triage`, `op het woord`; raises ValueError otherwise."""
    for shape, form in _SHAPES:
        if found := shape.fullmatch(text):
            return form(found)
    if text in _PLAIN:
        return Termijnvorm(_PLAIN[text])
    raise ValueError(f"de termijn `{text}` begrijp ik niet; schrijf bijvoorbeeld `10 wd na aanmelding`")


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Termijnvorm]], ...] = (
    (re.compile(r"(\d+ ?\w+) (na|voor) (\w+)"), lambda m: Termijnvorm(Soort(m[2]), m[3], _duur(m[1]))),
    (re.compile(r"(vóór|bij) (\w+)"), lambda m: Termijnvorm(Soort(m[1]), m[2])),
    (re.compile(r"elke (\d+ ?\w+)"), lambda m: Termijnvorm(Soort.ELKE, duur=_duur(m[1]))),
    (re.compile(r"elke (\d+ ?\w+) na (\w+)"), lambda m: Termijnvorm(Soort.NA, m[2], _duur(m[1]), herhaald=True)),
    (re.compile(r"geen na (\w+)"), lambda m: Termijnvorm(Soort.GEEN, m[1])),
    (re.compile(r"op (\d.+)"), lambda m: Termijnvorm(Soort.OP_DATUM, datum=_date(m[1]))),
)


def _duur(text: str) -> Duur:
    try:
        return Duur.parse(text)
    except ValueError:
        raise ValueError(f"`{text}` is geen duur; schrijf bijvoorbeeld `2 wd` (wd, d, w, m, j of h)") from None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is geen datum; schrijf bijvoorbeeld `2026-07-01`") from None


def _bron(value: object) -> Bron:
    try:
        return Bron(str(value))
    except ValueError:
        raise ValueError(f"de bron `{value}` ken ik niet; wel: {', '.join(Bron)}") from None


def _vooraf(value: object) -> tuple[Duur, ...]:
    if not isinstance(value, list):
        raise ValueError('`vooraf` moet een lijst zijn, bijvoorbeeld ["2 wd"]')  # noqa: TRY004 - one kind for all faults
    return tuple(_duur(str(one)) for one in value)


def _vergoeding(value: object) -> tuple[Vergoeding, ...]:
    faults: list[str] = []
    rows = value if isinstance(value, list) else [value]
    built = [_build(Vergoeding, row, "vergoeding", faults) for row in rows if isinstance(row, dict)]
    if faults or len(built) != len(rows):
        raise ValueError("; ".join(faults) or '`vergoeding` moet een lijst zijn, bijvoorbeeld [{ voor = "expert" }]')
    return tuple(one for one in built if one)


_PARSERS: dict[str, tuple[Callable[[Any], object], object]] = {
    "termijn": (lambda value: termijnvorm(str(value)), Termijnvorm(Soort.GEEN)),
    "bron": (_bron, Bron.CONVENANT),
    "vooraf": (_vooraf, ()),
    "vergoeding": (_vergoeding, ()),
    "voorstel": (lambda value: _duur(str(value)), None),
}


def _build(kind: type[T], row: Mapping[str, Any], label: str, faults: list[str]) -> T | None:
    """A dataclass from a table of the file: nothing unknown, missing or of another kind; lists as tuples."""
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    hints = _hints(kind)  # type: ignore[arg-type]
    needed = [n for n, f in fields.items() if f.default is f.default_factory is dataclasses.MISSING]
    known = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key in fields}
    wrong = [f"`{name}` ontbreekt" for name in needed if name not in row]
    wrong += [f"`{n}` moet {_form(hints[n])} zijn" for n, v in known.items() if not _fits(v, hints[n])]
    unknown = [f"`{name}` ken ik niet" for name in row if name not in fields]
    faults += [f"{label}: {fault}" for fault in (*wrong, *unknown)]
    return None if wrong else kind(**known)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _fits(value: object, hint: Any) -> bool:
    kind, inner = get_origin(hint), get_args(hint)
    if kind is UnionType:
        return any(_fits(value, one) for one in inner)
    if kind is tuple:
        return isinstance(value, list | tuple) and all(_fits(one, inner[0]) for one in value)
    return isinstance(value, kind) if kind else type(value) is hint


def _form(hint: Any) -> str:
    kind = get_args(hint)[0] if get_origin(hint) is UnionType else get_origin(hint) or hint
    return _IN_DUTCH.get(kind, "iets anders")
