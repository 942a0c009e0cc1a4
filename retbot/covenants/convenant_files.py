"""Reads a covenant file, checks all of it, and turns it into values of the domain."""

import dataclasses
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from retbot.covenants.checks import faults_in, not_following_from
from retbot.covenants.lines import BLANK, blanks
from retbot.covenants.paths import config_dir
from retbot.covenants.rows import PARSERS, build, parse_cell
from retbot.covenants.toml import in_dutch
from retbot.domain.calendar.duration import Duration
from retbot.domain.convenant.convenant import Aanmeldweg, Convenant, Keuze, Plicht, Regel, Rol, Tafel, Trede, Woorden

T = TypeVar("T")


class ProfileError(Exception):
    """The covenant file has faults; `faults` are sentences, each with the id that it is about."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def names() -> list[str]:
    return sorted(path.stem for path in (config_dir() / "convenanten").glob("*.toml"))


def load(name_or_path: str) -> Convenant:
    """The covenant of this name, or in this file. Raises ProfileError."""
    return read(text_of(name_or_path))


def text_of(name_or_path: str) -> str:
    """The text of the file. Raises ProfileError when it does not exist or cannot be read."""
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
    """Raises ProfileError with all faults. The result for the same text is cached."""
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
    head = _one_table(tables, "convenant", faults)
    vooraf = parse_cell(head, "vooraf", "[convenant]", faults) if "vooraf" in head else ()
    head.pop("vooraf", None)
    own: dict[str, object] = {
        "inhoud": inhoud,
        "vooraf": vooraf,
        "rollen": _by_name([(rol.naam, rol) for rol in _rows(Rol, tables, "rol", faults)], "rol", faults),
        "plichten": tuple(_plichten(tables, vooraf, faults)),
        "ketens": tuple(_rows(Trede, tables, "trede", faults)),
        "tafels": tuple(_rows(Tafel, tables, "tafel", faults)),
        "checklist": _keuzes(tables, "checklist", faults),
        "gronden": _keuzes(tables, "grond", faults),
        "voorwaarden": _keuzes(tables, "voorwaarde", faults),
        "knelpunten": _keuzes(tables, "knelpunt", faults),
        "wegen": tuple(_rows(Aanmeldweg, tables, "weg", faults)),
        "woorden": build(Woorden, _one_table(tables, "woorden", faults), "[woorden]", faults) or Woorden(),
        "regels": _by_name([(regel.code, regel) for regel in _regels(tables, faults)], "regel", faults),
    }
    faults += [f"[[{name}]]: die tabel ken ik niet" for name in tables]
    faults += [f"[convenant]: `{name}` ken ik niet" for name in own if name in head]
    return build(Convenant, head | own, "[convenant]", faults)


def _one_table(tables: dict[str, Any], name: str, faults: list[str]) -> dict[str, Any]:
    table = tables.pop(name, {})
    if isinstance(table, dict):
        return dict(table)
    faults.append(f"[{name}]: schrijf dit als één tabel, met enkele haken")
    return {}


def _tables(tables: dict[str, Any], name: str, faults: list[str]) -> list[dict[str, Any]]:
    rows = tables.pop(name, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    faults.append(f"[[{name}]]: schrijf dit als tabellen, met dubbele haken")
    return []


def _rows(class_: type[T], tables: dict[str, Any], name: str, faults: list[str]) -> list[T]:
    rows = (build(class_, row, _label(name, row), faults) for row in _tables(tables, name, faults))
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


def _plichten(tables: dict[str, Any], vooraf: tuple[Duration, ...], faults: list[str]) -> Iterable[Plicht]:
    for row in _tables(tables, "plicht", faults):
        label = _label("plicht", row)
        values = {key: parse_cell(row, key, label, faults) for key in PARSERS if key in row}
        if plicht := build(Plicht, {"vooraf": vooraf} | row | values, label, faults):
            yield plicht


def _regels(tables: dict[str, Any], faults: list[str]) -> Iterable[Regel]:
    own = {field.name for field in dataclasses.fields(Regel)} - {"opties"}
    for row in _tables(tables, "regel", faults):
        known = {key: value for key, value in row.items() if key in own}
        known["opties"] = {key: value for key, value in row.items() if key not in own}
        if regel := build(Regel, known, _label("regel", row), faults):
            yield regel


def _label(table: str, row: Mapping[str, Any]) -> str:
    named = (row[key] for key in ("id", "naam", "code", "wat") if row.get(key))
    return str(next(named, f"[[{table}]]"))
