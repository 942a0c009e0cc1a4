"""What the release after 0.1.0 stores besides the tables of v1."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

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
    _ticked_reports()
    _ticked_alternatives()


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


_REPORTS = {
    "MO-17.5": "partijen",
    "AVG-33": "autoriteit",
    "MO-17.6": "autoriteit",
    "AVG-34": "getroffenen",
    "MO-17.6b": "getroffenen",
}
"""The duties of 0.1.0 that a report ends → where the register of datalekken keeps it."""
_DECLINED = {("MO-17.6", "melden hoefde niet"): "geen_melding", ("MO-17.6b", "hoefde niet"): "geen_bericht"}
"""The outcomes by which nobody had to be informed → the field of the register."""


def _ticked_reports() -> None:
    """In 0.1.0 `gedaan` with the id of such a duty did not reach the register, which now says alone what was done."""
    connection, done, register = op.get_bind(), _facts("teamfeit", "id"), _register()
    ticked = sa.select(done).where(done.c.event == "gedaan", done.c.over.in_(_REPORTS)).order_by(done.c.id)
    for row in connection.execute(ticked).mappings().all():
        field = _REPORTS[row["over"]]
        known = register.c.ontdekt <= _instant(row["op"], time(23, 59))
        found = sa.select(register.c.nummer, register.c.ontdekt).where(register.c[field].is_(None), known)
        numbered = found.where(register.c.nummer == row["ronde"]) if row["ronde"] else found
        first = connection.execute(numbered.order_by(register.c.nummer)).first()
        if first is not None:
            declined = _DECLINED.get((row["over"], row["keuze"]))
            change = {declined: True} if declined else {field: max(first[1], _instant(row["op"], time(12)))}
            connection.execute(register.update().where(register.c.nummer == first[0]).values(change))


def _ticked_alternatives() -> None:
    """In 0.1.0 one tick ended the search for an alternative of every afspraak that had failed in that round."""
    connection, feit = op.get_bind(), _facts("feit", "code", "positie")
    rows = connection.execute(sa.select(feit).order_by(feit.c.code, feit.c.positie)).mappings().all()
    ticks = [row for row in rows if row["event"] == "gedaan" and row["over"] in {"MO-7a", "GV-2.5.5"}]
    for tick in ticks:
        own = [row for row in rows if (row["code"], row["ronde"]) == (tick["code"], tick["ronde"])]
        failed = [row["over"] for row in own if row["event"] == "mislukt" and row["op"] <= tick["op"]]
        for number in dict.fromkeys(failed):
            last = sa.select(sa.func.max(feit.c.positie)).where(feit.c.code == tick["code"])
            new = dict(tick) | {"positie": connection.execute(last).scalar_one() + 1, "over": number}
            connection.execute(feit.insert().values(new | {"event": "alternatief"}))


def _facts(name: str, *keys: str) -> sa.TableClause:
    days = (sa.column("op", sa.Date), sa.column("vastgelegd", sa.Date))
    return sa.table(name, *map(sa.column, (*keys, "event", "ronde", "over", "keuze")), *days)


def _register() -> sa.TableClause:
    moments = (sa.column(one, sa.BigInteger) for one in ("ontdekt", *dict.fromkeys(_REPORTS.values())))
    choices = (sa.column(one, sa.Boolean) for one in _DECLINED.values())
    return sa.table("datalek", sa.column("nummer"), *moments, *choices)


def _instant(day: date, at: time) -> int:
    """In microseconds, as the store keeps it."""
    local = datetime.combine(day, at, ZoneInfo("Europe/Amsterdam"))
    return int(local.astimezone(UTC).timestamp() * 1_000_000)


def _of_casus(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(
        "casus.code", name=f"fk_{table}_code", ondelete="CASCADE", deferrable=True, initially="DEFERRED"
    )
