"""The counters of purged cases, and which cases a message names beside its own."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "teller",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("halfjaar", "dimensie", "waarde")),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("halfjaar", "dimensie", "waarde", name=op.f("pk_teller")),
    )
    op.create_table(
        "vermelding",
        sa.Column("post", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("post", "code", name=op.f("pk_vermelding")),
        sa.ForeignKeyConstraint(["post"], ["outbox.id"], name=op.f("fk_vermelding_post"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["code"],
            ["casus.code"],
            name=op.f("fk_vermelding_code"),
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
