"""A case under westfriesland-2023 from aanmelding to closing, said in the room."""

from datetime import date

import pytest

from tests.journeys.kamer import VOORZITTER, Kamer

AANMELDING = "!ret aanmelding gemeente=Hoorn leeftijd=24+ via=professional aanvraag=Aanmelding MDA++"


@pytest.fixture
async def kamer() -> Kamer:
    room = Kamer("westfriesland-2023")
    room.klok.set("2026-04-20 09:00")
    await room.say(AANMELDING)
    return room


async def test_a_whole_case(kamer: Kamer) -> None:
    terms = await kamer.termijnen()
    assert terms["WF-B4.1:0:"].due == date(2026, 4, 22)
    [asked] = await kamer.say("!ret triage", thread=True)
    assert "1 Schakeloverleg · 2 MDA++ · 3 Doorbraaktafel" in asked
    said = await kamer.say("3", thread=True)
    assert "Triage gedaan: Doorbraaktafel" in said[0]
    assert "(Inleiding en 1.3.2)" in said[0]  # WF-1.3
    said = await kamer.say("!ret plan do 30 april 14:00", thread=True)
    assert "Doorbraaktafel gepland: **donderdag 30 april" in said[0]
    assert "(art. 2.2" in said[0]
    await kamer.say("niemand", thread=True)
    kamer.klok.set("2026-04-30 16:00")
    [seats] = await kamer.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "voorzitter" in seats
    assert "verslavingszorg" in seats
    await kamer.say("2 4 5", VOORZITTER, thread=True)
    await kamer.say("ja", VOORZITTER, thread=True)
    await kamer.say("!ret afspraak inbrenger 15 mei intake", thread=True)
    kamer.klok.set("2026-05-01 09:00")
    [checklist] = await kamer.say("!ret advies verzonden CODE")
    assert "(art. 1.4): samenvatting van de casus, het advies zelf en de gemaakte afspraken" in checklist
    [sent, *_] = await kamer.say("ja")
    assert "uiterlijk vr 29 mei: volgen of het beoogde resultaat is bereikt (art. 2.3)" in sent
    await follow_until_closing(kamer)


async def follow_until_closing(kamer: Kamer) -> None:
    """WF-2.3 comes again four weeks after each time that it was done."""
    kamer.klok.set("2026-05-28 09:00")
    await kamer.say("!ret gedaan WF-2.3", thread=True)
    assert (await kamer.termijnen())["WF-2.3:1:"].due == date(2026, 6, 25)
    await kamer.say("!ret afspraak 1 klaar", thread=True)
    await kamer.say("!ret sluit CODE opgelost")
    [closed, *_] = await kamer.say("ja")
    assert "vrijdag 28 mei 2027" in closed


async def test_a_general_question_and_the_meeting_of_the_team_are_noted_without_a_case(kamer: Kamer) -> None:
    [said] = await kamer.say("!ret noteer vraag")
    assert "wo 22 april: de algemene vraag" in said  # 2 wd, the team's own
    await kamer.say("!ret noteer vraag")
    await kamer.say("!ret gedaan WF-1.6b beantwoord")
    [open_ones] = await kamer.say("!ret termijnen")
    assert open_ones.count("de algemene vraag") == 1
    await kamer.say("!ret noteer overleg")
    [open_ones] = await kamer.say("!ret termijnen")
    assert "do 23 april**: met het team bij elkaar komen" not in open_ones


async def test_all_ages_are_welcome_and_the_procesregisseur_leads(kamer: Kamer) -> None:
    [said] = await kamer.say("!ret help sluit")
    assert "de procesregisseur en de secretaris" in said
    assert (await kamer.casus()).aanmelding.leeftijd == "24+"
    [said] = await kamer.say("!ret escaleer CODE")
    assert "niet kent" in said


async def test_the_answer_to_who_is_missing_is_not_taken_for_the_triage(kamer: Kamer) -> None:
    await kamer.say("!ret triage", thread=True)
    await kamer.say("!ret triage MDA++", thread=True)
    for answer in ("ja", "genoeg informatie", "geen"):
        await kamer.say(answer, thread=True)
    [asked] = await kamer.say("!ret plan do 30 april 14:00", thread=True)
    assert "1 inwoner" in asked
    [asked] = await kamer.say("1", thread=True)
    assert asked.startswith("Waarom zonder inwoner? ")
    casus = await kamer.casus()
    assert [feit.value for feit in casus.feiten_van("triage")] == ["MDA++"]


async def test_who_is_missing_can_be_taken_back_when_the_reason_is_asked(kamer: Kamer) -> None:
    [asked] = await kamer.say("!ret plan do 30 april 14:00", thread=True)
    await kamer.say("1", thread=True)
    [again] = await kamer.say("terug", thread=True)
    assert again == asked.splitlines()[-1]
    await kamer.say("1", thread=True)
    [said] = await kamer.say("niemand", thread=True)
    assert said.startswith("Vastgelegd: de tafel is compleet")
