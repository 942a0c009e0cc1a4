"""The conditions of westfriesland-2023, each shown at work in the room."""

import pytest

from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

ASKED = "!ret aanmelding gemeente=Hoorn leeftijd={} via={}"
FORM = " aanvraag=Aanmelding MDA++"


@pytest.fixture
async def room() -> World:
    room = World("westfriesland-2023")
    room.clock.set("2026-04-20 09:00")
    return room


async def triaged(room: World, *answers: str) -> list[str]:
    await room.say("!ret triage CODE Doorbraaktafel", VOORZITTER, thread=True)
    said: list[str] = []
    for answer in answers:
        said = await room.say(answer, VOORZITTER, thread=True)
    return said


@shows("WF-1.6c")
async def test_professionals_choose_a_form_an_inwoner_has_one_and_the_rest_goes_to_the_doorbraaktafel(
    room: World,
) -> None:
    *_, asked = await room.say(ASKED.format("18-21", "professional"))
    assert "1 Aanmelding Schakeloverleg · 2 Aanmelding MDA++ · 3 Aanmelding Doorbraaktafel" in asked
    await room.say(ASKED.format("18-21", "professional") + FORM)
    [asked] = await room.say("!ret triage", VOORZITTER, thread=True)
    assert "Het formulier is dat van MDA++" in asked
    assert "Wat nergens past gaat naar de Doorbraaktafel (par. 1.6 en bijl. 1)" in asked
    said = await room.say("doorbraaktafel", VOORZITTER, thread=True)
    assert "de Doorbraaktafel plannen" in said[0]
    [new, *_] = await room.say(ASKED.format("16-17", "inwoner"))
    assert "Nieuwe casus" in new  # no form to choose


@shows("WF-1.3", "WF-1.7", "WF-B1f")
async def test_the_triage_asks_whether_it_fits_whether_an_analysis_is_needed_and_a_specialist(room: World) -> None:
    await room.say(ASKED.format("24+", "professional") + FORM)
    [asked] = await room.say("!ret triage CODE Doorbraaktafel", VOORZITTER, thread=True)
    assert "geen crisis, klacht, wachtlijst of inkoopvraag? (Inleiding en 1.3.2)" in asked
    [said] = await room.say("nee", VOORZITTER, thread=True)
    assert "Het handboek vraagt iets anders; u beslist hoe het verder gaat" in said
    assert "verklarende analyse komen? (par. 1.7)" in said
    [said] = await room.say("verklarende analyse nodig", VOORZITTER, thread=True)
    assert "Nog te doen: een verklarende analyse laten afnemen door wie daarvoor is opgeleid (par. 1.7)" in said
    assert "specialist uit de flexpool aan? (bijl. 1)" in said
    await room.say("forensische zorg", VOORZITTER, thread=True)
    await room.say("!ret plan CODE do 30 april 14:00", VOORZITTER, thread=True)
    room.clock.set("2026-04-30 16:00")
    [seats] = await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "flexpool" in seats
    await room.say("inwoner, J&O en flexpool", VOORZITTER, thread=True)
    [asked] = await room.say("ja", VOORZITTER, thread=True)
    assert "specialist uit de flexpool aan? (bijl. 1)" in said  # again at the bespreking itself


@shows("WF-2.2")
async def test_an_inwoner_who_is_not_there_is_missing_for_a_reason(room: World) -> None:
    await room.say(ASKED.format("24+", "professional") + FORM)
    await triaged(room, "ja", "genoeg", "nee")
    [asked] = await room.say("!ret plan CODE do 30 april 14:00", VOORZITTER, thread=True)
    assert "Wie van de tafel is er niet bij? (par. 2.2, bijl. 1 en bijl. 3)" in asked
    [why] = await room.say("inwoner", VOORZITTER, thread=True)
    assert "1 juridische gronden · 2 situatie vraagt ander overleg" in why
    [said] = await room.say("juridische gronden", VOORZITTER, thread=True)
    assert "zonder inwoner, juridische gronden (par. 2.2" in said
    [told] = await room.say("!ret nagaan CODE")
    assert "niet aan tafel: inwoner, juridische gronden" in told


