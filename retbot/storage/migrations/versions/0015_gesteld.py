"""When a question was asked."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is open is taken to have been asked now."""
    op.add_column("vraag", sa.Column("gesteld", sa.BigInteger()))
    vraag = sa.table("vraag", sa.column("gesteld"))
    op.execute(vraag.update().values(gesteld=int(datetime.now(UTC).timestamp()) * 1_000_000))
