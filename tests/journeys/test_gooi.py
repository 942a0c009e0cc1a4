"""A case under gooi-en-vechtstreek-2018 from aanmelding to closing, said in the room."""

from datetime import date

import pytest

from retbot.domain.casus.consent import is_anonymous
from retbot.domain.termijnen.casustermijnen import TermijnState
from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

AANMELDING = "!ret aanmelding gemeente=Huizen leeftijd=12-15 via={} gronden=overbruggingszorg lokaal={}"


@pytest.fixture
async def room() -> World:
    room = World("gooi-en-vechtstreek-2018")
    room.clock.set("2026-04-20 09:00")
    return room


@shows("GV-2.5.1", "GV-2.1")
async def test_only_the_consulent_may_bring_a_case_and_all_four_marks_must_hold(room: World) -> None:
    [said] = await room.say(AANMELDING.format("partner", "ja"))
    assert "art. 2.5.1" in said
    assert "de consulent meldt aan" in said
    [said] = await room.say(AANMELDING.format("consulent", "nee"))
    assert "art. 2.1" in said
    assert "geen crisis" in said


@shows("GV-2.5.1u", "GV-2.5.4", "GV-2.3c", "GV-2.4")
async def test_a_whole_case(room: World) -> None:
    said = await room.say(AANMELDING.format("consulent", "ja"))
    assert (
        "uiterlijk di 28 april: bepalen of de casus" in said[0]
    )  # 2.5.2: 5 wd na maandag 20 april; Koningsdag telt niet mee
    assert "uiterlijk ma 4 mei: het overleg houden" in said[0]  # 14 d
    room.clock.set("2026-04-22 10:00")
    await room.say("!ret triage", thread=True)
    [said_of_triage] = await room.say("geen overeenstemming", thread=True)
    assert "leidinggevende van de uitvoeringsdienst (art. 2.5.2)" in said_of_triage
    assert (await room.termijnen())["GV-2.5.2a:0:"].staat is TermijnState.OPEN
    await room.say("!ret triage CODE ja")
    assert (await room.termijnen())["GV-2.5.2a:0:"].voldaan_op == date(2026, 4, 22)
    said = await room.say("!ret plan do 30 april 14:00", thread=True)
    assert "vr 1 mei: het zwaarwegend advies versturen (art. 2.5.3)" in said[0]  # 1 d na bespreking
    await room.say("!ret gedaan GV-2.3a", thread=True)
    await room.say("adres CODE consulent piet@voorbeeld.nl", direct=True)
    assert (await room.termijnen())["GV-2.5.1u:1:"].voldaan_op is None
    assert "Uitgenodigd: consulent" in (await room.say("!ret uitnodigen CODE"))[0]
    assert (await room.termijnen())["GV-2.5.1u:1:"].voldaan_op == date(2026, 4, 22)
    await hold_and_advise(room)
    room.clock.set("2026-05-15 09:00")
    await room.say("!ret gedaan GV-2.3b", thread=True)
    await room.say("!ret afspraak 1 klaar", thread=True)
    await room.say("!ret sluit CODE opgelost")
    [said_at_closing, *_] = await room.say("ja")
    assert "zaterdag 15 mei 2027" in said_at_closing  # AVG 5: the team's own year
    assert "eigen afspraak van het team" in said_at_closing


async def hold_and_advise(room: World) -> None:
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    [said] = await room.say("2 4", VOORZITTER, thread=True)
    assert "zonder consulent, die erbij had moeten zijn" in said  # GV-2.3c
    await room.say("ja", VOORZITTER, thread=True)
    [said] = await room.say("90", VOORZITTER, thread=True)  # GV-3: the time really spent
    assert "vr 8 mei: wie er niet bij was" in said  # GV-2.3b: the jeugdige was not there
    await room.say("!ret afspraak Unita 15 mei intake", thread=True)
    room.clock.set("2026-05-01 09:00")
    [said] = await room.say("!ret advies verzonden CODE")
    assert "(art. 2.4)" in said
    assert "onderbouwing" in said
    [said, *_] = await room.say("ja")
    assert "zonder termijn: vastleggen wie het advies uitvoert" in said
    terms = await room.termijnen()
    assert terms["GV-2.5.2b:0:"].voldaan_op == date(2026, 4, 30)
    assert terms["GV-2.5.3:1:"].voldaan_op == date(2026, 5, 1)
    assert terms["GV-2.5.4:1:1"].due == date(2026, 5, 15)


