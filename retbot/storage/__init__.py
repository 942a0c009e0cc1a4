"""The store: tables, unit of work, outbox, audit, contact vault."""

from retbot.storage.database.engine import make_engine, on_damage, sqlite_url
from retbot.storage.database.lease import DatabaseInUse, DatabaseLinked, Lease, LeaseLost, lease
from retbot.storage.database.schema import OlderSchema, WrongSchema, migrate, must_be_current
from retbot.storage.unit_of_work import SqlStorage
from retbot.storage.vault.sealing import KeysExposed, KeysUnreadable, Vault

__all__ = [
    "DatabaseInUse",
    "DatabaseLinked",
    "KeysExposed",
    "KeysUnreadable",
    "Lease",
    "LeaseLost",
    "OlderSchema",
    "SqlStorage",
    "Vault",
    "WrongSchema",
    "lease",
    "make_engine",
    "migrate",
    "must_be_current",
    "on_damage",
    "sqlite_url",
]
