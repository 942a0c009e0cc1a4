"""Checks that the audit log is intact: in the bot's own database, or in a copy that is only read."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from retbot.storage.audit.chain import ChainVerdict, Link, verify
from retbot.storage.audit.log import plain_columns
from retbot.storage.database.schema import must_be_released
from retbot.storage.database.tables import audit, audit_chain

Kept = tuple[int, str]
"""The last link as saved elsewhere: the number of its row and its digest in hexadecimal, possibly only the first
digits."""
_REVISION = "SELECT version_num FROM alembic_version"


class NoAudit(Exception):
    """The file has no audit log in a form that this version knows."""


def verify_copy(path: Path, kept: Kept | None = None) -> ChainVerdict:
    """Checks a SQLite file without writing to it. Raises NoAudit and WrongSchema."""
    try:
        rows, links = _read(path, "mode=ro")
    except sqlite3.OperationalError:
        # The copy has no -wal and -shm files, and they cannot be created here.
        rows, links = _read(path, "mode=ro&immutable=1")
    return verify(rows, links, kept)


async def verify_store(connection: AsyncConnection, kept: Kept | None = None) -> ChainVerdict:
    """Raises WrongSchema."""
    must_be_released(await connection.scalar(text(_REVISION)))
    rows = (await connection.execute(select(*plain_columns()).order_by(audit.c.id))).mappings().all()
    links = (await connection.execute(select(audit_chain).order_by(audit_chain.c.id))).mappings()
    return verify(map(dict, rows), [Link(**link) for link in links], kept)


def _read(path: Path, how: str) -> tuple[Sequence[Mapping[str, Any]], Sequence[Link]]:
    if not path.is_file():
        raise NoAudit
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            for revision in connection.execute(_REVISION):
                must_be_released(revision["version_num"])
            rows = [dict(row) for row in connection.execute("SELECT * FROM audit ORDER BY id")]
            links = [Link(**dict(row)) for row in connection.execute("SELECT * FROM audit_chain ORDER BY id")]
    except sqlite3.OperationalError as error:
        if "immutable" in how or "no such table" in str(error):
            raise NoAudit from None
        raise
    except sqlite3.DatabaseError:
        raise NoAudit from None
    return rows, links
