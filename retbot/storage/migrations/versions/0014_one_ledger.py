"""Who is expected, and which answers still count, stands in the ledger of what guests were told alone."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("uitnodiging", "vanaf")
    op.drop_column("uitnodiging", "ingetrokken")
