"""Polls about a bespreking, their options and who chose which."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "peiling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("minuten", sa.Integer(), nullable=False),
        sa.Column("gemaakt", sa.BigInteger(), nullable=False),
        sa.Column("gesloten", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_peiling"),
        sa.ForeignKeyConstraint(
            ["code"],
            ["casus.code"],
            name="fk_peiling_code",
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_peiling_code", "peiling", ["code"])
    op.create_index("ix_peiling_open", "peiling", ["gesloten"])
    op.create_table(
        "peilingoptie",
        _of_peiling(),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=True),
        sa.Column("keuze", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("peiling", "nummer", name="pk_peilingoptie"),
        sa.UniqueConstraint("id", name="uq_peilingoptie_id"),
        _to_peiling("peilingoptie"),
    )
    op.create_table(
        "peilingkeuze",
        _of_peiling(),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("peiling", "owner", "nummer", name="pk_peilingkeuze"),
        _to_peiling("peilingkeuze"),
    )


def _of_peiling() -> sa.Column[int]:
    return sa.Column("peiling", sa.Integer(), nullable=False)


def _to_peiling(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["peiling"], ["peiling.id"], name=f"fk_{table}_peiling", ondelete="CASCADE")