@shows("GV-2.6")
async def test_consent_counts_only_after_three_things_were_told_and_until_it_is_withdrawn(room: World) -> None:
    await room.say(AANMELDING.format("consulent", "ja"))
    convenant = room.team.convenant
    assert is_anonymous(await room.casus(), convenant)
    [said] = await room.say("!ret noteer CODE toestemming")
    assert "art. 2.6" in said
    assert "dat weigeren mag" in said
    assert "uitdrukkelijk gegeven door gezaghebbende ouder (art. 2.6)" in said  # 12-15; from 16 the jeugdige too
    await room.say("nee")
    assert is_anonymous(await room.casus(), convenant)
    await room.say("!ret noteer CODE toestemming")
    await room.say("ja")
    assert not is_anonymous(await room.casus(), convenant)
    await room.say("!ret noteer CODE intrekking")
    assert is_anonymous(await room.casus(), convenant)


async def test_what_the_covenant_does_not_know_is_no_command_here(room: World) -> None:
    await room.say(AANMELDING.format("consulent", "ja"))
    for text in ("compleet CODE", "opvolging CODE 1 passend=ja tijdig=ja", "escaleer CODE", "formulier gedeeld CODE"):
        [said] = await room.say(f"!ret {text}")
        assert "is hier niet nodig" in said, text
    [said] = await room.say("!ret termijnen")
    assert "• opschaling" in said
    assert "voorbij (was maandag 31 december 2018): de werkwijze evalueren" in said  # GV-4
    [said] = await room.say("!ret help sluit")
    assert "projectsecretaris" in said


@shows("GV-2.5.1r")
async def test_that_an_aanmelding_is_registered_is_asked_with_it_and_noted(room: World) -> None:
    [said, *_] = await room.say(AANMELDING.format("consulent", "ja"))
    assert (
        f"de aanmelding in de lijst van het C&A team zetten (art. 2.5.1) → `!ret gedaan {room.code} GV-2.5.1r`" in said
    )
    [said] = await room.say("!ret gedaan CODE GV-2.5.1r")
    assert said.startswith("Genoteerd, vandaag gedaan: de aanmelding in de lijst van het C&A team zetten (art. 2.5.1)")


async def goal_missed(room: World) -> None:
    await room.say(AANMELDING.format("consulent", "ja"))
    await room.say("!ret plan do 30 april 14:00", thread=True)
    room.clock.set("2026-04-30 16:00")
    await room.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    await room.say("!ret afspraak Unita 15 mei intake", thread=True)
    room.clock.set("2026-05-01 09:00")
    await room.say("!ret advies verzonden CODE")
    await room.say("ja")
    room.clock.set("2026-05-15 09:00")
    [said] = await room.say("!ret afspraak 1 mislukt", thread=True)
    assert "opnieuw wordt besproken of dat gewone hulp nog kan (art. 2.5.5)" in said


@shows("GV-2.5.5")
async def test_discussing_it_again_is_the_next_step_and_ordinary_help_ends_the_goal_that_was_missed(
    room: World,
) -> None:
    await goal_missed(room)
    status = (await room.say("!ret status CODE"))[0]
    assert "1 Unita, intake: lukt niet, nog geen alternatief" in status
    assert "dat gewone hulp nog kan voor afspraak 1 (art. 2.5.5)" in status
    assert "GV-2.5.4:1:1" not in await room.termijnen()  # the consulent told it: there is no goal to wait for
    [asked] = await room.say("!ret gedaan CODE GV-2.5.5")
    assert "1 opnieuw bespreken · 2 gewone hulp" in asked
    [said, *_] = await room.say("1")
    assert "Afspraak 1 is daarmee vervangen." in said
    assert "Volgende stap: een casusbespreking plannen." in said
    status = (await room.say("!ret status CODE"))[0]
    assert "1 Unita, intake: lukt niet, opnieuw bespreken" in status
    assert "een casusbespreking plannen" in status
    await room.say("!ret plan CODE do 28 mei 14:00")
    assert "een casusbespreking plannen" not in (await room.say("!ret status CODE"))[0]
    [refused] = await room.say("!ret gedaan CODE GV-2.5.5 gewone hulp")
    assert "volgt op een afspraak die niet lukt; die is er niet" in refused


