"""What the release after 0.1.0 stores besides the tables of v1."""

import sqlalchemy as sa
from alembic import op

revision = "v2"
down_revision = "v1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("afspraak", sa.Column("vastgelegd", sa.Date))
    op.add_column("datalek", sa.Column("geen_bericht", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("datalek", sa.Column("te_laat", sa.String))
    op.add_column("deelnemer", sa.Column("sinds", sa.Date))
