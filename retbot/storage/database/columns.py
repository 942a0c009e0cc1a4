"""Column types that a database does not have: instants, choices from a closed set, lists, arguments."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Dialect, String
from sqlalchemy.types import TypeDecorator

from retbot.domain.casus.safe_text import MAX_LENGTH, SafeText
from retbot.domain.errors import Arg

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """Microseconds since 1970 in UTC, so that instants sort and come back exactly. Refuses naive ones."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant without a zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + value * _MICROSECOND


class Choice(TypeDecorator[StrEnum]):
    """A value of an enumeration, stored as its value."""

    impl = String
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        return None if value is None else self.choices(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A list of choices, as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str]:  # noqa: ARG002
        return list(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(value)


class Safe(TypeDecorator[SafeText]):
    """Free text that was checked for identifying details; no other text can be written to it."""

    impl = String(MAX_LENGTH)
    cache_ok = True

    def process_bind_param(self, value: SafeText | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if not isinstance(value, SafeText):
            raise TypeError("free text that did not pass the gate")
        return value.text

    def process_result_value(self, value: str | None, dialect: Dialect) -> SafeText | None:  # noqa: ARG002
        return None if value is None else SafeText(value)


class Args(TypeDecorator[Mapping[str, Arg]]):
    """Arguments by name, as JSON; dates are tagged, so that they are read back as dates."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, Arg] | None, dialect: Dialect) -> dict[str, Any]:  # noqa: ARG002
        return {name: _as_json(arg) for name, arg in (value or {}).items()}

    def process_result_value(self, value: Any, dialect: Dialect) -> dict[str, Arg]:  # noqa: ARG002
        return {name: _read(arg) for name, arg in value.items()}


def _as_json(arg: Arg) -> Any:
    if isinstance(arg, datetime):
        if arg.utcoffset() is None:
            raise ValueError("an instant without a zone")
        return {"instant": arg.astimezone(UTC).isoformat()}
    if isinstance(arg, date):
        return {"date": arg.isoformat()}
    return arg if arg is None or isinstance(arg, str | int) else list(arg)


def _read(arg: Any) -> Arg:
    match arg:
        case {"instant": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case str() | int() | None | list():
            return arg
    raise ValueError("no argument")
