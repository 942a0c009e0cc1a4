"""Writes config/convenanten/schema.json, with which editors complete a covenant file and complain about it.

`python -m tests.unit.covenants.schema_file` after a change of what the reader accepts. A name that the file itself
defines, such as a role, is any text here: `retbot profile check` knows more."""

import dataclasses
import inspect
import json
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from retbot.covenants import rows
from retbot.covenants.checks import MARKS, MELDT, PER, TERUGREKENING, conditions
from retbot.covenants.checks.tables import ARTICLES
from retbot.covenants.paths import config_dir
from retbot.domain.calendar import duration
from retbot.domain.casus.casus import LEEFTIJDEN
from retbot.domain.casus.next_step import STEPS
from retbot.domain.convenant.convenant import (
    EVENTS,
    MOMENTEN,
    ONGEREGELD,
    Aanmeldweg,
    Convenant,
    Keuze,
    Plicht,
    Regel,
    Rol,
    Source,
    Tafel,
    Trede,
    Vergoeding,
    Woorden,
)
from retbot.domain.invitations.guest_list import GuestList

Schema = dict[str, Any]

FILE = config_dir() / "convenanten" / "schema.json"
WORDS = tomllib.loads(Path(__file__).with_name("schema_words.toml").read_text(encoding="utf-8"))
TABLES: dict[str, tuple[type, str]] = {
    "rol": (Rol, "rol"),
    "weg": (Aanmeldweg, "weg"),
    "grond": (Keuze, "keuze"),
    "checklist": (Keuze, "keuze"),
    "voorwaarde": (Keuze, "keuze"),
    "knelpunt": (Keuze, "keuze"),
    "tafel": (Tafel, "tafel"),
    "trede": (Trede, "trede"),
    "plicht": (Plicht, "plicht"),
}
TEXT: Schema = {"type": "string"}
SAID: Schema = {"type": "string", "pattern": r"\S"}
NOUN: Schema = {"type": "string", "pattern": f"^({'|'.join(ARTICLES)})"}
ONE_WORD: Schema = {"type": "string", "pattern": r"^\S+$"}
DATE: Schema = {"type": "string", "format": "date"}
WHOLE: Schema = {"type": "integer", "minimum": 1}
TEXTS: Schema = {"type": "array", "items": TEXT}
DURATION: Schema = {"type": "string", "pattern": f"^{duration._SHAPE.pattern}$"}
ANY = (Regel("", "", ""), Convenant("", "", "", "", "", {}, ()))


def one_of(names: Iterable[object]) -> Schema:
    return {"enum": sorted(map(str, names))}


def ref(words: str) -> Schema:
    return {"$ref": f"#/definitions/{words}"}


def termijn() -> Schema:
    """The shapes of the reader, with its events and durations in place of any word."""
    event = f"({'|'.join(sorted(EVENTS))})"
    shapes = [shape.pattern.replace(r"\d+ ?\w+", duration._SHAPE.pattern) for shape, _ in rows._SHAPES]
    shapes = [shape.replace(r"(\w+)", event).replace(r"\d.+", r"\d{4}-\d{2}-\d{2}") for shape in shapes]
    return {"anyOf": [{"enum": sorted(rows._PLAIN)}, {"type": "string", "pattern": f"^({'|'.join(shapes)})$"}]}


OWN: dict[tuple[str, str], Schema] = {
    ("convenant", "terugrekening"): {"enum": [TERUGREKENING]},
    ("convenant", "ongeregeld"): {"type": "array", "items": one_of(ONGEREGELD)},
    ("convenant", "leeftijden"): {"type": "array", "items": {"enum": list(LEEFTIJDEN)}},
    ("convenant", "gastenlijst"): one_of(GuestList),
    ("convenant", "gastenlijst_vast"): one_of(GuestList),
    ("convenant", "gemeenten"): TEXTS | {"minItems": 1},
    ("convenant", "vooraf"): {"type": "array", "items": DURATION},
    **{("woorden", name): NOUN for name in ("bespreking", "vervolggesprek", "advies", "convenant", "experts")},
    ("rol", "heet"): NOUN,
    ("tafel", "event"): one_of(EVENTS),
    ("tafel", "stappen"): {"type": "array", "items": one_of(STEPS)},
    ("trede", "stap"): WHOLE,
    ("trede", "id"): ONE_WORD,
    ("trede", "artikel"): SAID,
    ("trede", "woord"): SAID,
    ("trede", "naar"): SAID,
    ("regel", "id"): ONE_WORD,
    ("regel", "artikel"): SAID,
    ("regel", "moment"): one_of(MOMENTEN),
    ("plicht", "id"): ONE_WORD,
    ("plicht", "artikel"): SAID,
    ("plicht", "wat"): SAID,
    ("plicht", "wie"): TEXTS | {"minItems": 1},
    ("plicht", "vervuld"): one_of(MARKS),
    ("plicht", "per"): one_of(PER - {None}),
    ("plicht", "meldt"): one_of(MELDT),
    ("plicht", "anders_na"): one_of(EVENTS),
    ("plicht", "noemen_bij"): {"type": "array", "items": one_of(EVENTS)},
    ("plicht", "termijn"): termijn(),
    ("plicht", "bron"): one_of(Source),
    ("plicht", "vooraf"): {"type": "array", "items": DURATION},
    ("plicht", "voorstel"): DURATION,
    ("plicht", "vergoeding"): {"anyOf": [ref("vergoeding"), {"type": "array", "items": ref("vergoeding")}]},
}
"""What the checks ask of a key beyond its type."""


