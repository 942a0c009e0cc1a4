"""The answers that nobody has accepted yet."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offered_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("partstat", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("voorstel_van", sa.BigInteger(), nullable=True),
        sa.Column("voorstel_tot", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid", "owner"),
        sa.ForeignKeyConstraint(["code"], ["casus.code"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offered_answer_code"), "offered_answer", ["code"])
