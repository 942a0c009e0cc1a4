"""The rights of those concerned, consent that is taken back, and a breach, said in the room."""

from datetime import date

import pytest

from retbot.domain.verzoeken import Recht
from retbot.ports import Channel
from tests.journeys.kamer import SECRETARIS, VOORZITTER, Kamer
from tests.journeys.test_overijssel import AANMELDING


@pytest.fixture
async def kamer() -> Kamer:
    room = Kamer()
    room.klok.set("2026-04-20 09:00")
    await room.say(AANMELDING)
    return room


async def test_a_request_starts_its_term_and_is_carried_out_by_two_persons(kamer: Kamer) -> None:
    kamer.klok.set("2026-04-24 09:00")
    said = await kamer.say("!ret verzoek CODE inzage")
    assert "di 26 mei" in said[0]  # 24 May is a Sunday and the 25th Tweede Pinksterdag
    assert "besluit de gemeente" in said[0]
    said = await kamer.say("!ret inzage CODE akkoord", VOORZITTER)
    assert "besluit van de gemeente nodig" in said[0]
    said = await kamer.say("!ret inzage CODE besluit 20 april kenmerk Z/26/1234")
    assert "kenmerk Z/26/1234" in said[0]
    assert "Er gebeurt nog niets" in said[0]
    said = await kamer.say("!ret inzage CODE akkoord", SECRETARIS)
    assert "een ander bevestigt" in said[0]
    said = await kamer.say("!ret inzage CODE akkoord", VOORZITTER)
    assert "komt als versleuteld bestand in ons privégesprek" in said[0]
    (file,) = [row.post for row in await kamer.posts(Channel.ROOM) if row.post.kind == "inzage_bestand"]
    assert (file.direct, file.room_id, file.thread, file.in_case) == (VOORZITTER, None, None, False)


async def test_two_requests_have_a_term_each(kamer: Kamer) -> None:
    await kamer.say("!ret verzoek CODE inzage")
    kamer.klok.set("2026-04-24 09:00")
    await kamer.say("!ret verzoek CODE correctie")
    ends = [t.due for key, t in (await kamer.termijnen()).items() if key.startswith("OV-B4r")]
    assert ends == [date(2026, 5, 20), date(2026, 5, 26)]


async def test_wiping_waits_for_two_persons(kamer: Kamer) -> None:
    assert kamer.code
    await kamer.say("!ret wis CODE besluit 20 april kenmerk Z/26/1235", VOORZITTER)
    async with kamer.storage.begin() as work:
        assert await work.to_be_wiped() == []
    said = await kamer.say("!ret wis CODE akkoord")
    assert "Ik wis alles over" in said[0]
    async with kamer.storage.begin() as work:
        assert await work.to_be_wiped() == [kamer.code]
        found = await work.besluit(kamer.code, Recht.WISSEN)
    assert found is not None
    assert (found.eerste, found.tweede) == (VOORZITTER, SECRETARIS)


@pytest.mark.parametrize("kenmerk", ["abcd1", "x", "12"])
async def test_a_reference_holds_no_words(kamer: Kamer, kenmerk: str) -> None:
    said = await kamer.say(f"!ret wis CODE besluit 20 april kenmerk {kenmerk}")
    assert "kenmerk neem ik niet aan" in said[0]


async def test_an_answer_of_the_aanmelding_is_corrected(kamer: Kamer) -> None:
    said = await kamer.say("!ret corrigeer CODE gemeente=Zwolle")
    assert "Verbeterd: gemeente" in said[0]
    await kamer.say("!ret corrigeer CODE leeftijd=16-17")
    intake = (await kamer.casus()).aanmelding
    assert (intake.gemeente, intake.leeftijd) == ("Zwolle", "16-17")
    said = await kamer.say("!ret corrigeer CODE naam=iets")
    assert "Verbeteren kan: " in said[0]


async def test_what_consent_allowed_stops_at_once(kamer: Kamer) -> None:
    await kamer.say("!ret plan CODE do 7 mei 14:00")
    await kamer.say("adres CODE aanmelder piet@voorbeeld.nl", direct=True)
    await kamer.say("adres CODE ouders thuis@voorbeeld.nl", direct=True)
    await kamer.say("!ret mail CODE ouders aan toestemming=ja")
    await kamer.say("!ret uitnodigen CODE")
    before = len(await kamer.posts(Channel.MAIL))
    said = await kamer.say("!ret toestemming CODE intrekken formulier")
    assert "uitnodigingen zeggen vanaf nu *anoniem*" in said[0]
    assert len(await kamer.posts(Channel.MAIL)) > before
    said = await kamer.say("!ret formulier gedeeld CODE")
    assert "9.3" in said[0]
    said = await kamer.say("!ret toestemming CODE intrekken")
    assert "hun adressen zijn gewist" in said[0]
    async with kamer.storage.begin() as work:
        assert await work.owners(kamer.code) == ["aanmelder"]
    said = await kamer.say("!ret gedaan CODE OV-8.20")
    assert "toestemming" in said[0]
    said = await kamer.say("!ret toestemming CODE intrekken")
    assert "Er staat geen toestemming" in said[0]


