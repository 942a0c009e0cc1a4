"""What every part of the unit of work stands on."""

from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from retbot.domain.casus.casecode import Casecode
from retbot.storage.database.tables import note
from retbot.storage.vault.sealing import Vault

T = TypeVar("T")
DESTROY = "vernietigen:"
"""How the name of a note begins that says whose key is to be destroyed."""


class StorePart:
    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._destroys = False
        """Whether keys may have to be destroyed after the commit."""

    async def _to_be_destroyed(self, code: Casecode, deleted: str = "") -> None:
        """The key of the case, after the commit; `deleted` is the mark of a case that goes whole, and the day. It is
        noted in the same transaction: what is undone is not destroyed, and where a kill comes between, it is destroyed
        at the next start."""
        await self._keep_key(code)
        await self._connection.execute(insert(note).values(name=f"{DESTROY}{code}", value=deleted))
        self._destroys = True

    async def _keep_key(self, code: Casecode) -> None:
        await self._connection.execute(delete(note).where(note.c.name == f"{DESTROY}{code}"))

    async def _destroy(self) -> None:
        pending = select(note).where(note.c.name.startswith(DESTROY, autoescape=True))
        for name, deleted in (await self._connection.execute(pending)).all():
            self._vault.destroy(Casecode(name.removeprefix(DESTROY)))
            mark, _, day = deleted.rpartition(" ")
            if mark:
                self._vault.deletions.add(mark, date.fromisoformat(day))
            await self._connection.execute(delete(note).where(note.c.name == name))


def row_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass, whose columns bear the same names."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def made_of(class_: type[T], row: RowMapping) -> T:
    return class_(**{field.name: row[field.name] for field in fields(class_)})  # type: ignore[arg-type]
