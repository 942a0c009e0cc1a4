"""Carrying out what was decided: the file of an inzage, wiping, and the clock of a breach."""

from datetime import date, timedelta

from retbot.domain.datalekken import Datalek
from retbot.domain.errors import Arg
from retbot.domain.verzoeken import Besluit, Recht
from retbot.ports import AuditEntry, Channel, Post
from retbot.scheduling.notices.inzage import TABLES, TECHNICAL
from retbot.storage.tables import metadata
from tests.unit.scheduling.stage import CODE, SANNE, VERA, at, stage

BESLUIT = Besluit(Recht.WISSEN, date(2026, 4, 20), "Z/26/1", VERA, at("2026-04-20 10:00"), SANNE)


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


def test_every_column_about_a_case_is_shown_or_left_out_on_purpose() -> None:
    left_out = {
        "casus": {"thread", "code", "versie"},
        "feit": {"code", "positie", "ronde"},
        "bespreking": {"code", "positie", "ronde", "uid", "sequence", "overleg"},
        "afspraak": {"code", "positie", "ronde"},
        "termijn": {"code"},
        "herinnering": {"code", "key", "aanleiding"},
        "adres": {"id", "code", "ciphertext"},
        "vraag": {"id", "code", "person", "room_id", "thread", "stand"},
        "audit": {"id", "code", "who", "event_id", "processing", "removed", "salt"},
        "besluit": {"code", "eerste", "tweede", "vastgelegd"},
    }
    for name, columns in left_out.items():
        known = {column.name for column in metadata.tables[name].c}
        assert known == columns | set(TABLES[name][1]), name
    assert "code" in TECHNICAL


async def test_what_two_persons_confirmed_is_wiped_at_once_also_at_night_and_of_an_open_case() -> None:
    s = stage("2026-04-20 22:00")
    await s.open(date(2026, 4, 20))
    await s.put(Post("d", Channel.ROOM, "blijft_open", code=CODE, in_case=True))
    await s.now()
    async with s.storage.begin() as work:
        await work.audit(AuditEntry(s.clock.now(), VERA, "wis", "gedaan", CODE))
        await work.save_besluit(CODE, BESLUIT)
    await s.now()
    async with s.storage.begin() as work:
        assert await work.casus(CODE) is None
        assert await work.to_be_wiped() == []
    assert [entry.outcome for entry in s.storage.audits] == ["besluit van de gemeente"]
    assert {sent.event_id for sent in s.room.sent if CODE in sent.text} <= set(s.room.redacted)
    assert s.texts("gewist op besluit van de gemeente")
    assert CODE not in repr(s.storage.memory)


async def test_one_person_alone_wipes_nothing() -> None:
    s = stage("2026-04-20 22:00")
    await s.open(date(2026, 4, 20))
    async with s.storage.begin() as work:
        await work.save_besluit(CODE, Besluit(Recht.WISSEN, date(2026, 4, 20), "Z/26/1", VERA, s.clock.now()))
    await s.now()
    assert (await s.casus()).code == CODE


async def test_the_clock_of_a_breach_rings_at_any_hour_until_it_was_reported() -> None:
    s = stage("2026-04-25 22:20")
    found = at("2026-04-25 22:15")
    async with s.storage.begin() as work:
        await work.save_datalek(Datalek(1, found, "voorzitter"))
    for uur in (12, 20, 48, 66):
        args: dict[str, Arg] = {"nummer": 1, "uur": uur, "altijd": True}
        post = Post(f"datalek:1:{uur}", Channel.ROOM, "datalek_klok", args, rings=("voorzitter", "secretaris"))
        await s.put(post, due=found + timedelta(hours=uur))
    told = await s.step(at("2026-04-27 10:00"))
    about = [(moment, sent.outgoing.rings) for moment, sent in told if "**Datalek 1**" in sent.text]
    assert about == [("2026-04-26 10:15", (VERA, SANNE)), ("2026-04-26 18:15", (VERA, SANNE))]
    async with s.storage.begin() as work:
        await work.save_datalek(Datalek(1, found, "voorzitter", geen_melding=True))
    assert not [sent for _, sent in await s.step(at("2026-04-29 12:00")) if "**Datalek 1**" in sent.text]
