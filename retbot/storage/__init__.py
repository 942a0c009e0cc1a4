"""The store: tables, unit of work, outbox, audit, contact vault."""
