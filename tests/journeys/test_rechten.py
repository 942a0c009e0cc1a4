"""The rights of those concerned, consent that is taken back, and a breach, said in the room."""

from datetime import date, timedelta

import pytest

from retbot.domain.casus.gdpr_requests import GdprRight
from retbot.domain.privacy.datalekken import overdue
from retbot.domain.tijd import local
from retbot.ports import Channel
from retbot.scheduling.notices.privacy import datalek_klok
from retbot.scheduling.occasion import Occasion
from tests.journeys.test_overijssel import AANMELDING
from tests.world import SECRETARIS, VOORZITTER, World


@pytest.fixture
async def room() -> World:
    room = World()
    room.clock.set("2026-04-20 09:00")
    await room.say(AANMELDING)
    return room


async def test_a_request_starts_its_term_and_is_carried_out_by_two_persons(room: World) -> None:
    room.clock.set("2026-04-24 09:00")
    said = await room.say("!ret verzoek CODE inzage")
    assert "di 26 mei" in said[0]  # 24 May is a Sunday and the 25th Tweede Pinksterdag
    assert "De gemeente besluit of dat mag" in said[0]
    said = await room.say("!ret inzage CODE akkoord", VOORZITTER)
    assert "besluit van de gemeente nodig" in said[0]
    said = await room.say("!ret inzage CODE besluit 20 april kenmerk Z/26/1234")
    assert "kenmerk Z/26/1234" in said[0]
    assert "Er gebeurt nog niets" in said[0]
    said = await room.say("!ret inzage CODE akkoord", SECRETARIS)
    assert "een ander bevestigt" in said[0]
    said = await room.say("!ret inzage CODE akkoord", VOORZITTER)
    assert "komt als versleuteld bestand in ons privégesprek" in said[0]
    (file,) = [row.post for row in await room.posts(Channel.ROOM) if row.post.sentence == "inzage_bestand"]
    assert (file.direct, file.room_id, file.thread, file.in_case) == (VOORZITTER, None, None, False)


async def test_two_requests_have_a_term_each(room: World) -> None:
    await room.say("!ret verzoek CODE inzage")
    room.clock.set("2026-04-24 09:00")
    await room.say("!ret verzoek CODE correctie")
    ends = [t.due for key, t in (await room.termijnen()).items() if key.startswith("OV-B4r")]
    assert ends == [date(2026, 5, 20), date(2026, 5, 26)]


async def test_wiping_waits_for_two_persons(room: World) -> None:
    assert room.code
    await room.say("!ret wis CODE besluit 20 april kenmerk Z/26/1235", VOORZITTER)
    async with room.storage.begin() as work:
        assert await work.gdpr.to_be_wiped() == []
    said = await room.say("!ret wis CODE akkoord")
    assert "Ik wis alles over" in said[0]
    async with room.storage.begin() as work:
        assert await work.gdpr.to_be_wiped() == [room.code]
        found = await work.gdpr.decision(room.code, GdprRight.WISSEN)
    assert found is not None
    assert (found.eerste, found.tweede) == (VOORZITTER, SECRETARIS)


@pytest.mark.parametrize("kenmerk", ["abcd1", "x", "12"])
async def test_a_reference_holds_no_words(room: World, kenmerk: str) -> None:
    said = await room.say(f"!ret wis CODE besluit 20 april kenmerk {kenmerk}")
    assert "kenmerk neem ik niet aan" in said[0]


async def test_an_answer_of_the_aanmelding_is_corrected(room: World) -> None:
    said = await room.say("!ret corrigeer CODE gemeente=Zwolle")
    assert "Verbeterd: gemeente" in said[0]
    await room.say("!ret corrigeer CODE leeftijd=16-17")
    intake = (await room.casus()).aanmelding
    assert (intake.gemeente, intake.leeftijd) == ("Zwolle", "16-17")
    said = await room.say("!ret corrigeer CODE naam=iets")
    assert "Verbeteren kan: " in said[0]