@shows("WF-1.3v")
@pytest.mark.parametrize(("age", "who"), [("16-17", "het RET"), ("24+", "de regionale toegang")])
async def test_who_decides_about_verblijf_goes_by_the_age(room: World, age: str, who: str) -> None:
    await room.say(ASKED.format(age, "professional") + FORM)
    await room.say("!ret plan CODE do 30 april 14:00", VOORZITTER, thread=True)
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden CODE inwoner", VOORZITTER, thread=True)
    await room.say("ja", VOORZITTER, thread=True)
    [asked] = await room.say("nee", VOORZITTER, thread=True)
    assert f"Daarover beslist {who}. (par. 1.3.1)" in asked
    [said] = await room.say("nog niet", VOORZITTER, thread=True)
    assert "Nog te doen: een besluit over verblijf (par. 1.3.1)" in said


@shows("WF-2.3u")
async def test_an_inwoner_is_never_mailed_not_as_the_inbrenger_either(room: World) -> None:
    await room.say(ASKED.format("16-17", "inwoner"))
    for role in ("inwoner", "inbrenger"):
        [refused] = await room.say(f"adres CODE {role} iemand@example.org", direct=True)
        assert "mail ik hier nooit: dat gaat via de procesregisseur" in refused
        [refused] = await room.say(f"!ret mail CODE {role} aan toestemming=ja")
        assert "mail ik hier nooit" in refused
    await room.say(ASKED.format("16-17", "professional") + FORM)
    [said] = await room.say("adres CODE inbrenger team@wijkteam.example", direct=True)
    assert "bewaard" in said


@shows("WF-2.5", "WF-2.5t")
async def test_the_time_at_the_table_is_told_at_the_tariff_of_the_year(room: World) -> None:
    await room.say("!ret deelnemer toevoegen kernteamlid J&O Parlan")
    await room.say("!ret deelnemer toevoegen flexpool")
    [asked] = await room.say("!ret gedaan WF-2.5t")
    assert "Welk bedrag per uur?" in asked
    [said] = await room.say("!ret gedaan WF-2.5t 131,20 op 5 januari")
    assert "€ 131,20 per uur (par. 2.5)" in said
    await room.say(ASKED.format("24+", "professional") + FORM)
    await room.say("!ret plan CODE do 23 april 14:00 duur 45", VOORZITTER, thread=True)
    room.clock.set("2026-04-23 16:00")
    await room.say("!ret bespreking gehouden CODE inwoner, J&O", VOORZITTER, thread=True)
    [told] = await room.say("!ret vergoeding van 1 april tot 23 april")
    assert "kernteamlid J&O (Parlan): 1 casusbespreking, 0 uur en 45 minuten, € 98,40; Hoorn 1 (par. 2.5)" in told
    assert "flexpool" not in told  # fixed members only


@shows("WF-1.6b")
async def test_a_general_question_is_answered_confirmed_and_comes_to_something(room: World) -> None:
    [said] = await room.say("!ret noteer vraag")
    assert "wo 22 april: de algemene vraag met het antwoord registreren en per mail bevestigen (par. 1.6)" in said
    [asked] = await room.say("!ret gedaan WF-1.6b")
    assert "Wat werd het? 1 beantwoord · 2 aanmelden geadviseerd · 3 doorverwezen" in asked
    [said] = await room.say("2")
    assert "aanmelden geadviseerd (par. 1.6)" in said


@shows("WF-2.4", "WF-2.7", "WF-1.4", "WF-B4.1")
async def test_the_way_up_is_the_ben_alone_and_the_monitor_is_ticked_off(room: World) -> None:
    await room.say(ASKED.format("24+", "professional") + FORM)
    [said] = await room.say("!ret escaleer CODE")
    assert "is hier niet nodig" in said
    for id_, article in (("WF-2.4", "2.4"), ("WF-2.7", "2.7"), ("WF-B4.1", "bijl. 4")):
        [said] = await room.say(f"!ret gedaan CODE {id_}")
        assert f"{article}" in said
    await room.say("!ret plan CODE do 23 april 14:00", VOORZITTER, thread=True)
    room.clock.set("2026-04-23 16:00")
    await room.say("!ret bespreking gehouden CODE inwoner", VOORZITTER, thread=True)
    [asked] = await room.say("!ret advies verzonden CODE")
    assert "(par. 1.4)?\n• samenvatting van de casus\n• het advies zelf\n• de gemaakte afspraken" in asked


@shows("WF-2.6")
async def test_the_dpia_is_ticked_off_without_a_case(room: World) -> None:
    [said] = await room.say("!ret gedaan WF-2.6", VOORZITTER)
    assert "DPIA" in said
    assert "(par. 2.6)" in said
