"""The overleggen of the team, and the slot of a bespreking in one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "overleg",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("minuten", sa.Integer(), nullable=False),
        sa.Column("tijdvak", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(), nullable=False),
        sa.Column("plek", sa.String()),
        sa.Column("tafel", sa.String()),
        sa.PrimaryKeyConstraint("uid", name="pk_overleg"),
    )
    op.create_index("ix_overleg_start", "overleg", ["start"])
    op.add_column("bespreking", sa.Column("overleg", sa.String()))
