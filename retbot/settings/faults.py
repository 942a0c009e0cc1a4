"""What is wrong with the settings, in sentences."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from retbot.settings.secret_files import PLACEHOLDER

Loc = tuple[int | str, ...]
_ERROR_TYPES = {
    "string_type": "must be a text, in quotes",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list, in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "path_type": "must be the name of a file, in quotes",
    "time_parsing": 'must be a time of day, such as "08:30"',
    "time_type": 'must be a time of day, such as "08:30"',
    "too_short": "must name at least one",
    "missing": "is missing",
}


def placeholders(tables: Mapping[str, Any]) -> dict[Loc, str]:
    """Where the example's placeholder still stands, and what to say of it."""
    found = (loc for loc, text in _texts(tables, ()) if PLACEHOLDER in text)
    return {loc: f"{_path(loc)} still holds {PLACEHOLDER}, as in the example." for loc in found}


def sentences(error: ValidationError, unfilled: Mapping[Loc, str], model: type[BaseModel]) -> list[str]:
    """One for each thing that is wrong; of what was never filled in, that alone."""
    details = error.errors(include_url=False, include_input=False)
    told = [_sentence(one, model) for one in details if not any(one["loc"][: len(loc)] == loc for loc in unfilled)]
    return list(dict.fromkeys([*unfilled.values(), *told]))


def _sentence(error: ErrorDetails, model: type[BaseModel]) -> str:
    path, context = _path(error["loc"]), error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return f"{path} is no setting.{_meant(error['loc'], model)}"
        case "value_error":
            return f"{path} {context['error']}."
        case "literal_error":
            return f"{path} must be {context['expected']}."
        case "greater_than_equal":
            return f"{path} must be at least {context['ge']}."
        case "less_than_equal":
            return f"{path} must be at most {context['le']}."
        case error_type:
            return f"{path} {_ERROR_TYPES.get(error_type, 'is wrong: ' + error['msg'])}."


def _path(loc: Loc) -> str:
    """`people.voorzitter, number 2`, `team.plekken.zaal 1`"""
    names = [str(part) for part in loc if isinstance(part, str) and part != "[key]"]
    numbers = [f", number {part + 1}" for part in loc if isinstance(part, int)]
    return ".".join(names) + "".join(numbers)


def _meant(loc: Loc, model: type[BaseModel]) -> str:
    """A secret belongs in a file; otherwise what is spelled alike."""
    known = _known(model, loc[:-1])
    name = str(loc[-1])
    if f"{name}_file" in known:
        return f" Put it in a file and name that in {_path((*loc[:-1], f'{name}_file'))}."
    close = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean {_path((*loc[:-1], close[0]))}?" if close else f" Known are: {', '.join(known)}."


def _known(model: type[BaseModel], loc: Loc) -> list[str]:
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
