"""What was known of what an open question asks, so that it ends when that changes."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vraag", sa.Column("snapshot", sa.String(), nullable=True))
