"""The sentence that asked an open question, so that it can be said again."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vraag", sa.Column("zin", sa.String(), nullable=True))
    op.add_column("vraag", sa.Column("args", sa.JSON(), nullable=True))
