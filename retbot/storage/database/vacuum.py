"""Writes the database anew, so that nothing of what was deleted is left in its pages."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_STATEMENTS = {
    # The second checkpoint takes away what VACUUM itself wrote into the log.
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM FULL",),
}


async def vacuum(engine: AsyncEngine) -> None:
    """Outside of any transaction. PostgreSQL keeps what was deleted in its write-ahead log until that is recycled, and
    in every archive of it: docs/privacy.md."""
    async with engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in _STATEMENTS[connection.dialect.name]:
            await outside.execute(text(statement))
