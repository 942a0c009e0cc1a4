"""Sentences that say what is wrong with the settings."""

import difflib
import errno
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from retbot.settings.secret_files import PLACEHOLDER

Loc = tuple[int | str, ...]
_ERROR_TYPES = {
    "string_type": "moet een tekst zijn, tussen aanhalingstekens",
    "string_too_short": "mag niet leeg zijn",
    "int_type": "moet een heel getal zijn",
    "int_parsing": "moet een heel getal zijn",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "tuple_type": "moet een lijst zijn, tussen vierkante haken",
    "dict_type": "moet een tabel zijn",
    "model_type": "moet een tabel zijn",
    "model_attributes_type": "moet een tabel zijn",
    "path_type": "moet de naam van een bestand zijn, tussen aanhalingstekens",
    "time_parsing": 'moet een tijd zijn, zoals "08:30"',
    "time_type": 'moet een tijd zijn, zoals "08:30"',
    "too_short": "moet er ten minste één noemen",
    "missing": "ontbreekt",
}


def unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Why a file cannot be read."""
    if isinstance(error, UnicodeDecodeError):
        return "er staat geen tekst in"
    known = {
        errno.ENOENT: "het is er niet",
        errno.EACCES: "deze gebruiker mag het niet lezen",
        errno.EISDIR: "het is een map",
    }
    return known.get(error.errno or 0, str(error.strerror))


def placeholders(tables: Mapping[str, Any]) -> dict[Loc, str]:
    """Where the settings still hold the placeholder of the example, and the sentence about it."""
    found = (loc for loc, text in _texts(tables, ()) if PLACEHOLDER in text)
    return {loc: f"{_path(loc)} bevat nog {PLACEHOLDER}, zoals in het voorbeeld: vul het in." for loc in found}


def sentences(error: ValidationError, unfilled: Mapping[Loc, str], model: type[BaseModel]) -> list[str]:
    """One sentence for each fault. A value that was never filled in gets only the sentence about that."""
    details = error.errors(include_url=False, include_input=False)
    told = [_sentence(one, model) for one in details if not any(one["loc"][: len(loc)] == loc for loc in unfilled)]
    return list(dict.fromkeys([*unfilled.values(), *told]))


def _sentence(error: ErrorDetails, model: type[BaseModel]) -> str:
    path, context = _path(error["loc"]), error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return f"{path} is geen instelling.{_suggestion(error['loc'], model)}"
        case "value_error":
            return f"{path} {context['error']}."
        case "literal_error":
            return f"{path} moet {context['expected'].replace(' or ', ' of ')} zijn."
        case "greater_than_equal":
            return f"{path} moet ten minste {context['ge']} zijn."
        case "less_than_equal":
            return f"{path} moet ten hoogste {context['le']} zijn."
        case error_type:
            return f"{path} {_ERROR_TYPES.get(error_type, 'klopt niet: ' + error['msg'])}."


def _path(loc: Loc) -> str:
    """`people.voorzitter, nummer 2`, `team.plekken.zaal 1`"""
    names = [str(part) for part in loc if isinstance(part, str) and part != "[key]"]
    numbers = [f", nummer {part + 1}" for part in loc if isinstance(part, int)]
    return ".".join(names) + "".join(numbers)


def _suggestion(loc: Loc, model: type[BaseModel]) -> str:
    """Suggests a file for a secret that was put here, otherwise a key with a similar spelling."""
    known = _known_names(model, loc[:-1])
    name = str(loc[-1])
    if f"{name}_file" in known:
        return f" Zet het in een bestand en noem dat bij {_path((*loc[:-1], f'{name}_file'))}."
    close = difflib.get_close_matches(name, known, n=1)
    return f" Bedoelt u {_path((*loc[:-1], close[0]))}?" if close else f" Bekend zijn: {', '.join(known)}."


def _known_names(model: type[BaseModel], loc: Loc) -> list[str]:
    for part in loc:
        model = next(_models(model.model_fields[str(part)].annotation))
    return [str(field.validation_alias or name) for name, field in model.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    for one in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one, (*loc, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, (*loc, number))
