"""A description of an afspraak, which passed the gate."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("afspraak") as table:
        table.add_column(sa.Column("omschrijving", sa.String(280)))
