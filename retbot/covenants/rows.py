"""Turns a table of a covenant file into a dataclass, and text in it into values."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from retbot.domain.calendar.duration import Duration
from retbot.domain.convenant.convenant import Source, TermijnForm, TermijnType, Vergoeding

T = TypeVar("T")
_WITH_MORE = {
    TermijnType.NA,
    TermijnType.VOOR,
    TermijnType.VOOR_EVENT,
    TermijnType.BIJ,
    TermijnType.ELKE,
    TermijnType.OP_DATUM,
}
_PLAIN = {str(soort): soort for soort in TermijnType if soort not in _WITH_MORE}
_IN_DUTCH = {str: "een tekst", bool: "true of false", int: "een heel getal", date: "een datum", tuple: "een lijst"}


def parse_cell(row: Mapping[str, Any], key: str, label: str, faults: list[str]) -> Any:
    """The value of `row[key]`; when it is not valid, adds a fault and returns a harmless value."""
    parse, instead = PARSERS[key]
    try:
        return parse(row[key])
    except ValueError as error:
        faults.append(f"{label}: {error}")
        return instead


def termijnvorm(text: str) -> TermijnForm:
    """Reads `10 wd na aanmelding`, `vóór bespreking`, `elke 6 m`, `elke 4 w na advies_verzonden`,
    `geen na triage`, `op het woord`; raises ValueError otherwise."""
    for shape, form in _SHAPES:
        if found := shape.fullmatch(text):
            return form(found)
    if text in _PLAIN:
        return TermijnForm(_PLAIN[text])
    raise ValueError(f"de termijn `{text}` begrijp ik niet; schrijf bijvoorbeeld `10 wd na aanmelding`")


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], TermijnForm]], ...] = (
    (re.compile(r"(\d+ ?\w+) (na|voor) (\w+)"), lambda m: TermijnForm(TermijnType(m[2]), m[3], _duur(m[1]))),
    (re.compile(r"(vóór|bij) (\w+)"), lambda m: TermijnForm(TermijnType(m[1]), m[2])),
    (re.compile(r"elke (\d+ ?\w+)"), lambda m: TermijnForm(TermijnType.ELKE, duur=_duur(m[1]))),
    (re.compile(r"elke (\d+ ?\w+) na (\w+)"), lambda m: TermijnForm(TermijnType.NA, m[2], _duur(m[1]), herhaald=True)),
    (re.compile(r"geen na (\w+)"), lambda m: TermijnForm(TermijnType.GEEN, m[1])),
    (re.compile(r"op (\d.+)"), lambda m: TermijnForm(TermijnType.OP_DATUM, datum=_date(m[1]))),
)


def _duur(text: str) -> Duration:
    try:
        return Duration.parse(text)
    except ValueError:
        raise ValueError(f"`{text}` is geen duur; schrijf bijvoorbeeld `2 wd` (wd, d, w, m, j of h)") from None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is geen datum; schrijf bijvoorbeeld `2026-07-01`") from None


def _bron(value: object) -> Source:
    try:
        return Source(str(value))
    except ValueError:
        raise ValueError(f"de bron `{value}` ken ik niet; wel: {', '.join(Source)}") from None


def _vooraf(value: object) -> tuple[Duration, ...]:
    if not isinstance(value, list):
        raise ValueError('`vooraf` moet een lijst zijn, bijvoorbeeld ["2 wd"]')  # noqa: TRY004 - one kind for all faults
    return tuple(_duur(str(one)) for one in value)


def _vergoeding(value: object) -> tuple[Vergoeding, ...]:
    faults: list[str] = []
    rows = value if isinstance(value, list) else [value]
    built = [build(Vergoeding, row, "vergoeding", faults) for row in rows if isinstance(row, dict)]
    if faults or len(built) != len(rows):
        raise ValueError("; ".join(faults) or '`vergoeding` moet een lijst zijn, bijvoorbeeld [{ voor = "expert" }]')
    return tuple(one for one in built if one)


PARSERS: dict[str, tuple[Callable[[Any], object], object]] = {
    "termijn": (lambda value: termijnvorm(str(value)), TermijnForm(TermijnType.GEEN)),
    "bron": (_bron, Source.CONVENANT),
    "vooraf": (_vooraf, ()),
    "vergoeding": (_vergoeding, ()),
    "voorstel": (lambda value: _duur(str(value)), None),
}
"""For each key: how its value is read, and the replacement for a value that is not valid."""


def build(class_: type[T], row: Mapping[str, Any], label: str, faults: list[str]) -> T | None:
    """A dataclass from a table of the file; unknown, missing and wrongly typed keys are faults. Lists become tuples."""
    fields = {f.name: f for f in dataclasses.fields(class_)}  # type: ignore[arg-type]
    hints = _hints(class_)  # type: ignore[arg-type]
    needed = [n for n, f in fields.items() if f.default is f.default_factory is dataclasses.MISSING]
    known = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key in fields}
    wrong = [f"`{name}` ontbreekt" for name in needed if name not in row]
    wrong += [f"`{n}` moet {_form(hints[n])} zijn" for n, v in known.items() if not _fits(v, hints[n])]
    unknown = [f"`{name}` ken ik niet" for name in row if name not in fields]
    faults += [f"{label}: {fault}" for fault in (*wrong, *unknown)]
    return None if wrong else class_(**known)


@cache
def _hints(class_: Any) -> dict[str, Any]:
    return get_type_hints(class_)


def _fits(value: object, hint: Any) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return any(_fits(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, list | tuple) and all(_fits(one, inner[0]) for one in value)
    return isinstance(value, origin) if origin else type(value) is hint


def _form(hint: Any) -> str:
    type_ = get_args(hint)[0] if get_origin(hint) is UnionType else get_origin(hint) or hint
    return _IN_DUTCH.get(type_, "iets anders")
