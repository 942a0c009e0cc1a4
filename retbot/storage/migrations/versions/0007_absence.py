"""Who is away on which days, and who stands in for whom."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "afwezigheid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wie", sa.String(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_afwezigheid"),
        sqlite_autoincrement=True,
    )
    op.add_column("deelnemer", sa.Column("vervangt", sa.Integer(), nullable=True))
    op.add_column("deelnemer", sa.Column("ander_ret", sa.Boolean(), nullable=False, server_default=sa.false()))
