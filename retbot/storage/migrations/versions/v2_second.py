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
    op.add_column("datalek", sa.Column("ingetrokken", sa.String))
    op.add_column("datalek", sa.Column("ingetrokken_op", sa.BigInteger))
    op.add_column("deelnemer", sa.Column("sinds", sa.Date))
    _mail()


def _mail() -> None:
    """A meeting that was announced keeps the organizer that it had: its token of then."""
    for table in ("uitnodiging", "oud_adres"):
        op.add_column(table, sa.Column("organizer", sa.String, nullable=False, server_default=""))
        op.execute(f"UPDATE {table} SET organizer = token")  # noqa: S608 - a name from the line above
        op.create_index(f"ix_{table}_organizer", table, ["organizer"])
    op.create_table(
        "antwoordadres",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("code", sa.String, _of_casus("antwoordadres")),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_antwoordadres_code", "antwoordadres", ["code"])
    op.create_table(
        "ander_adres",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("code", sa.String, _of_casus("ander_adres")),
        sa.Column("uid", sa.String),
        sa.Column("ciphertext", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ander_adres_code", "ander_adres", ["code"])
    op.add_column("outbox", sa.Column("envelope", sa.String))
    op.add_column("outbox", sa.Column("bounced_at", sa.BigInteger))
    op.create_index("ix_outbox_envelope", "outbox", ["envelope"])
    op.create_table(
        "peilingvraag",
        sa.Column("peiling", sa.Integer, sa.ForeignKey("peiling.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("owner", sa.String, primary_key=True),
        sa.Column("token", sa.String, nullable=False, unique=True),
    )
    op.execute("UPDATE outbox SET args = '{}' WHERE state = 'sent' AND is_answer")


def _of_casus(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(
        "casus.code", name=f"fk_{table}_code", ondelete="CASCADE", deferrable=True, initially="DEFERRED"
    )