async def test_what_consent_allowed_stops_at_once(room: World) -> None:
    await room.say("!ret plan CODE do 7 mei 14:00")
    await room.say("adres CODE aanmelder piet@voorbeeld.nl", direct=True)
    await room.say("adres CODE ouders thuis@voorbeeld.nl", direct=True)
    await room.say("!ret mail CODE ouders aan toestemming=ja")
    await room.say("!ret uitnodigen CODE")
    before = len(await room.posts(Channel.MAIL))
    said = await room.say("!ret toestemming CODE intrekken formulier")
    assert "uitnodigingen zeggen vanaf nu *anoniem*" in said[0]
    assert len(await room.posts(Channel.MAIL)) > before
    said = await room.say("!ret formulier gedeeld CODE")
    assert "9.3" in said[0]
    said = await room.say("!ret toestemming CODE intrekken")
    assert "hun adressen zijn gewist" in said[0]
    async with room.storage.begin() as work:
        assert await work.addresses.owners(room.code) == ["aanmelder"]
    said = await room.say("!ret gedaan CODE OV-8.20")
    assert "toestemming" in said[0]
    said = await room.say("!ret toestemming CODE intrekken")
    assert "Er staat geen toestemming" in said[0]


async def test_a_breach_is_opened_filled_in_and_reported(room: World) -> None:
    room.clock.set("2026-04-25 23:30")
    said = await room.say("!ret datalek vandaag 22:15")
    assert "dinsdag 28 april 22:15" in said[0]
    rows = [row for row in await room.posts(Channel.ROOM) if row.post.sentence == "datalek_klok"]
    assert [row.post.args["uur"] for row in rows] == [12, 20, 48, 66]
    said = await room.say("!ret datalek 1 aard=verkeerd-verzonden oorzaak=menselijke-fout betrokkenen=jeugdige,ouders")
    assert "aantal: 1, 2-10" in said[0]
    assert "Kies bij **gegevens**" in (await room.say("!ret datalek 1 gegevens=naam,dossier"))[0]
    await room.say("!ret datalek 1 aantal=2-10 gegevens=naam,gezondheid gevolgen=klein maatregelen=geen")
    await room.say("!ret datalek 1 gemeld partijen")
    room.clock.set("2026-04-27 10:00")
    await room.say("!ret datalek 1 gemeld ap vandaag 9:30")
    said = await room.say("!ret datalek 1")
    assert "Categorieën persoonsgegevens: naam en gezondheid" in said[0]
    assert "Autoriteit Persoonsgegevens: maandag 27 april 2026 09:30" in said[0]
    async with room.storage.begin() as work:
        (one,) = await work.datalekken.all()
    assert overdue(one, room.team.convenant, 66) == []
    assert "datalek" not in (await room.say("!ret termijnen"))[0]


async def test_what_happened_is_told_in_words_that_pass_the_gate_and_stands_in_the_text_for_the_register(
    room: World,
) -> None:
    assert "Wat gebeurde er? `!ret datalek 1 feiten: …`" in (await room.say("!ret datalek vandaag 8:30"))[0]
    refused = await room.say("!ret datalek 1 feiten: het formulier van Fatima ging naar een verkeerd adres")
    assert "**naam**" in refused[0]
    assert "feiten: een mail ging naar" in (await room.say("!ret datalek 1 feiten: …"))[0]
    assert "nog niet ingevuld" in (await room.say("!ret datalek 1"))[0]
    for told in (
        "feiten: een mail met de casuscode ging naar een andere aanbieder",
        "Gevolgen: ouders zijn ongerust",
    ):
        await room.say(f"!ret datalek 1 {told}")
    await room.say("!ret datalek 1 gevolgen=klein maatregelen=ontvanger-verzocht-te-wissen")
    await room.say("!ret datalek 1 maatregelen: de ontvanger bevestigde dat de mail weg is")
    (text,) = await room.say("!ret datalek 1")
    assert "• Feiten: een mail met de casuscode ging naar een andere aanbieder\n" in text
    assert "• Gevolgen: klein; ouders zijn ongerust\n" in text
    assert "• Maatregelen: ontvanger verzocht te wissen; de ontvanger bevestigde dat de mail weg is\n" in text


