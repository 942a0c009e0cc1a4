"""The store: tables, unit of work, outbox, audit, contact vault."""

from retbot.storage.engine import make_engine, sqlite_url
from retbot.storage.schema import NewerSchema, migrate
from retbot.storage.unit_of_work import SqlStorage
from retbot.storage.vault import KeysExposed, KeysUnreadable, Vault

__all__ = [
    "KeysExposed",
    "KeysUnreadable",
    "NewerSchema",
    "SqlStorage",
    "Vault",
    "make_engine",
    "migrate",
    "sqlite_url",
]
