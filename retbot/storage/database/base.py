"""What all parts of the unit of work share."""

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
"""Prefix of the notes that name a key to destroy."""


class Transaction:
    """What the parts of one unit of work share."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self.connection = connection
        self.vault = vault
        self.may_destroy = False
        """Whether there may be keys to destroy after the commit."""

    async def destroy_key_later(self, code: Casecode, deleted: str = "") -> None:
        """Schedules the key of the case to be destroyed after the commit. `deleted` is set when the whole case is
        deleted: its mark and the day. The note is part of the same transaction: after a rollback the key stays, and
        after a crash it is destroyed at the next start."""
        await self.keep_key(code)
        await self.connection.execute(insert(note).values(name=f"{DESTROY}{code}", value=deleted))
        self.may_destroy = True

    async def keep_key(self, code: Casecode) -> None:
        await self.connection.execute(delete(note).where(note.c.name == f"{DESTROY}{code}"))

    async def destroy_keys(self) -> None:
        pending = select(note).where(note.c.name.startswith(DESTROY, autoescape=True))
        for name, deleted in (await self.connection.execute(pending)).all():
            self.vault.destroy(Casecode(name.removeprefix(DESTROY)))
            mark, _, day = deleted.rpartition(" ")
            if mark:
                self.vault.deletions.add(mark, date.fromisoformat(day))
            await self.connection.execute(delete(note).where(note.c.name == name))


class StorePart:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._vault = transaction.vault


def row_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass, whose columns have the same names."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def made_of(class_: type[T], row: RowMapping) -> T:
    return class_(**{field.name: row[field.name] for field in fields(class_)})  # type: ignore[arg-type]