async def test_a_breach_is_opened_in_one_way(room: World) -> None:
    for typed in ("noteer CODE datalek vandaag 8:30", "noteer datalek"):
        assert "`!ret datalek vandaag 14:30`" in (await room.say(f"!ret {typed}"))[0]


@pytest.mark.parametrize(
    ("typed", "ontdekt"),
    [
        ("21 april 22:15", "2026-04-21 22:15"),
        ("op 21 april om 22.15 uur", "2026-04-21 22:15"),
        ("di 21 april", "2026-04-21 00:00"),
        ("17 april", "2026-04-17 00:00"),
        ("1 april 9:00", "2026-04-01 09:00"),
        ("21-4", "2026-04-21 00:00"),
        ("21-4-2026 22:15", "2026-04-21 22:15"),
        ("21/4 22.15", "2026-04-21 22:15"),
        ("2026-04-21 22:15", "2026-04-21 22:15"),
        ("gisteren", "2026-04-20 00:00"),
        ("gisteren 16:00", "2026-04-20 16:00"),
        ("gisteravond", "2026-04-20 00:00"),
        ("vandaag", "2026-04-21 00:00"),
        ("vandaag 9:00", "2026-04-21 09:00"),
        ("zondag 15 uur", "2026-04-19 15:00"),
        ("1 uur geleden", "2026-04-21 22:00"),
        ("10 minuten geleden", "2026-04-21 22:50"),
        ("nu", "2026-04-21 23:00"),
        ("1 mei 2025", "2025-05-01 00:00"),
        ("1 april 2:30", "2026-04-01 02:30"),
        ("gisteren 4 uur", "2026-04-20 04:00"),
        ("gisteren 7u", "2026-04-20 07:00"),
        ("gisteren half een", "2026-04-20 12:30"),
        ("gisteren 12 uur", "2026-04-20 12:00"),
        ("gisteren van 4 tot 5", "2026-04-20 04:00"),
        ("22:15", "2026-04-21 22:15"),
        ("1 uur", "2026-04-21 01:00"),
        ("vannacht", "2026-04-21 00:00"),
        ("vannacht 2 uur", "2026-04-21 02:00"),
        ("ontdekt 20 april 9:00", "2026-04-20 09:00"),
        ("sinds gisteren", "2026-04-20 00:00"),
    ],
)
@pytest.mark.parametrize("known", [0, 1])
async def test_any_written_day_starts_the_clock(room: World, known: int, typed: str, ontdekt: str) -> None:
    """Also one that begins with a number of the register; without an hour from the beginning of the day."""
    room.clock.set("2026-04-21 23:00")
    for _ in range(known):
        await room.say("!ret datalek nu")
    [said] = await room.say(f"!ret datalek {typed}")
    assert said.startswith(f"**Datalek {known + 1}** geopend")
    assert ("u noemde geen uur" in said) == ontdekt.endswith("00:00")
    async with room.storage.begin() as work:
        *_, one = await work.datalekken.all()
        *_, feit = await work.team_feiten.all()
    there = local(one.ontdekt)
    assert f"{there:%Y-%m-%d %H:%M}" == ontdekt
    assert (feit.event, feit.day, feit.value) == ("datalek", there.date(), f"{there:%H:%M}")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("21 arpil 22:15", "Welke dag bedoelt u precies? Schrijf bijvoorbeeld"),
        ("1 arpil", "Een nieuw datalek: `!ret datalek vandaag 14:30`"),
        ("1 uur gelden", "Welke dag bedoelt u precies? Schrijf bijvoorbeeld"),
        ("23:15", "Schrijf de dag erbij, bijvoorbeeld"),
        ("20 april 's nachts", "Hoe laat op maandag 20 april? Schrijf bijvoorbeeld: ma 20 april 02:00"),
        ("xyz april", "do 16 april 14:00"),
        ("#7", "Dat nummer ken ik niet"),
        ("31 april 9:00", "Er is niets gewijzigd"),
        ("22 april 9:00", "Er is niets gewijzigd"),
        ("1 mei", "Bedoelt u donderdag 1 mei 2025? Schrijf dan het jaar erbij"),
        ("17 april xyz", "Welke dag bedoelt u precies? Schrijf bijvoorbeeld"),
        ("xyz", "Welke dag bedoelt u precies? Schrijf bijvoorbeeld"),
        ("7", "Dat nummer ken ik niet"),
        ("7 gemeld ap", "Dat nummer ken ik niet"),
        ("7 klaar", "Dat nummer ken ik niet"),
        ("7 niet melden", "Dat nummer ken ik niet"),
        ("7 ontdekt gisteren", "Dat nummer ken ik niet"),
        ("7 aard=kwijt", "Dat nummer ken ik niet"),
    ],
)
async def test_what_cannot_be_read_as_a_day_opens_no_register(room: World, typed: str, told: str) -> None:
    room.clock.set("2026-04-21 23:00")
    [said] = await room.say(f"!ret datalek {typed}")
    assert told in said
    async with room.storage.begin() as work:
        assert (await work.datalekken.all(), await work.team_feiten.all()) == ([], [])


