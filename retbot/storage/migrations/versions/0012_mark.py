"""A mark per case, by which an earlier copy of a deleted one is known."""

import hashlib
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("casus", sa.Column("merk", sa.String()))
    casus = sa.table("casus", sa.column("code"), sa.column("thread"), sa.column("merk"))
    for code, thread in op.get_bind().execute(sa.select(casus.c.code, casus.c.thread)).all():
        op.execute(casus.update().where(casus.c.code == code).values(merk=_mark(thread)))


def _mark(thread: str | None) -> str:
    """The same for each copy of the case from before this version: the id of an event is random as well."""
    return hashlib.sha256(thread.encode()).hexdigest()[:32] if thread else secrets.token_hex(16)
