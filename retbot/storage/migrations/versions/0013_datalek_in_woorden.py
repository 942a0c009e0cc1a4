"""Facts, effects and measures of a breach in words that passed the gate."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("datalek") as table:
        for name in ("feiten", "gevolgen_tekst", "maatregelen_tekst"):
            table.add_column(sa.Column(name, sa.String(280)))
