"""The addresses that guests have left, until the last message went there."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oud_adres",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False, unique=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["code"], ["casus.code"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_oud_adres_code"), "oud_adres", ["code"])
