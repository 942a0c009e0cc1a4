"""The tables of release 0.1.0, written down for each kind of database; changed by later migrations alone."""

from pathlib import Path

from alembic import op

revision = "v1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Between two statements stands an empty line."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(f".{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split("\n\n"):
        connection.exec_driver_sql(statement)
