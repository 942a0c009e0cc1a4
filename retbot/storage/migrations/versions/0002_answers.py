"""Invitations with a token each, and the answers to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uitnodiging",
        *_guest(),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("vanaf", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("ingetrokken", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("token"),
        *_keys(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "antwoord",
        *_guest(),
        sa.Column("partstat", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("voorstel_van", sa.BigInteger(), nullable=True),
        sa.Column("voorstel_tot", sa.BigInteger(), nullable=True),
        *_keys(),
        sqlite_autoincrement=True,
    )
    for table in ("uitnodiging", "antwoord"):
        op.create_index(op.f(f"ix_{table}_code"), table, ["code"])


def _guest() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
    ]


def _keys() -> list[sa.schema.SchemaItem]:
    return [
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid", "owner"),
        sa.ForeignKeyConstraint(["code"], ["casus.code"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
    ]