async def test_the_clocks_count_hours_also_when_the_clock_of_amsterdam_is_put_back(room: World) -> None:
    room.clock.set("2026-10-25 00:30")
    [said] = await room.say("!ret datalek 24 oktober 23:00")
    assert "**dinsdag 27 oktober 22:00** (72 uur" in said
    assert "**dinsdag 27 oktober 22:00** (72 uur" in said
    rows = [row for row in await room.posts(Channel.ROOM) if row.post.sentence == "datalek_klok"]
    assert [f"{local(row.due):%d %H:%M}" for row in rows] == ["25 10:00", "25 18:00", "26 22:00", "27 16:00"]


@pytest.mark.parametrize(
    ("now", "typed", "told"),
    [
        ("23:00", "gisteren 4 uur", "(ik tel vanaf 04:00; was het 16:00, dan heeft u 12 uur langer)"),
        ("08:30", "vandaag 7 uur", "ontdekt dinsdag 21 april 07:00. De klok loopt"),
        ("08:30", "vandaag 7:30", "ontdekt dinsdag 21 april 07:30. De klok loopt"),
        ("08:30", "gisteren 9 uur", "ontdekt maandag 20 april 09:00. De klok loopt"),
    ],
)
async def test_of_two_hours_the_earlier_counts(room: World, now: str, typed: str, told: str) -> None:
    room.clock.set(f"2026-04-21 {now}")
    assert told in (await room.say(f"!ret datalek {typed}"))[0]


@pytest.mark.parametrize(
    ("typed", "rings", "told"),
    [
        ("20 april 12:00", {48, 66}, "Ik waarschuw u na 48 en 66 uur."),
        ("19 april 12:00", {48, 66}, "uiterlijk **woensdag 22 april 12:00** (72 uur"),
        ("18 april 10:00", {66}, "verstreken, het moest vóór **dinsdag 21 april 10:00** (72 uur"),
        ("1 december", {66}, "het moest vóór **donderdag 4 december 2025 00:00** (72 uur"),
    ],
)
async def test_what_is_past_is_said_so_and_rung_for_at_once(
    room: World, typed: str, rings: set[int], told: str
) -> None:
    room.clock.set("2026-04-21 11:00")
    assert told in (await room.say(f"!ret datalek {typed}"))[0]
    rows = [row for row in await room.posts(Channel.ROOM) if row.post.sentence == "datalek_klok"]
    assert {row.post.args["uur"] for row in rows} == rings


async def test_its_clock_stands_before_what_is_late(room: World) -> None:
    room.clock.set("2026-06-22 11:00")
    await room.say("!ret datalek nu")
    _, first, second, *_ = (await room.say("!ret termijnen"))[0].splitlines()
    assert "do 25 juni, 11:00" in first
    assert "te laat" in second


@pytest.mark.parametrize("typed", ["1", "#1", "nummer 1", "nr. 1"])
async def test_a_breach_is_named_by_its_number(room: World, typed: str) -> None:
    await room.say("!ret datalek nu")
    assert "**Register datalekken, nummer 1**" in (await room.say(f"!ret datalek {typed}"))[0]


