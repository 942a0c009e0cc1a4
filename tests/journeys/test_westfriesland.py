"""A case under westfriesland-2023 from aanmelding to closing, said in the room."""

from datetime import date

import pytest

from retbot.domain.termijnen.casustermijnen import TermijnState
from tests.world import VOORZITTER, World

AANMELDING = "!ret aanmelding gemeente=Hoorn leeftijd=24+ via=professional aanvraag=Aanmelding MDA++"


@pytest.fixture
async def room() -> World:
    room = World("westfriesland-2023")
    room.clock.set("2026-04-20 09:00")
    await room.say(AANMELDING)
    return room


async def test_a_whole_case(room: World) -> None:
    terms = await room.termijnen()
    assert terms["WF-B4.1:0:"].due == date(2026, 4, 22)
    [asked] = await room.say("!ret triage", thread=True)
    assert "1 Schakeloverleg · 2 MDA++ · 3 Doorbraaktafel" in asked
    said = await room.say("3", thread=True)
    assert "Triage gedaan: Doorbraaktafel" in said[0]
    assert "(Inleiding en 1.3.2)" in said[0]  # WF-1.3
    said = await room.say("!ret plan do 30 april 14:00", thread=True)
    assert "Doorbraaktafel gepland: **donderdag 30 april" in said[0]
    assert "(par. 2.2" in said[0]
    await room.say("niemand", thread=True)
    room.clock.set("2026-04-30 16:00")
    [seats] = await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "voorzitter" in seats
    assert "verslavingszorg" in seats
    await room.say("2 4 5", VOORZITTER, thread=True)
    await room.say("ja", VOORZITTER, thread=True)
    await room.say("!ret afspraak inbrenger 15 mei intake", thread=True)
    room.clock.set("2026-05-01 09:00")
    [checklist] = await room.say("!ret advies verzonden CODE")
    assert "(par. 1.4)?\n• samenvatting van de casus\n• het advies zelf\n• de gemaakte afspraken" in checklist
    [sent, *_] = await room.say("ja")
    assert "uiterlijk vr 29 mei: volgen of het beoogde resultaat is bereikt (par. 2.3)" in sent
    await follow_until_closing(room)


async def follow_until_closing(room: World) -> None:
    """WF-2.3 comes again four weeks after each time that it was done."""
    room.clock.set("2026-05-28 09:00")
    await room.say("!ret gedaan WF-2.3", thread=True)
    term = (await room.termijnen())["WF-2.3:1:"]
    assert (term.due, term.staat) == (date(2026, 6, 25), TermijnState.OPEN)
    await room.say("!ret afspraak 1 klaar", thread=True)
    await room.say("!ret sluit CODE opgelost")
    [closed, *_] = await room.say("ja")
    assert "vrijdag 28 mei 2027" in closed


async def test_a_general_question_and_the_meeting_of_the_team_are_noted_without_a_case(room: World) -> None:
    [said] = await room.say("!ret noteer vraag")
    assert "wo 22 april: de algemene vraag" in said  # 2 wd, the team's own
    await room.say("!ret noteer vraag")
    await room.say("!ret gedaan WF-1.6b beantwoord")
    [open_ones] = await room.say("!ret termijnen")
    assert open_ones.count("de algemene vraag") == 1
    await room.say("!ret noteer overleg")
    [open_ones] = await room.say("!ret termijnen")
    assert "do 23 april**: met het team bij elkaar komen" not in open_ones


async def test_all_ages_are_welcome_and_the_procesregisseur_leads(room: World) -> None:
    [said] = await room.say("!ret help sluit")
    assert "de procesregisseur en de secretaris" in said
    assert (await room.casus()).aanmelding.leeftijd == "24+"
    [said] = await room.say("!ret escaleer CODE")
    assert "is hier niet nodig" in said


async def test_the_answer_to_who_is_missing_is_not_taken_for_the_triage(room: World) -> None:
    await room.say("!ret triage", thread=True)
    await room.say("!ret triage MDA++", thread=True)
    for answer in ("ja", "genoeg informatie", "geen"):
        await room.say(answer, thread=True)
    [asked] = await room.say("!ret plan do 30 april 14:00", thread=True)
    assert "1 inwoner" in asked
    [asked] = await room.say("1", thread=True)
    assert asked.startswith("Waarom zonder inwoner? ")
    casus = await room.casus()
    assert [feit.value for feit in casus.feiten_van("triage")] == ["MDA++"]


async def test_who_is_missing_can_be_taken_back_when_the_reason_is_asked(room: World) -> None:
    [asked] = await room.say("!ret plan do 30 april 14:00", thread=True)
    await room.say("1", thread=True)
    [again] = await room.say("terug", thread=True)
    assert again == asked.splitlines()[-1]
    await room.say("1", thread=True)
    [said] = await room.say("niemand", thread=True)
    assert said.startswith("Vastgelegd: van de tafel ontbreekt niemand")
