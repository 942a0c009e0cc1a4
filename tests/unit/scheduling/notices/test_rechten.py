"""Carrying out what was decided: the file of an inzage, wiping, and the clock of a breach."""

import json
from datetime import date, timedelta
from pathlib import Path

from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.casus.safe_text import SafeText
from retbot.domain.errors import Arg
from retbot.domain.privacy.datalekken import Datalek
from retbot.ports import AuditEntry, Channel, Post, PostRow, PostState, UnitOfWork
from retbot.scheduling.notices.inzage import inzage_bestand
from retbot.scheduling.notices.inzage_tables import DELEN
from retbot.scheduling.occasion import Occasion
from retbot.storage.database.tables import metadata
from tests.clock import at
from tests.contract.storage_stage import NOW, OTHER, casus, keep, sql_stage
from tests.contract.test_storage_ledger import EXPERT
from tests.contract.test_storage_polls import PRIKKER
from tests.storage.every_table import OF_NO_CASE, fill_every_table, sample
from tests.unit.scheduling.stage import CODE, SANNE, VERA, stage, team

BESLUIT = GdprDecision(GdprRight.WISSEN, date(2026, 4, 20), "Z/26/1", VERA, at("2026-04-20 10:00"), SANNE)


async def test_an_inzage_is_a_file_in_plain_dutch_that_is_redacted_after_a_day() -> None:
    s = stage("2026-04-20 20:00")
    await s.open(date(2026, 4, 20))
    await s.note("compleet", date(2026, 4, 20))
    await s.put(Post("i", Channel.ROOM, "inzage_bestand", code=CODE, room_id="!team:ret.example", thread="$t"))
    await s.now()
    (sent,) = s.room.files
    text = sent.attachment.content.decode("utf-8-sig")
    assert f"Alles wat retbot bewaart over casus {CODE}" in text
    assert "- ontvangen op: maandag 20 april 2026; aangemeld via: toegang; samen met de toegang: nee" in text
    assert "wat: compleet; op: maandag 20 april 2026" in text
    assert (sent.attachment.name, sent.attachment.thread) == (f"inzage-{CODE}.txt", "$t")
    await s.step(at("2026-04-21 19:59"))
    assert sent.event_id not in s.room.redacted
    await s.step(at("2026-04-21 20:01"))
    assert sent.event_id in s.room.redacted


def test_every_column_of_every_table_is_shown_or_left_out_on_purpose() -> None:
    assert set(DELEN) | OF_NO_CASE == set(metadata.tables)
    for name, deel in DELEN.items():
        columns = [column.key for column in metadata.tables[name].c]
        assert sorted(columns) == sorted([*deel.kolommen, *deel.left_out]), name


async def test_an_inzage_shows_a_row_of_every_table_with_all_that_it_tells(tmp_path: Path) -> None:
    async with sql_stage(tmp_path) as real:
        async with real.engine.begin() as connection:
            await fill_every_table(connection)
        async with real.storage.begin() as work:
            text = await inzage_of(work)
    for name, deel in DELEN.items():
        _, _, section = text.partition(f"\r\n{deel.kop}\r\n")
        (row,) = [line for line in section.partition("\r\n\r\n")[0].splitlines() if line.startswith("- ")]
        labels = [part.partition(": ")[0] for part in row.removeprefix("- ").split("; ")]
        assert labels == list(deel.kolommen.values()), name
        typed = {c for c in deel.kolommen if isinstance(sample(metadata.tables[name].c[c], CODE), str | SafeText)}
        shown = {column for column in typed if f"{name} {column}".replace("_", " ") in row}
        assert typed - shown <= CODED.get(name, set()), name
    assert "accepted" not in text
    assert "@" not in text


CODED = {
    "casus": {"convenant"},
    "bespreking": {"state"},
    "overleg": {"state"},
    "herinnering": {"aanleiding"},
    "told": {"standing", "lijst"},
    "antwoord": {"partstat", "via"},
    "offered_answer": {"partstat", "via"},
    "peiling": {"soort"},
    "outbox": {"channel", "state"},
    "note": {"name", "value"},
    "vraag": {"type"},
    "audit": {"processing"},
    "besluit": {"right"},
}
"""Columns that hold one of a few words, each with a Dutch word for it."""


