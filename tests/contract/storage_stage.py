"""Each implementation of the store, with its data."""

import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Afspraak, Bespreking, BesprekingState, Casus, Feit
from retbot.domain.casus.safe_text import SafeText
from retbot.domain.convenant.convenant import Plicht, TermijnForm, TermijnType
from retbot.domain.errors import Arg
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.ports import AuditEntry, Channel, Post, Storage
from retbot.storage import SqlStorage, Vault, make_engine, migrate, sqlite_url
from retbot.storage.database.tables import audit
from tests.contract.fake_storage import FakeStorage

CODE = Casecode("RET-7KH-4T3")
OTHER = Casecode("RET-222-222")
THIRD = Casecode("RET-333-333")
NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AANMELDING = Aanmelding(
    ontvangen=date(2026, 4, 20),
    route="gecertificeerde instelling",
    met_toegang=True,
    besproken=False,
    leeftijd="12-15",
    gemeente="Zwolle",
    gronden=("wachttijd", "complex"),
    lokaal=True,
    formulier="ja",
    monitor="niet gevraagd",
)


class Stage(Protocol):
    @property
    def storage(self) -> Storage: ...

    async def audits(self) -> list[AuditEntry]: ...


@dataclass
class FakeStage:
    storage: FakeStorage

    async def audits(self) -> list[AuditEntry]:
        return self.storage.audits


@dataclass
class SqlStage:
    storage: SqlStorage
    engine: AsyncEngine

    async def audits(self) -> list[AuditEntry]:
        async with self.engine.connect() as connection:
            rows = (await connection.execute(select(audit).order_by(audit.c.id))).mappings()
            return [AuditEntry(**{field.name: row[field.name] for field in fields(AuditEntry)}) for row in rows]


_schema: list[bytes] = []


async def prepare(engine: AsyncEngine, directory: Path) -> None:
    """Creates the tables. A new store is a copy of one that `migrate` made once in this process, because migrating
    takes longer than most tests."""
    file = directory / "retbot.db"
    if file.stat().st_size:
        await migrate(engine, directory / "backups")
        return
    if not _schema:
        with tempfile.TemporaryDirectory() as empty:
            fresh = Path(empty) / "retbot.db"
            first = make_engine(sqlite_url(fresh))
            await migrate(first, Path(empty) / "backups")
            await first.dispose()
            _schema.append(fresh.read_bytes())
    file.write_bytes(_schema[0])


@asynccontextmanager
async def sql_stage(directory: Path) -> AsyncIterator[SqlStage]:
    """A new store, or the one that exists already."""
    engine = make_engine(sqlite_url(directory / "retbot.db"))
    await prepare(engine, directory)
    try:
        yield SqlStage(SqlStorage(engine, Vault(directory / "keys.json")), engine)
    finally:
        await engine.dispose()


def casus(code: Casecode = CODE, aanmelding: Aanmelding = AANMELDING, *feiten: Feit) -> Casus:
    return Casus(code, "overijssel-2022", "2022-1", aanmelding, feiten)


def full_casus() -> Casus:
    """With something in every list, in an order that is not that of any column."""
    feiten = (
        Feit("triage", date(2026, 4, 22)),
        Feit("aanwezig", date(2026, 4, 21), 2, value="GI,gemeente"),
        Feit("voorwaarde", date(2026, 4, 20), 1, "veiligheid", "ja"),
    )
    besprekingen = (
        Bespreking(2, NOW + 9 * DAY, 60, "b@ret.example", 3, BesprekingState.HELD, "Zwolle"),
        Bespreking(1, NOW + timedelta(microseconds=1), 90, "a@ret.example", state=BesprekingState.CANCELLED),
    )
    afspraken = (
        Afspraak(2, 1, "gemeente", date(2026, 6, 1), "plan"),
        Afspraak(1, 1, "GI", date(2026, 6, 1), "zorg", date(2026, 5, 30), SafeText("wacht op beschikking")),
    )
    return Casus(CODE, "overijssel-2022", "2022-1", AANMELDING, feiten, besprekingen, afspraken)


def termijn(due: date | datetime, id_: str = "OV-8.4", staat: TermijnState = TermijnState.OPEN) -> Termijn:
    plicht = Plicht(
        id_, "8.4", "de casus op de agenda zetten", ("secretaris",), TermijnForm(TermijnType.NA, "aanmelding")
    )
    return Termijn(plicht, 0, due, staat)


def reminder(
    key: str, moment: datetime, aanleiding: ReminderReason = ReminderReason.BEFOREHAND, termijn: str = "OV-8.4:0:"
) -> Reminder:
    return Reminder(key, moment, termijn, aanleiding)


def post(
    key: str, *, args: Mapping[str, Arg] | None = None, thread: str | None = None, direct: str | None = None
) -> Post:
    return Post(key, Channel.ROOM, "herinnering", args or {}, thread=thread, direct=direct)


def in_case(key: str, code: Casecode = CODE) -> Post:
    return Post(key, Channel.ROOM, "herinnering", code=code, in_case=True)


def mail(key: str, to: str = "school", code: Casecode = CODE) -> Post:
    return Post(key, Channel.MAIL, "uitnodiging", code=code, to=to)


async def keep(storage: Storage, *cases: Casus) -> None:
    async with storage.begin() as work:
        for case in cases:
            await work.cases.save(case, [], [], NOW)