async def test_when_it_was_reported_is_not_guessed(room: World) -> None:
    room.clock.set("2026-04-21 23:00")
    await room.say("!ret datalek 20 april 3:00")
    assert "om 05:00 of om 17:00" in (await room.say("!ret datalek 1 gemeld ap vandaag 5 uur"))[0]


async def test_what_is_wrong_with_a_breach_is_said(room: World) -> None:
    assert "Dat nummer ken ik niet" in (await room.say("!ret datalek 3"))[0]
    await room.say("!ret datalek nu")
    assert "Hoe laat is het gemeld" in (await room.say("!ret datalek 1 gemeld ap vandaag"))[0]
    assert "vóór de ontdekking" in (await room.say("!ret datalek 1 gemeld ap gisteren 10:00"))[0]
    assert "Zo vult u het aan" in (await room.say("!ret datalek 1 klaar"))[0]
    assert "`!ret datalek 1 ontdekt gisteren 14:30`" in (await room.say("!ret datalek 1 ontdekt"))[0]
    assert "Aan wie is het gemeld" in (await room.say("!ret datalek 1 gemeld vandaag 9:00"))[0]
    assert "Dat onderdeel kent het register niet" in (await room.say("!ret datalek 1 kleur=rood"))[0]


async def test_those_concerned_keep_their_rights_after_the_case_is_closed(room: World) -> None:
    await room.say("!ret sluit CODE ingetrokken")
    [said] = await room.say("!ret verzoek CODE inzage")
    assert "Verzoek van een betrokkene ontvangen: inzage" in said
    assert "gesloten" not in said
    plicht = next(p for p in room.team.convenant.plichten if p.termijn.event == "verzoek" and not p.gedekt_door)
    [said] = await room.say(f"!ret gedaan CODE {plicht.id}")
    assert said.startswith("Genoteerd")
    [said] = await room.say("!ret compleet CODE")
    assert "is gesloten op" in said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("compleet CODE niet", "Het woord **niet** begrijp ik hier niet. Zo schrijft u het: `!ret compleet RET-"),
        ("compleet CODE CODE", "Het laatste woord begrijp ik niet. Zo schrijft u het: `!ret compleet RET-"),
        ("advies verzonden CODE xyz", "Het laatste woord begrijp ik niet. Zo schrijft u het: `!ret advies verzonden"),
        ("compleet CODE 7 arpil", "Welke dag bedoelt u precies?"),
    ],
)
async def test_a_word_in_place_of_a_day_is_named_and_the_form_is_shown(room: World, typed: str, told: str) -> None:
    assert told in (await room.say(f"!ret {typed}"))[0]


async def test_a_breach_of_which_the_hour_was_wrong_runs_from_the_right_one(room: World) -> None:
    room.clock.set("2026-04-25 23:30")
    await room.say("!ret datalek vandaag 12:15")
    (said,) = await room.say("!ret datalek 1 ontdekt vandaag 22:15")
    assert "**Datalek 1** verbeterd, ontdekt zaterdag 25 april 22:15" in said
    assert "dinsdag 28 april 22:15" in said
    async with room.storage.begin() as work:
        assert [(f.day, f.value) for f in await work.team_feiten.all()] == [(date(2026, 4, 25), "22:15")]
        rows = await work.outbox.posts(sentence="datalek_klok")
        (one,) = await work.datalekken.all()
        spoken = [row for row in rows if await datalek_klok(Occasion(row, work, room.team, room.clock.now()))]
    assert len(rows) == 8
    assert [row.due for row in spoken] == [one.ontdekt + timedelta(hours=uur) for uur in (12, 20, 48, 66)]


async def test_a_breach_is_not_discovered_after_it_was_reported(room: World) -> None:
    await room.say("!ret datalek gisteren 12:15")
    await room.say("!ret datalek 1 gemeld partijen gisteren 13:00")
    assert "vóór de ontdekking" in (await room.say("!ret datalek 1 ontdekt gisteren 14:00"))[0]
