"""Walks through the types of outgoing values: each text in them must state the closed set from which it comes."""

import dataclasses
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from inspect import getmembers, isfunction
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from retbot.domain.casus.safe_text import SafeText
from retbot.ports import Mailbox, Post, Room
from retbot.ports.closed_sets import ClosedSet
from retbot.scheduling.occasion import Speech

ROOTS = (Post, Speech)
"""What is sent, besides the arguments of Room and Mailbox."""
HARMLESS = (bool, int, date, datetime, timedelta, type(None), SafeText)
_MANY = (tuple, list, Sequence, Mapping, Union, types.UnionType)


def unstated() -> list[str]:
    """Every outgoing text without a stated closed set, as `Mail.subject`."""
    seen: set[type] = set()
    found = [path for root in ROOTS for path in in_type(root, root.__name__, seen)]
    for port in (Room, Mailbox):
        for name, method in getmembers(port, isfunction):
            if not name.startswith("_"):
                hints = get_type_hints(method, include_extras=True)
                taken = {key: hint for key, hint in hints.items() if key != "return"}
                found += [
                    path for key, hint in taken.items() for path in in_type(hint, f"{port.__name__}.{name}.{key}", seen)
                ]
    return found


def in_type(hint: Any, path: str, seen: set[type]) -> Iterator[str]:
    origin = get_origin(hint)
    if _stated(hint) or hint is Ellipsis or origin is Literal or isinstance(hint, NewType):
        return
    if origin is Annotated:
        yield from in_type(get_args(hint)[0], path, seen)
    elif origin in _MANY:
        for one in get_args(hint):
            yield from in_type(one, path, seen)
    elif isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint is not SafeText:
        yield from in_dataclass(hint, seen)
    elif not (isinstance(hint, type) and (issubclass(hint, Enum) or hint in HARMLESS)):
        yield path


def in_dataclass(kind: type, seen: set[type]) -> Iterator[str]:
    if kind in seen:
        return
    seen.add(kind)
    for name, hint in get_type_hints(kind, include_extras=True).items():
        yield from in_type(hint, f"{kind.__name__}.{name}", seen)


def strays(value: object) -> list[str]:
    """The fields of an outgoing value whose text does not have the stated form."""
    hints = get_type_hints(type(value), include_extras=True)
    return [
        f"{type(value).__name__}.{name}: {found!r}"
        for name, hint in hints.items()
        for found in _stray(getattr(value, name), hint)
    ]


def _stray(value: object, hint: Any) -> Iterator[str]:
    if dataclasses.is_dataclass(value) and not isinstance(value, SafeText):
        yield from strays(value)
    elif isinstance(value, str):
        forms = [closed.form for closed in _closed_sets(hint)]
        if forms and not any(re.fullmatch(form, value) for form in forms):
            yield value
    elif isinstance(value, Mapping):
        yield from (one for item in value.values() for one in _stray(item, hint))
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        yield from (one for item in value for one in _stray(item, hint))


def _closed_sets(hint: Any) -> Iterator[ClosedSet]:
    if get_origin(hint) is Annotated:
        yield from (one for one in hint.__metadata__ if isinstance(one, ClosedSet))
    yield from (closed for one in get_args(hint) if one is not Ellipsis for closed in _closed_sets(one))


def _stated(hint: Any) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(one, ClosedSet) for one in hint.__metadata__)
