"""What the release after 0.1.0 stores besides the tables of v1."""

import sqlalchemy as sa
from alembic import op

revision = "v2"
down_revision = "v1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("afspraak", sa.Column("vastgelegd", sa.Date))
