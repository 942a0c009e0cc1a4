"""The audit tells more, is chained, and only a purge takes rows away."""

import hashlib
import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NEW = ("at", "who", "role", "on_behalf_of", "what", "processing", "outcome", "code", "event_id", "removed")

_IS_A_PURGE = """
    OLD.removed_by IS NULL AND NEW.removed_by IS NOT NULL
    AND NEW.id = OLD.id AND NEW.digest = OLD.digest AND NEW.head = OLD.head
    AND NEW.removed_by = (SELECT max(id) FROM audit)
    AND (SELECT removed FROM audit WHERE id = NEW.removed_by)
        > (SELECT count(*) FROM audit_chain WHERE removed_by = NEW.removed_by)
"""
_IS_PURGED = "EXISTS (SELECT 1 FROM audit_chain WHERE id = OLD.id AND removed_by IS NOT NULL)"
_IS_NEW = "NEW.id > (SELECT coalesce(max(id), 0) FROM audit_chain)"
_ALLOWED = (
    ("audit", "INSERT", _IS_NEW),
    ("audit", "UPDATE", None),
    ("audit", "DELETE", _IS_PURGED),
    ("audit_chain", "INSERT", _IS_NEW),
    ("audit_chain", "UPDATE", _IS_A_PURGE),
    ("audit_chain", "DELETE", None),
)


def upgrade() -> None:
    earlier = op.get_bind().execute(sa.text("SELECT * FROM audit ORDER BY id")).mappings().all()
    op.drop_table("audit")
    _tables()
    _chained([dict(row) for row in earlier])
    _triggers()


def _tables() -> None:
    words = (sa.Column(name, sa.String(), nullable=False) for name in ("who", "role", "on_behalf_of", "what"))
    more = (sa.Column(name, sa.String(), nullable=False) for name in ("processing", "outcome"))
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *words,
        *more,
        sa.Column("code", sa.String()),
        sa.Column("event_id", sa.String()),
        sa.Column("removed", sa.Integer()),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_code"), "audit", ["code"])
    op.create_table(
        "audit_chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("removed_by", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_chain")),
    )


def _chained(rows: list[dict[str, object]]) -> None:
    """The earlier rows begin the chain, as storage/audit/chain.py reckons it."""
    head = bytes(32)
    for id_, earlier in enumerate(rows, start=1):
        row = dict.fromkeys(_NEW) | {"on_behalf_of": "", "processing": "casusbehandeling"} | earlier
        row |= {"id": id_, "role": earlier["who"]}
        salt = secrets.token_bytes(16)
        digest = hashlib.sha256(salt + json.dumps(row, sort_keys=True).encode()).digest()
        head = hashlib.sha256(head + id_.to_bytes(8, "big") + digest).digest()
        op.execute(_insert("audit", row | {"salt": salt}))
        op.execute(_insert("audit_chain", {"id": id_, "digest": digest, "head": head}))


def _insert(table: str, values: dict[str, object]) -> sa.Insert:
    return sa.table(table, *(sa.column(name) for name in values)).insert().values(**values)


def _triggers() -> None:
    make = _on_sqlite if op.get_bind().dialect.name == "sqlite" else _on_postgresql
    for table, change, allowed in _ALLOWED:
        make(table, change, allowed)


def _on_sqlite(table: str, change: str, allowed: str | None) -> None:
    unless = f"WHEN NOT coalesce({allowed}, 0)" if allowed else ""
    op.execute(
        f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} {unless} "
        f"BEGIN SELECT RAISE(ABORT, 'the audit stays'); END"
    )


def _on_postgresql(table: str, change: str, allowed: str | None) -> None:
    """Emptying the table at once fires no trigger for its rows: it has one of its own."""
    name = f"{table}_{change.lower()}"
    passed = "OLD" if change == "DELETE" else "NEW"
    check = f"IF coalesce({allowed or 'false'}, false) THEN RETURN {passed}; END IF;"
    op.execute(_refusing(name, check))
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    if change == "DELETE":
        op.execute(_refusing(f"{table}_truncate", ""))
        op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_truncate()")


def _refusing(name: str, check: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {check} "
        f"RAISE EXCEPTION 'the audit stays' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