def schema() -> Schema:
    listed: Schema = {name: {"type": "array", "items": ref(words)} for name, (_, words) in TABLES.items()}
    listed["weg"]["minItems"] = 1
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Een convenant van retbot",
        "description": "Wat een editor aanvult en nakijkt; `retbot profile check` kijkt verder.",
        "type": "object",
        "properties": {
            "convenant": head(),
            "woorden": table("woorden", Woorden),
            **listed,
            "regel": {"type": "array", "items": ref("regel")},
        },
        "required": ["convenant", "weg"],
        "additionalProperties": False,
        "definitions": {words: table(words, class_) for class_, words in TABLES.values()}
        | {"regel": regel(), "vergoeding": table("vergoeding", Vergoeding)},
    }


def head() -> Schema:
    """Of Convenant only what the file itself gives: the rest comes from the other tables."""
    hints = {name: hint for name, hint in get_type_hints(Convenant).items() if of_type(hint) and name != "inhoud"}
    made = table("convenant", Convenant, [*hints, "vooraf"])
    return made | {"required": [name for name in made["required"] if name in hints] + ["gemeenten"]}


def table(words: str, class_: type, keys: Iterable[str] = ()) -> Schema:
    hints = get_type_hints(class_)
    fields = {f.name: f for f in dataclasses.fields(class_)}
    needed = [n for n, f in fields.items() if f.default is f.default_factory is dataclasses.MISSING]
    return {
        "type": "object",
        "properties": {key: of_key(words, key, hints.get(key)) for key in keys or fields},
        "required": needed,
        "additionalProperties": False,
    }


def of_key(words: str, key: str, hint: Any) -> Schema:
    return {"description": WORDS[words][key]} | (OWN.get((words, key)) or of_type(hint))


def of_type(hint: Any) -> Schema:
    """Empty for what the file cannot give as one value."""
    if get_origin(hint) is UnionType:
        return of_type(get_args(hint)[0])
    if get_origin(hint) is tuple and get_args(hint)[0] is str:
        return TEXTS
    return {str: TEXT, bool: {"type": "boolean"}, int: {"type": "integer"}, date: DATE}.get(hint, {})


def regel() -> Schema:
    """A condition has its own fields and the options of its code, a question also those of any question."""
    made = table("regel", Regel, [f.name for f in dataclasses.fields(Regel) if f.name != "opties"])
    own = list(made["properties"])
    options: dict[str, list[Schema]] = {}
    for known in (*conditions.OPTIONS.values(), conditions.OF_A_QUESTION):
        for name, check in known.items():
            form = of_check(check)
            options.setdefault(name, [])
            options[name] += [form] if form not in options[name] else []
    made["properties"]["code"] = {"description": WORDS["regel"]["code"], "anyOf": [one_of(conditions.OPTIONS), TEXT]}
    made["properties"] |= {name: forms[0] if len(forms) == 1 else {"anyOf": forms} for name, forms in options.items()}
    made["dependencies"] = {"vraag": ["moment"]}
    made["allOf"] = [for_code(code, own) for code in conditions.OPTIONS] + [for_own_question(own)]
    return made


def for_code(code: str, own: list[str]) -> Schema:
    options = conditions.OPTIONS[code]
    asked = [*own, *options, *conditions.OF_A_QUESTION]
    then: Schema = {
        "if": {"required": ["vraag"]},
        "then": {"propertyNames": one_of(set(asked))},
        "else": {"propertyNames": one_of({*own, *options})},
    }
    if needed := conditions.NEEDED.get(code):
        then["required"] = list(needed)
    if options:
        then["properties"] = {name: of_check(check) for name, check in options.items()}
    return {"if": {"properties": {"code": {"const": code}}, "required": ["code"]}, "then": then}


def for_own_question(own: list[str]) -> Schema:
    return {
        "if": {"properties": {"code": one_of(conditions.OPTIONS)}},
        "else": {"required": ["vraag"], "propertyNames": one_of({*own, *conditions.OF_A_QUESTION})},
    }


def of_check(check: conditions.Check) -> Schema:
    """What a check of an option accepts. One that was made for names holds those names, and perhaps an inner check."""
    held = inspect.getclosurevars(check).nonlocals
    name = of_names(held["names"]) if "names" in held else TEXT
    if "inner" in held:
        keys: Schema = {"propertyNames": name} if name != TEXT else {}
        return {"type": "object", "minProperties": 1, "additionalProperties": of_check(held["inner"])} | keys
    kind = check.__qualname__.partition(".")[0]
    return {
        "_one": name,
        "_many": {"type": "array", "items": name, "minItems": 1},
        "_tekst": SAID,
        "_getal": WHOLE,
        "_ja_nee": {"type": "boolean"},
        "_teksten": TEXTS | {"minItems": 1},
        "_leads": TEXTS | {"minItems": 2, "maxItems": 2},
        "_tabel": {"type": "object", "minProperties": 1},
        "_keyed_freely": {"type": "object", "minProperties": 1, "additionalProperties": SAID},
    }[kind]


def of_names(names: conditions.Names) -> Schema:
    """The names that are the same for every covenant; a name that the file defines is any text."""
    fixed = {conditions._events, conditions._banden, conditions._zicht}
    return one_of(names(*ANY)[1]) if names in fixed else TEXT


def as_text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")
