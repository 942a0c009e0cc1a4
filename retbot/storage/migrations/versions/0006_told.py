"""What each guest of a meeting was last told about it; of invitations that were made before, as far as it is known."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_told = sa.table(
    "told",
    sa.column("uid", sa.String()),
    sa.column("owner", sa.String()),
    sa.column("sequence", sa.Integer()),
    sa.column("stamp", sa.BigInteger()),
    sa.column("since", sa.Integer()),
    sa.column("standing", sa.String()),
    sa.column("start", sa.BigInteger()),
    sa.column("minuten", sa.Integer()),
    sa.column("plek", sa.String()),
    sa.column("lijst", sa.String()),
    sa.column("sees", sa.JSON()),
    sa.column("code", sa.String()),
    sa.column("reached", sa.Boolean()),
)
_EARLIER = """
    SELECT b.uid, o."to" AS owner, b.sequence, max(o.made_at) AS stamp, b.start, b.minuten, b.plek, b.code,
        max(o.attempts) AS attempts
    FROM bespreking b JOIN outbox o ON o.code = b.code
    WHERE b.stand = 'gepland' AND o.kind = 'uitnodiging' AND o.key LIKE 'uitnodiging:' || b.uid || ':%'
    GROUP BY b.uid, o."to", b.sequence, b.start, b.minuten, b.plek, b.code
"""


def upgrade() -> None:
    op.create_table(
        "told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("minuten", sa.Integer(), nullable=False),
        sa.Column("plek", sa.String(), nullable=True),
        sa.Column("lijst", sa.String(), nullable=False),
        sa.Column("sees", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid", "owner"),
        sa.ForeignKeyConstraint(["code"], ["casus.code"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_told_code"), "told", ["code"])
    op.create_index(op.f("ix_told_owner"), "told", ["owner"])
    _carry_over()


def _carry_over() -> None:
    """Whom they saw was not kept: it counts as nobody, so that the next change of the list tells them anew."""
    for row in op.get_bind().execute(sa.text(_EARLIER)).mappings().all():
        same = {name: row[name] for name in ("uid", "owner", "sequence", "start", "minuten", "plek", "code")}
        whole = row["stamp"] // 1_000_000 * 1_000_000
        op.execute(
            _told.insert().values(
                **same,
                stamp=whole,
                since=row["sequence"],
                standing="invited",
                lijst="vast",
                sees=[],
                reached=row["attempts"] > 0,
            )
        )
