"""What every part of the unit of work stands on."""

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from retbot.domain.casecode import Casecode
from retbot.storage.vault import Vault

T = TypeVar("T")


class Part:
    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._forgotten: set[Casecode] = set()
        """The cases whose key is to be destroyed after the commit."""


def row_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass, whose columns bear the same names."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def made_of(kind: type[T], row: RowMapping) -> T:
    return kind(**{field.name: row[field.name] for field in fields(kind)})  # type: ignore[arg-type]