async def inzage_of(work: UnitOfWork) -> str:
    row = PostRow(1, Post("i", Channel.ROOM, "inzage_bestand", code=CODE), NOW, NOW, NOW, 0, PostState.OPEN)
    said = await inzage_bestand(Occasion(row, work, team(), NOW))
    assert said
    assert said.file
    return said.file.content.decode("utf-8-sig")


async def test_an_inzage_tells_in_plain_dutch_and_nothing_of_another_case(tmp_path: Path) -> None:
    async with sql_stage(tmp_path) as real:
        await keep(real.storage, casus(), casus(OTHER))
        async with real.storage.begin() as work:
            made = await work.polls.add(PRIKKER)
            await work.polls.choose(made.id or 0, "deelnemer:3", [2])
            await work.ledger.set(EXPERT)
            both = {"casussen": [f"{CODE}: open", f"{OTHER}: 3 mei"], "wie": "@eva:ret.example"}
            await work.outbox.put(Post("a", Channel.ROOM, "status_alle", both), NOW)
            await work.notes.set("reactie:$1", json.dumps({"code": CODE, "van": VERA, "op": "2026-04-20"}))
        async with real.storage.begin() as work:
            text = await inzage_of(work)
    assert OTHER not in text
    assert "- peiling: 1; wie: deelnemer 3; keuze: 2" in text
    assert "moment: dinsdag 21 april 2026, 10:30" in text
    assert "wie: deelnemer 3; stand: uitgenodigd" in text
    assert (
        "wat: status alle; met: casussen RET-7KH-4T3: open en (over een andere casus), wie (een professional)" in text
    )
    assert "inhoud: van (een professional), op maandag 20 april 2026" in text


async def test_what_two_persons_confirmed_is_wiped_at_once_also_at_night_and_of_an_open_case() -> None:
    s = stage("2026-04-20 22:00")
    await s.open(date(2026, 4, 20))
    await s.put(Post("d", Channel.ROOM, "blijft_open", code=CODE, in_case=True))
    await s.now()
    async with s.storage.begin() as work:
        await work.audit.add(AuditEntry(s.clock.now(), VERA, "wis", "gedaan", CODE))
        await work.gdpr.save(CODE, BESLUIT)
    await s.now()
    async with s.storage.begin() as work:
        assert await work.cases.get(CODE) is None
        assert await work.gdpr.to_be_wiped() == []
    assert [entry.outcome for entry in s.storage.audits] == ["besluit van de gemeente"]
    assert {sent.event_id for sent in s.room.sent if CODE in sent.text} <= set(s.room.redacted)
    assert s.texts("gewist op besluit van de gemeente")
    assert CODE not in repr(s.storage.memory)


async def test_one_person_alone_wipes_nothing() -> None:
    s = stage("2026-04-20 22:00")
    await s.open(date(2026, 4, 20))
    async with s.storage.begin() as work:
        await work.gdpr.save(CODE, GdprDecision(GdprRight.WISSEN, date(2026, 4, 20), "Z/26/1", VERA, s.clock.now()))
    await s.now()
    assert (await s.casus()).code == CODE


async def test_the_clock_of_a_breach_rings_at_any_hour_until_it_was_reported() -> None:
    s = stage("2026-04-25 22:20")
    found = at("2026-04-25 22:15")
    async with s.storage.begin() as work:
        await work.datalekken.save(Datalek(1, found, "voorzitter"))
    for uur in (12, 20, 48, 66):
        args: dict[str, Arg] = {"nummer": 1, "uur": uur, "altijd": True}
        post = Post(f"datalek:1:{uur}", Channel.ROOM, "datalek_klok", args, rings=("voorzitter", "secretaris"))
        await s.put(post, due=found + timedelta(hours=uur))
    told = await s.step(at("2026-04-27 10:00"))
    about = [(moment, sent.outgoing.rings) for moment, sent in told if "**Datalek 1**" in sent.text]
    assert about == [("2026-04-26 10:15", (VERA, SANNE)), ("2026-04-26 18:15", (VERA, SANNE))]
    async with s.storage.begin() as work:
        await work.datalekken.save(Datalek(1, found, "voorzitter", geen_melding=True))
    assert not [sent for _, sent in await s.step(at("2026-04-29 12:00")) if "**Datalek 1**" in sent.text]
