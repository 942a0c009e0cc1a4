"""The first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBERED = {"sqlite_autoincrement": True}


def upgrade() -> None:
    _cases()
    _parts_of_cases()
    _derived()
    _people()
    _question()
    _outbox()
    _records()


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _maybe(name: str) -> sa.Column[str]:
    return _text(name, nullable=True)


def _number(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, **options)


def _yes_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _casus() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["code"], ["casus.code"], ondelete="CASCADE", deferrable=True, initially="DEFERRED")


def _key(*names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _partial_index(name: str, table: str, column: str, sqlite: str, postgresql: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(sqlite), postgresql_where=sa.text(postgresql))


def _cases() -> None:
    op.create_table(
        "casus",
        *(_text(name) for name in ("code", "convenant", "versie")),
        _day("ontvangen"),
        _text("weg"),
        _yes_no("met_toegang"),
        _yes_no("besproken"),
        _text("leeftijd"),
        _text("gemeente"),
        _json("gronden"),
        _yes_no("lokaal"),
        _text("formulier"),
        _text("monitor"),
        _maybe("vervolg_op"),
        _json("afgeweken_van"),
        _maybe("reden"),
        _day("vastgelegd", nullable=True),
        _day("gesloten", nullable=True),
        _maybe("thread"),
        _key("code"),
    )
    _index("casus", "thread")


def _feit() -> list[sa.Column[Any]]:
    return [
        _text("event"),
        _day("op"),
        _number("ronde"),
        _maybe("over"),
        _maybe("keuze"),
        _day("vastgelegd", nullable=True),
    ]


def _parts_of_cases() -> None:
    own = [_key("code", "positie"), _casus()]
    op.create_table("feit", _text("code"), _number("positie"), *_feit(), *own)
    op.create_table(
        "bespreking",
        _text("code"),
        *(_number(name) for name in ("positie", "ronde")),
        _instant("start"),
        _number("minuten"),
        _text("uid"),
        _number("sequence"),
        _text("stand"),
        _maybe("plek"),
        _key("code", "positie"),
        _casus(),
    )
    op.create_table(
        "afspraak",
        _text("code"),
        *(_number(name) for name in ("positie", "nummer", "ronde")),
        _text("partij"),
        _day("datum"),
        _text("soort"),
        _day("klaar", nullable=True),
        _key("code", "positie"),
        _casus(),
    )


def _derived() -> None:
    op.create_table("termijn", _text("code"), _text("key"), _instant("einde"), _key("code", "key"), _casus())
    op.create_table(
        "herinnering",
        *(_text(name) for name in ("code", "key")),
        _instant("moment"),
        _text("termijn"),
        _maybe("aanleiding"),
        _instant("given_at", nullable=True),
        _key("code", "key"),
        _casus(),
    )
    _partial_index("ix_herinnering_due", "herinnering", "moment", "given_at IS NULL", "given_at IS NULL")


def _people() -> None:
    op.create_table(
        "deelnemer",
        _number("nummer", autoincrement=False),
        _text("rol"),
        *(_maybe(name) for name in ("sector", "partij", "matrix_id")),
        _day("vog", nullable=True),
        _key("nummer"),
    )
    op.create_table(
        "adres",
        _number("id"),
        _text("owner"),
        _maybe("code"),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        _key("id"),
        _casus(),
        **_NUMBERED,
    )
    _index("adres", "code")


def _question() -> None:
    op.create_table(
        "vraag",
        _number("id"),
        *(_text(name) for name in ("person", "kind", "room_id")),
        *(_maybe(name) for name in ("thread", "code")),
        _json("stand"),
        _key("id"),
        _casus(),
        **_NUMBERED,
    )
    _index("vraag", "person")
    _index("vraag", "code")


def _outbox() -> None:
    op.create_table(
        "outbox",
        _number("id"),
        *(_text(name) for name in ("key", "channel", "kind")),
        _json("args"),
        *(_maybe(name) for name in ("code", "about", "room_id", "thread")),
        *(_yes_no(name) for name in ("in_case", "opens_thread")),
        _maybe("direct"),
        _json("rings"),
        *(_maybe(name) for name in ("target", "to")),
        _text("lane"),
        *(_instant(name) for name in ("made_at", "due")),
        _number("attempts"),
        _yes_no("retried"),
        _text("state"),
        *(_instant(name, nullable=True) for name in ("attempted_at", "sent_at")),
        _maybe("event_id"),
        _key("id"),
        sa.UniqueConstraint("key"),
        _casus(),
        **_NUMBERED,
    )
    _index("outbox", "code")
    _index("outbox", "event_id")
    _partial_index("ix_outbox_due", "outbox", "due", "state = 'open'", "state = 'open'")
    _partial_index("ix_outbox_lane", "outbox", "lane", "state = 'open' AND retried = 1", "state = 'open' AND retried")


def _records() -> None:
    op.create_table("teamfeit", _number("id"), *_feit(), _key("id"), **_NUMBERED)
    op.create_table("inbox", _text("event_id"), _instant("seen_at"), _key("event_id"))
    _index("inbox", "seen_at")
    op.create_table("note", _text("name"), _text("value"), _key("name"))
    op.create_table(
        "audit",
        _number("id"),
        _instant("at"),
        *(_text(name) for name in ("who", "what", "outcome")),
        *(_maybe(name) for name in ("code", "event_id")),
        _key("id"),
        **_NUMBERED,
    )
    _index("audit", "code")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit stays'); END"
        )
