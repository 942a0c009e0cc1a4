"""Runs the migrations on the connection that retbot.storage.database.schema passes on."""

from alembic import context

from retbot.storage.database.tables import metadata

# SQLite can undo schema changes; the engine begins its transactions itself.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
