"""Rewrites the database, so that no deleted data is left in its pages."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_STATEMENTS = {
    # The second checkpoint removes what VACUUM itself wrote to the -wal file.
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM FULL",),
}


async def vacuum(engine: AsyncEngine) -> None:
    """Outside any transaction. PostgreSQL keeps deleted data in its write-ahead log until that is recycled, and in
    every archive of the log: docs/privacy.md."""
    async with engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in _STATEMENTS[connection.dialect.name]:
            await outside.execute(text(statement))
