"""The audit log in the database: a row and its link are added together; only a purge removes rows."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, type_coerce, update
from sqlalchemy.types import TypeDecorator

from retbot.domain.casus.casecode import Casecode
from retbot.ports import AuditEntry, AuditHead
from retbot.ports.storage.audit import Processing
from retbot.storage.audit import chain
from retbot.storage.database.base import StorePart, row_of
from retbot.storage.database.tables import audit, audit_chain

PURGE = "purge"


class SqlAudit(StorePart):
    async def add(self, entry: AuditEntry) -> None:
        await self._add(entry)

    async def purge(self, code: Casecode, why: str, now: datetime) -> int:
        return await self._purge(audit.c.code == code, why=why, now=now)

    async def purge_before(self, before: datetime, why: str, now: datetime) -> int:
        old = audit.c.code.is_(None), audit.c.at < before, audit.c.removed.is_(None)
        some = await self._connection.scalar(select(audit.c.id).where(*old).limit(1))
        return 0 if some is None else await self._purge(*old, why=why, now=now)

    async def head(self) -> AuditHead | None:
        last = await self._last()
        return AuditHead(last.id, last.head.hex()) if last else None

    async def _add(self, entry: AuditEntry) -> int:
        last = await self._last()
        id_ = last.id + 1 if last else 1
        values = row_of(entry) | {"id": id_, "salt": secrets.token_bytes(chain.SALT)}
        await self._connection.execute(insert(audit).values(**values))
        row = (await self._connection.execute(select(*plain_columns()).where(audit.c.id == id_))).mappings().one()
        of_row = chain.digest(dict(row))
        head = chain.next_head(last.head if last else chain.START, id_, of_row)
        await self._connection.execute(insert(audit_chain).values(id=id_, digest=of_row, head=head))
        return id_

    async def _last(self) -> chain.Link | None:
        newest = select(audit_chain).order_by(audit_chain.c.id.desc()).limit(1)
        row = (await self._connection.execute(newest)).mappings().first()
        return chain.Link(**row) if row else None

    async def _purge(self, *which: ColumnElement[bool], why: str, now: datetime) -> int:
        ids = list(await self._connection.scalars(select(audit.c.id).where(*which)))
        purge = AuditEntry(now, "retbot", PURGE, why, role="retbot", processing=Processing.BEWAREN, removed=len(ids))
        by = await self._add(purge)
        gone = audit_chain.c.id.in_(select(audit.c.id).where(*which))
        await self._connection.execute(update(audit_chain).where(gone, audit_chain.c.id < by).values(removed_by=by))
        await self._connection.execute(delete(audit).where(*which, audit.c.id < by))
        return len(ids)


def plain_columns() -> list[ColumnElement[Any]]:
    """The row in its database form, so that its digest does not depend on how our code converts it."""
    return [type_coerce(c, c.type.impl if isinstance(c.type, TypeDecorator) else c.type).label(c.name) for c in audit.c]
