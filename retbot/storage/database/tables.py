"""The tables: codes, choices, dates, instants and checked text; no names, no birth dates, no unchecked text."""

import secrets
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

from retbot.domain.casus.casus import BesprekingState
from retbot.domain.termijnen.reminders import ReminderReason
from retbot.ports import Channel, PostState
from retbot.ports.storage.audit import Processing
from retbot.storage.database.columns import Args, Choice, Instant, Safe, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_casus(**options: Any) -> Column[str]:
    """The row is deleted with its case. Checked at the end of the transaction, so that it may be inserted before the
    case."""
    target = ForeignKey("casus.code", ondelete="CASCADE", deferrable=True, initially="DEFERRED")
    return Column("code", String, target, **options)


def _word(name: str, **options: Any) -> Column[str]:
    return Column(name, String, nullable=False, **options)


def _maybe(name: str, **options: Any) -> Column[str]:
    return Column(name, String, nullable=True, **options)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, **options)


def _yes_no(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


casus = Table(
    "casus",
    metadata,
    _word("code", primary_key=True),
    _word("convenant"),
    _word("versie"),
    Column("ontvangen", Date, nullable=False),
    _word("weg", key="route"),
    _yes_no("met_toegang"),
    _yes_no("besproken"),
    _word("leeftijd"),
    _word("gemeente"),
    Column("gronden", Words, nullable=False),
    _yes_no("lokaal"),
    _word("formulier"),
    _word("monitor"),
    _maybe("vervolg_op"),
    Column("afgeweken_van", Words, nullable=False),
    _maybe("reden"),
    Column("vastgelegd", Date),
    Column("gesloten", Date),
    Column("thread", String, index=True),
    # Random and never shown. When the case is deleted it is saved outside the database, to recognise the case in a
    # restored copy.
    _word("merk", default=lambda: secrets.token_hex(16)),
)

_RUNNING = text("gesloten IS NULL")
Index("ix_casus_open", casus.c.ontvangen, casus.c.code, sqlite_where=_RUNNING, postgresql_where=_RUNNING)

feit = Table(
    "feit",
    metadata,
    of_casus(primary_key=True),
    _number("positie", primary_key=True),
    _word("event"),
    Column("op", Date, key="day", nullable=False),
    _number("ronde"),
    _maybe("over", key="subject"),
    _maybe("keuze", key="value"),
    Column("vastgelegd", Date),
)

bespreking = Table(
    "bespreking",
    metadata,
    of_casus(primary_key=True),
    _number("positie", primary_key=True),
    _number("ronde"),
    Column("start", Instant, nullable=False),
    _number("minuten"),
    _word("uid"),
    _number("sequence"),
    Column("stand", Choice(BesprekingState), key="state", nullable=False),
    _maybe("plek"),
    _maybe("overleg"),
)

afspraak = Table(
    "afspraak",
    metadata,
    of_casus(primary_key=True),
    _number("positie", primary_key=True),
    _number("nummer"),
    _number("ronde"),
    _word("partij"),
    Column("datum", Date, nullable=False),
    _word("soort"),
    Column("klaar", Date),
    Column("omschrijving", Safe),
    Column("vastgelegd", Date),
)

# Derived: the open terms and their ends.
termijn = Table(
    "termijn",
    metadata,
    of_casus(primary_key=True),
    _word("key", primary_key=True),
    Column("einde", Instant, nullable=False),
)

# Derived, except the postponed ones, which have no aanleiding because that depends on the day.
reminder = Table(
    "herinnering",
    metadata,
    of_casus(primary_key=True),
    _word("key", primary_key=True),
    Column("moment", Instant, nullable=False),
    _word("termijn"),
    Column("aanleiding", Choice(ReminderReason)),
    Column("given_at", Instant),
)
_NOT_GIVEN = text("given_at IS NULL")
Index("ix_herinnering_due", reminder.c.moment, sqlite_where=_NOT_GIVEN, postgresql_where=_NOT_GIVEN)

teamfeit = Table(
    "teamfeit",
    metadata,
    _number("id", primary_key=True),
    _word("event"),
    Column("op", Date, key="day", nullable=False),
    _number("ronde"),
    _maybe("over", key="subject"),
    _maybe("keuze", key="value"),
    Column("vastgelegd", Date),
    sqlite_autoincrement=True,
)

deelnemer = Table(
    "deelnemer",
    metadata,
    _number("nummer", primary_key=True, autoincrement=False),
    _word("rol"),
    _maybe("sector"),
    _maybe("partij"),
    _maybe("matrix_id"),
    Column("vog", Date),
    Column("vervangt", Integer),
    _yes_no("ander_ret"),
    Column("sinds", Date),
)

adres = Table(
    "adres",
    metadata,
    _number("id", primary_key=True),
    _word("owner"),
    of_casus(index=True),
    Column("ciphertext", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# The id of an answered question is never reused, because somebody may still answer with it.
question = Table(
    "vraag",
    metadata,
    _number("id", primary_key=True),
    _word("person", index=True),
    _word("kind", key="type"),
    _word("room_id"),
    _maybe("thread"),
    of_casus(index=True),
    Column("stand", Args, key="state", nullable=False),
    Column("gesteld", Instant, nullable=False),
    _word("zin"),
    Column("args", Args, nullable=False),
    _word("snapshot"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    _number("id", primary_key=True),
    _word("key", unique=True),
    Column("channel", Choice(Channel), nullable=False),
    _word("kind", key="sentence"),
    Column("args", Args, nullable=False),
    of_casus(index=True),
    _maybe("about"),
    _maybe("room_id"),
    _maybe("thread"),
    _yes_no("in_case"),
    _yes_no("opens_thread"),
    _maybe("direct"),
    _yes_no("is_answer"),
    Column("rings", Words, nullable=False),
    _maybe("target"),
    _maybe("to"),
    _word("lane"),
    _number("rank"),
    Column("made_at", Instant, nullable=False),
    Column("due", Instant, nullable=False),
    Column("first_due", Instant, nullable=False),
    _number("attempts"),
    _yes_no("retried"),
    Column("state", Choice(PostState), nullable=False),
    Column("attempted_at", Instant),
    Column("sent_at", Instant),
    Column("event_id", String, index=True),
    # The token in the envelope sender of the mail, to which a report of its delivery comes back.
    Column("envelope", String, index=True),
    Column("bounced_at", Instant),
    sqlite_autoincrement=True,
)
_OPEN = text("state = 'open'")
Index("ix_outbox_due", outbox.c.due, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("ix_outbox_open", outbox.c.rank, outbox.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index(
    "ix_outbox_lane",
    outbox.c.lane,
    sqlite_where=text("state = 'open' AND retried = 1"),
    postgresql_where=text("state = 'open' AND retried"),
)

inbox = Table(
    "inbox",
    metadata,
    _word("event_id", primary_key=True),
    Column("seen_at", Instant, nullable=False, index=True),
)

# No foreign key, because the subject may be a code that never existed. Triggers allow only a purge to delete rows.
audit = Table(
    "audit",
    metadata,
    _number("id", primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    _word("who"),
    _word("role"),
    _word("on_behalf_of"),
    _word("what"),
    Column("processing", Choice(Processing), nullable=False),
    _word("outcome"),
    Column("code", String, index=True),
    _maybe("event_id"),
    Column("removed", Integer),
    Column("salt", LargeBinary, nullable=False),
)

audit_chain = Table(
    "audit_chain",
    metadata,
    _number("id", primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("removed_by", Integer),
)

note = Table("note", metadata, _word("name", primary_key=True), _word("value"))