async def test_a_breach_is_opened_filled_in_and_reported(kamer: Kamer) -> None:
    kamer.klok.set("2026-04-25 23:30")
    said = await kamer.say("!ret datalek vandaag 22:15")
    assert "zondag 26 april 22:15" in said[0]
    assert "dinsdag 28 april 22:15" in said[0]
    rows = [row for row in await kamer.posts(Channel.ROOM) if row.post.kind == "datalek_klok"]
    assert [row.post.args["uur"] for row in rows] == [12, 20, 48, 66]
    said = await kamer.say("!ret datalek 1 aard=verkeerd-verzonden oorzaak=menselijke-fout betrokkenen=jeugdige,ouders")
    assert "aantal: 1, 2-10" in said[0]
    assert "Kies bij **gegevens**" in (await kamer.say("!ret datalek 1 gegevens=naam,dossier"))[0]
    await kamer.say("!ret datalek 1 aantal=2-10 gegevens=naam,gezondheid gevolgen=klein maatregelen=geen")
    await kamer.say("!ret datalek 1 gemeld partijen")
    kamer.klok.set("2026-04-27 10:00")
    await kamer.say("!ret datalek 1 gemeld ap vandaag 9:30")
    said = await kamer.say("!ret datalek 1")
    assert "Categorieën persoonsgegevens: naam en gezondheid" in said[0]
    assert "Autoriteit Persoonsgegevens: maandag 27 april 09:30" in said[0]
    async with kamer.storage.begin() as work:
        (one,) = await work.datalekken()
        facts = await work.teamfeiten()
    assert one.is_done(66)
    assert [f.over for f in facts if f.event == "gedaan"] == ["AVG-33"]


async def test_what_happened_is_told_in_words_that_pass_the_gate_and_stands_in_the_text_for_the_register(
    kamer: Kamer,
) -> None:
    assert "Wat gebeurde er? `!ret datalek 1 feiten: …`" in (await kamer.say("!ret datalek vandaag 8:30"))[0]
    refused = await kamer.say("!ret datalek 1 feiten: het formulier van Fatima ging naar een verkeerd adres")
    assert "**naam**" in refused[0]
    assert "nog niet ingevuld" in (await kamer.say("!ret datalek 1"))[0]
    for told in (
        "feiten: een mail met de casuscode ging naar een andere aanbieder",
        "Gevolgen: ouders zijn ongerust",
    ):
        await kamer.say(f"!ret datalek 1 {told}")
    await kamer.say("!ret datalek 1 gevolgen=klein maatregelen=ontvanger-verzocht-te-wissen")
    await kamer.say("!ret datalek 1 maatregelen: de ontvanger bevestigde dat de mail weg is")
    (text,) = await kamer.say("!ret datalek 1")
    assert "• Feiten: een mail met de casuscode ging naar een andere aanbieder\n" in text
    assert "• Gevolgen: klein; ouders zijn ongerust\n" in text
    assert "• Maatregelen: ontvanger verzocht te wissen; de ontvanger bevestigde dat de mail weg is\n" in text


async def test_a_breach_is_opened_in_one_way(kamer: Kamer) -> None:
    for typed in ("noteer CODE datalek vandaag 8:30", "noteer datalek"):
        assert "`!ret datalek vandaag 14:30`" in (await kamer.say(f"!ret {typed}"))[0]


async def test_what_is_wrong_with_a_breach_is_said(kamer: Kamer) -> None:
    assert "Dat nummer ken ik niet" in (await kamer.say("!ret datalek 3"))[0]
    assert "Wanneer is het ontdekt" in (await kamer.say("!ret datalek gisteren"))[0]
    await kamer.say("!ret datalek nu")
    assert "vóór de ontdekking" in (await kamer.say("!ret datalek 1 gemeld ap gisteren 10:00"))[0]
    assert "Zo vult u het aan" in (await kamer.say("!ret datalek 1 klaar"))[0]
    assert "Dat onderdeel kent het register niet" in (await kamer.say("!ret datalek 1 kleur=rood"))[0]


async def test_those_concerned_keep_their_rights_after_the_case_is_closed(kamer: Kamer) -> None:
    await kamer.say("!ret sluit CODE ingetrokken")
    [said] = await kamer.say("!ret verzoek CODE inzage")
    assert "Verzoek van een betrokkene ontvangen: inzage" in said
    assert "gesloten" not in said
    plicht = next(p for p in kamer.team.convenant.plichten if p.termijn.event == "verzoek" and not p.gedekt_door)
    [said] = await kamer.say(f"!ret gedaan CODE {plicht.id}")
    assert said.startswith("Genoteerd: ")
    [said] = await kamer.say("!ret compleet CODE")
    assert "is gesloten op" in said
