"""Decisions about the rights of those concerned, and the register of breaches."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "besluit",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("recht", sa.String(), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("kenmerk", sa.String(), nullable=False),
        sa.Column("eerste", sa.String(), nullable=False),
        sa.Column("vastgelegd", sa.BigInteger(), nullable=False),
        sa.Column("tweede", sa.String()),
        sa.PrimaryKeyConstraint("code", "recht", name=op.f("pk_besluit")),
        sa.ForeignKeyConstraint(
            ["code"],
            ["casus.code"],
            name=op.f("fk_besluit_code"),
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    words = ("aard", "oorzaak", "betrokkenen", "aantal", "gegevens", "gevolgen", "maatregelen")
    op.create_table(
        "datalek",
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ontdekt", sa.BigInteger(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        *(sa.Column(name, sa.String()) for name in words),
        *(sa.Column(name, sa.BigInteger()) for name in ("partijen", "autoriteit", "getroffenen")),
        sa.Column("geen_melding", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("nummer", name=op.f("pk_datalek")),
    )
