"""The schema: what it may hold, and how it comes about."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from retbot.domain.casus.casus import Aanmelding, Afspraak, Bespreking, Casus, Feit
from retbot.domain.deelnemers.absence import Absence, DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.meeting import LedgerEntry
from retbot.domain.invitations.rsvps import Invitation, Rsvp
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.planning.polls import Option, Poll
from retbot.domain.termijnen.reminders import Reminder
from retbot.ports import AuditEntry, Post, PostRow, Question
from retbot.ports.storage.addresses import LeftAddress
from retbot.storage import WrongSchema, make_engine, migrate, sqlite_url
from retbot.storage.database.schema import MIGRATIONS
from retbot.storage.database.tables import metadata

COLUMNS = {
    "casus": "code convenant versie ontvangen weg met_toegang besproken leeftijd gemeente gronden lokaal formulier "
    "monitor vervolg_op afgeweken_van reden vastgelegd gesloten thread merk",
    "feit": "code positie event op ronde over keuze vastgelegd",
    "bespreking": "code positie ronde start minuten uid sequence stand plek overleg",
    "overleg": "uid start minuten tijdvak sequence stand plek tafel",
    "afspraak": "code positie nummer ronde partij datum soort klaar omschrijving vastgelegd",
    "termijn": "code key einde",
    "herinnering": "code key moment termijn aanleiding given_at",
    "teamfeit": "id event op ronde over keuze vastgelegd",
    "deelnemer": "nummer rol sector partij matrix_id vog vervangt ander_ret sinds",
    "afwezigheid": "id wie van tot",
    "adres": "id owner code ciphertext",
    "oud_adres": "id uid owner token code ciphertext organizer",
    "vraag": "id person kind room_id thread code stand gesteld zin args snapshot",
    "outbox": "id key channel kind args code about room_id thread in_case opens_thread direct is_answer rings target "
    "to lane rank made_at due first_due attempts retried state attempted_at sent_at event_id envelope bounced_at",
    "inbox": "event_id seen_at",
    "audit": "id at who role on_behalf_of what processing outcome code event_id removed salt",
    "audit_chain": "id digest head removed_by",
    "besluit": "code recht op kenmerk eerste vastgelegd tweede",
    "datalek": "nummer ontdekt door aard oorzaak betrokkenen aantal gegevens gevolgen maatregelen partijen autoriteit "
    "getroffenen geen_melding geen_bericht te_laat feiten gevolgen_tekst maatregelen_tekst "
    "ingetrokken ingetrokken_op",
    "teller": "halfjaar dimensie waarde aantal",
    "vermelding": "post code",
    "note": "name value",
    "peiling": "id code soort ronde minuten gemaakt gesloten",
    "peilingoptie": "peiling nummer id start keuze",
    "peilingkeuze": "peiling owner nummer",
    "peilingvraag": "peiling owner token",
    "uitnodiging": "id uid owner token code organizer",
    "antwoordadres": "id owner code token private",
    "ander_adres": "id owner code uid ciphertext",
    "antwoord": "id uid owner partstat sequence stamp via at code voorstel_van voorstel_tot",
    "offered_answer": "id uid owner partstat sequence stamp via at code voorstel_van voorstel_tot",
    "told": "id uid owner sequence stamp since standing start minuten plek lijst sees code reached",
}
"""Every column there may be. None is for a name, a birth date or a text: think twice before one is added."""

HEAD = ScriptDirectory(str(MIGRATIONS)).get_current_head()

NEXT = '''"""A later schema."""

from alembic import op

revision = "v9999"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER)")
    op.execute("{last}")
'''


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(sqlite_url(tmp_path / "data" / "retbot.db"))
    yield engine
    await engine.dispose()


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def later_migrations(directory: Path, last: str = "SELECT 1") -> Path:
    migrations = directory / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    (migrations / "versions" / "v9999_next.py").write_text(NEXT.format(head=HEAD, last=last))
    return migrations


def names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.glob("*"))


async def tables_of(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        found = await connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        return {name for name in found if not name.startswith("sqlite_")}


def test_the_schema_has_these_columns_and_no_other() -> None:
    found = {table.name: [column.name for column in table.columns] for table in metadata.sorted_tables}
    assert found == {name: columns.split() for name, columns in COLUMNS.items()}


@pytest.mark.parametrize(
    ("table", "kind", "elsewhere"),
    [
        ("casus", Casus, {"aanmelding", "feiten", "besprekingen", "afspraken"}),
        ("casus", Aanmelding, set()),
        ("feit", Feit, set()),
        ("bespreking", Bespreking, set()),
        ("afspraak", Afspraak, set()),
        ("overleg", Overleg, set()),
        ("herinnering", Reminder, set()),
        ("teamfeit", Feit, set()),
        ("deelnemer", Deelnemer, {"afwezig"}),
        ("afwezigheid", Absence, {"periode"}),
        ("afwezigheid", DatePeriod, set()),
        ("vraag", Question, set()),
        ("outbox", Post, set()),
        ("outbox", PostRow, {"post"}),
        ("audit", AuditEntry, set()),
        ("peiling", Poll, {"opties"}),
        ("peilingoptie", Option, set()),
        ("uitnodiging", Invitation, set()),
        ("antwoord", Rsvp, set()),
        ("offered_answer", Rsvp, set()),
        ("told", LedgerEntry, set()),
        ("oud_adres", LeftAddress, {"address"}),
    ],
)
def test_every_field_of_a_value_has_its_column(table: str, kind: type[Any], elsewhere: set[str]) -> None:
    names = {field.name for field in fields(kind)} - elsewhere
    assert names <= set(metadata.tables[table].c.keys())


async def test_the_migrations_make_what_the_tables_say(engine: AsyncEngine, backups: Path) -> None:
    def differences(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    await migrate(engine, backups)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_fresh_database_needs_no_backup_and_a_second_start_nothing(engine: AsyncEngine, backups: Path) -> None:
    assert await migrate(engine, backups) is None
    assert await migrate(engine, backups) is None
    assert names_in(backups) == []


async def test_an_older_database_is_upgraded_after_a_copy(engine: AsyncEngine, backups: Path, tmp_path: Path) -> None:
    await migrate(engine, backups)
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO note VALUES ('sync', 's1')"))
    copy = await migrate(engine, backups, later_migrations(tmp_path))
    assert "later" in await tables_of(engine)
    assert copy == backups / f"retbot-{HEAD}-1.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as earlier:
        assert earlier.execute("SELECT * FROM note").fetchall() == [("sync", "s1")]
        assert earlier.execute("SELECT * FROM alembic_version").fetchall() == [(HEAD,)]


async def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    engine: AsyncEngine, backups: Path, tmp_path: Path
) -> None:
    await migrate(engine, backups)
    broken = later_migrations(tmp_path, last="SELECT * FROM nowhere")
    for _ in range(2):
        with pytest.raises(OperationalError):
            await migrate(engine, backups, broken)
    assert "later" not in await tables_of(engine)
    assert names_in(backups) == [f"retbot-{HEAD}-1.db", f"retbot-{HEAD}-2.db"]


async def test_a_newer_database_is_left_alone(engine: AsyncEngine, backups: Path, tmp_path: Path) -> None:
    await migrate(engine, backups, later_migrations(tmp_path))
    with pytest.raises(WrongSchema, match="nieuwere versie"):
        await migrate(engine, backups)
    assert names_in(backups) == []
    assert "later" in await tables_of(engine)