@shows("GV-2.5.6", "GV-2.5.6f")
async def test_closing_and_scaling_down_ask_for_the_goals_and_for_the_form(room: World) -> None:
    await goal_missed(room)
    await room.say("!ret gedaan CODE GV-2.5.5 gewone hulp")
    for reason in ("afgeschaald", "opgelost"):
        [asked] = await room.say(f"!ret sluit CODE {reason}")
        assert "Zijn de doelen gehaald, en is het afsluitformulier er" in asked
        assert "een waardering van de samenwerking en het effect? (art. 2.5.6)" in asked
        assert "vastleggen wie het advies uitvoert" in asked  # GV-2.5.4k is still open
        await room.say("nee")
        assert (await room.casus()).gesloten is None
    await room.say("!ret sluit CODE afgeschaald")
    [closed, *_] = await room.say("ja")
    assert "Casus gesloten (afgeschaald)." in closed
    assert (await room.casus()).gesloten == date(2026, 5, 15)


@shows("GV-4", "GV-6.1")
async def test_before_the_covenant_ends_it_is_evaluated_and_at_most_twice_extended(room: World) -> None:
    room.clock.set("2018-12-17 09:00")
    [said] = await room.say("!ret termijnen")
    assert "**ma 31 december**: de werkwijze evalueren" in said
    assert "**ma 31 december**: stoppen of verlengen, met een verlengingsbrief (art. 6.1)" in said
    await room.say("!ret gedaan GV-4")
    [asked] = await room.say("!ret gedaan GV-6.1")
    assert "1 stoppen · 2 verlengen" in asked
    await room.say("verlengen")
    [said] = await room.say("!ret termijnen")
    assert "de werkwijze evalueren" not in said
    assert "**dinsdag 31 december 2019**: stoppen of verlengen" in said  # 2019
    room.clock.set("2019-12-16 09:00")
    await room.say("!ret gedaan GV-6.1 verlengen")
    room.clock.set("2020-12-14 09:00")
    [refused] = await room.say("!ret gedaan GV-6.1 verlengen")
    assert "niet vaker dan 2 keer verlengen (art. 6.1)" in refused
    await room.say("!ret gedaan GV-6.1 stoppen")
    [said] = await room.say("!ret termijnen")
    assert "stoppen of verlengen" not in said


async def test_a_question_ends_when_a_command_answers_it(room: World) -> None:
    await room.say(AANMELDING.format("consulent", "ja"))
    await room.say("!ret triage CODE")
    await room.say("!ret triage CODE ja op vandaag")
    before = (await room.casus()).feit("triage")
    room.clock.set("2026-11-02 09:00")
    [asked] = await room.say("!ret plan CODE do 12 november 14:00", thread=True)
    assert "Klopt de leeftijdsgroep nog: 12-15 jaar?" in asked
    room.clock.set("2026-11-03 09:00")
    [again] = await room.say("!ret ja")
    assert again.startswith("Ik weet niet zeker")
    *_, said = await room.say("ja")
    assert said == "Vastgelegd: de leeftijdsgroep klopt nog, 12-15 jaar."
    assert (await room.casus()).feit("triage") == before
    assert await room.say("ja") == []


async def test_a_question_about_the_team_ends_for_both_when_one_answers_it(room: World) -> None:
    room.clock.set("2018-12-17 09:00")
    await room.say("!ret gedaan GV-6.1")
    await room.say("!ret gedaan GV-6.1", VOORZITTER)
    await room.say("stoppen", VOORZITTER)
    before = list(room.storage.memory.team_feiten)
    assert await room.say("verlengen") == []
    assert room.storage.memory.team_feiten == before
