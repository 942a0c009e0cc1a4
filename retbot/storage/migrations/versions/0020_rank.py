"""Who goes first in the outbox, when a post was to be said, and indices of what is still open."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OPEN = sa.text("state = 'open'")
_RUNNING = sa.text("gesloten IS NULL")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("is_answer", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("outbox", sa.Column("rank", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.add_column("outbox", sa.Column("first_due", sa.BigInteger()))
    _sort()
    op.create_index("ix_outbox_open", "outbox", ["rank", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    columns = ["ontvangen", "code"]
    op.create_index("ix_casus_open", "casus", columns, sqlite_where=_RUNNING, postgresql_where=_RUNNING)
    op.create_index("ix_vermelding_code", "vermelding", ["code"])


def _sort() -> None:
    """What was tried already counts from its next try: when it was to be said is known no more."""
    columns = "key", "channel", "is_answer", "rank", "lane", "due", "first_due"
    outbox = sa.table("outbox", *(sa.column(name) for name in columns), sa.column("opens_thread", sa.Boolean()))
    op.execute(outbox.update().values(first_due=outbox.c.due))
    for channel, rank in (("reaction", 2), ("mail", 3)):
        op.execute(outbox.update().where(outbox.c.channel == channel).values(rank=rank))
    spoken = outbox.c.channel.in_(["room", "redaction"])
    answers = sa.or_(outbox.c.key.like("antwoord:%"), outbox.c.key.like("verwijder:%"), outbox.c.opens_thread)
    first = {"is_answer": sa.true(), "rank": 0, "lane": sa.literal("answer:") + outbox.c.lane}
    op.execute(outbox.update().where(spoken, answers).values(first))
