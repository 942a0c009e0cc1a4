"""A case under gooi-en-vechtstreek-2018 from aanmelding to closing, said in the room."""

from datetime import date

import pytest

from retbot.domain.casus.consent import is_anonymous
from retbot.domain.termijnen.casustermijnen import TermijnState
from tests.journeys.kamer import VOORZITTER, Kamer, shows

AANMELDING = "!ret aanmelding gemeente=Huizen leeftijd=12-15 via={} gronden=overbruggingszorg lokaal={}"


@pytest.fixture
async def kamer() -> Kamer:
    room = Kamer("gooi-en-vechtstreek-2018")
    room.klok.set("2026-04-20 09:00")
    return room


@shows("GV-2.5.1", "GV-2.1")
async def test_only_the_consulent_may_bring_a_case_and_all_four_marks_must_hold(kamer: Kamer) -> None:
    [said] = await kamer.say(AANMELDING.format("partner", "ja"))
    assert "art. 2.5.1" in said
    assert "de consulent meldt aan" in said
    [said] = await kamer.say(AANMELDING.format("consulent", "nee"))
    assert "art. 2.1" in said
    assert "geen crisis" in said


@shows("GV-2.5.1u", "GV-2.5.4", "GV-2.3c", "GV-2.4")
async def test_a_whole_case(kamer: Kamer) -> None:
    said = await kamer.say(AANMELDING.format("consulent", "ja"))
    assert "uiterlijk di 28 april: triage" in said[0]  # 2.5.2: 5 wd na maandag 20 april; Koningsdag telt niet mee
    assert "uiterlijk ma 4 mei: het overleg houden" in said[0]  # 14 d
    kamer.klok.set("2026-04-22 10:00")
    await kamer.say("!ret triage", thread=True)
    [said_of_triage] = await kamer.say("geen overeenstemming", thread=True)
    assert "leidinggevende uitvoeringsdienst (art. 2.5.2)" in said_of_triage
    assert (await kamer.termijnen())["GV-2.5.2a:0:"].staat is TermijnState.OPEN
    await kamer.say("!ret triage CODE ja")
    assert (await kamer.termijnen())["GV-2.5.2a:0:"].voldaan_op == date(2026, 4, 22)
    said = await kamer.say("!ret plan do 30 april 14:00", thread=True)
    assert "vr 1 mei: het zwaarwegend advies versturen (art. 2.5.3)" in said[0]  # 1 d na bespreking
    await kamer.say("!ret gedaan GV-2.3a", thread=True)
    await kamer.say("adres CODE consulent piet@voorbeeld.nl", direct=True)
    assert (await kamer.termijnen())["GV-2.5.1u:1:"].voldaan_op is None
    assert "Uitgenodigd: consulent" in (await kamer.say("!ret uitnodigen CODE"))[0]
    assert (await kamer.termijnen())["GV-2.5.1u:1:"].voldaan_op == date(2026, 4, 22)
    await hold_and_advise(kamer)
    kamer.klok.set("2026-05-15 09:00")
    await kamer.say("!ret gedaan GV-2.3b", thread=True)
    await kamer.say("!ret afspraak 1 klaar", thread=True)
    await kamer.say("!ret sluit CODE opgelost")
    [said_at_closing, *_] = await kamer.say("ja")
    assert "zaterdag 15 mei 2027" in said_at_closing  # AVG 5: the team's own year
    assert "eigen afspraak van het team" in said_at_closing


async def hold_and_advise(kamer: Kamer) -> None:
    kamer.klok.set("2026-04-30 16:00")
    await kamer.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    [said] = await kamer.say("2 4", VOORZITTER, thread=True)
    assert "Er had bij moeten zijn: consulent" in said  # GV-2.3c
    [said] = await kamer.say("ja", VOORZITTER, thread=True)
    assert "vr 8 mei: wie er niet bij was" in said  # GV-2.3b: the jeugdige was not there
    await kamer.say("!ret afspraak Unita 15 mei intake", thread=True)
    kamer.klok.set("2026-05-01 09:00")
    [said] = await kamer.say("!ret advies verzonden CODE")
    assert "(art. 2.4)" in said
    assert "onderbouwing" in said
    [said, *_] = await kamer.say("ja")
    assert "zonder termijn: vastleggen wie het advies uitvoert" in said
    terms = await kamer.termijnen()
    assert terms["GV-2.5.2b:0:"].voldaan_op == date(2026, 4, 30)
    assert terms["GV-2.5.3:1:"].voldaan_op == date(2026, 5, 1)
    assert terms["GV-2.5.4:1:1"].due == date(2026, 5, 15)


@shows("GV-2.6")
async def test_consent_counts_only_after_three_things_were_told_and_until_it_is_withdrawn(kamer: Kamer) -> None:
    await kamer.say(AANMELDING.format("consulent", "ja"))
    convenant = kamer.team.convenant
    assert is_anonymous(await kamer.casus(), convenant)
    [said] = await kamer.say("!ret noteer CODE toestemming")
    assert "art. 2.6" in said
    assert "dat weigeren mag" in said
    assert "uitdrukkelijk gegeven door gezaghebbende ouder (art. 2.6)" in said  # 12-15; from 16 the jeugdige too
    await kamer.say("nee")
    assert is_anonymous(await kamer.casus(), convenant)
    await kamer.say("!ret noteer CODE toestemming")
    await kamer.say("ja")
    assert not is_anonymous(await kamer.casus(), convenant)
    await kamer.say("!ret noteer CODE intrekking")
    assert is_anonymous(await kamer.casus(), convenant)


async def test_what_the_covenant_does_not_know_is_no_command_here(kamer: Kamer) -> None:
    await kamer.say(AANMELDING.format("consulent", "ja"))
    for text in ("compleet CODE", "opvolging CODE 1 passend=ja tijdig=ja", "escaleer CODE", "formulier gedeeld CODE"):
        [said] = await kamer.say(f"!ret {text}")
        assert "niet kent" in said, text
    [said] = await kamer.say("!ret termijnen")
    assert "opschaling: het convenant noemt hiervoor geen termijn" in said
    assert "voorbij (was maandag 31 december 2018): de werkwijze evalueren" in said  # GV-4
    [said] = await kamer.say("!ret help sluit")
    assert "projectsecretaris" in said


@shows("GV-2.5.1r")
async def test_that_an_aanmelding_is_registered_is_asked_with_it_and_noted(kamer: Kamer) -> None:
    [said, *_] = await kamer.say(AANMELDING.format("consulent", "ja"))
    assert f"de aanmelding registreren (art. 2.5.1) → `!ret gedaan {kamer.code} GV-2.5.1r`" in said
    [said] = await kamer.say("!ret gedaan CODE GV-2.5.1r")
    assert said.startswith("Genoteerd: de aanmelding registreren is vandaag gedaan (art. 2.5.1)")


@shows("GV-2.5.5", "GV-2.5.6")
async def test_when_a_goal_is_missed_the_choice_is_recorded_and_a_case_may_be_scaled_down(kamer: Kamer) -> None:
    await kamer.say(AANMELDING.format("consulent", "ja"))
    await kamer.say("!ret plan do 30 april 14:00", thread=True)
    kamer.klok.set("2026-04-30 16:00")
    await kamer.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    await kamer.say("!ret afspraak Unita 15 mei intake", thread=True)
    kamer.klok.set("2026-05-15 09:00")
    [said] = await kamer.say("!ret afspraak 1 mislukt", thread=True)
    assert "opnieuw wordt besproken of dat gewone hulp nog kan (art. 2.5.5)" in said
    [asked] = await kamer.say("!ret gedaan CODE GV-2.5.5")
    assert "1 opnieuw bespreken · 2 gewone hulp" in asked
    [said, *_] = await kamer.say("gewone hulp")
    assert "gewone hulp" in said
    [closed, *_] = await kamer.say("!ret sluit CODE afgeschaald")
    assert "gesloten" in closed
    assert (await kamer.casus()).gesloten == date(2026, 5, 15)


@shows("GV-4", "GV-6.1")
async def test_before_the_covenant_ends_it_is_evaluated_and_at_most_twice_extended(kamer: Kamer) -> None:
    kamer.klok.set("2018-12-17 09:00")
    [said] = await kamer.say("!ret termijnen")
    assert "**ma 31 december**: de werkwijze evalueren" in said
    assert "**ma 31 december**: stoppen of verlengen, met een verlengingsbrief (art. 6.1)" in said
    await kamer.say("!ret gedaan GV-4")
    [asked] = await kamer.say("!ret gedaan GV-6.1")
    assert "1 stoppen · 2 verlengen" in asked
    await kamer.say("verlengen")
    [said] = await kamer.say("!ret termijnen")
    assert "de werkwijze evalueren" not in said
    assert "**dinsdag 31 december 2019**: stoppen of verlengen" in said  # 2019
    kamer.klok.set("2019-12-16 09:00")
    await kamer.say("!ret gedaan GV-6.1 verlengen")
    kamer.klok.set("2020-12-14 09:00")
    [refused] = await kamer.say("!ret gedaan GV-6.1 verlengen")
    assert "niet vaker dan 2 keer verlengen (art. 6.1)" in refused
    await kamer.say("!ret gedaan GV-6.1 stoppen")
    [said] = await kamer.say("!ret termijnen")
    assert "stoppen of verlengen" not in said


@shows("GV-3")
async def test_what_an_expert_spent_at_the_table_is_told_for_each_municipality(kamer: Kamer) -> None:
    await kamer.say(AANMELDING.format("consulent", "ja"))
    await kamer.say("!ret plan do 30 april 14:00 duur 45", thread=True)
    kamer.klok.set("2026-04-30 16:00")
    await kamer.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    [told] = await kamer.say("!ret vergoeding van 1 april tot 30 april")
    assert "expertise leverende partij" in told
    assert "45 minuten" in told
    assert "Huizen" in told
    assert "(art. 3)" in told


async def test_a_question_ends_when_a_command_answers_it(kamer: Kamer) -> None:
    await kamer.say(AANMELDING.format("consulent", "ja"))
    await kamer.say("!ret triage CODE")
    await kamer.say("!ret triage CODE ja op vandaag")
    before = (await kamer.casus()).feit("triage")
    *_, asked = await kamer.say("!ret plan CODE do 30 april 14:00")
    assert "Is de leeftijd nog 12-15 jaar?" in asked
    kamer.klok.set("2026-04-21 09:00")
    [again] = await kamer.say("ja")
    assert again.startswith("Ik weet niet zeker")
    *_, said = await kamer.say("ja")
    assert said == "Vastgelegd: nog 12-15 jaar."
    assert (await kamer.casus()).feit("triage") == before
    assert await kamer.say("ja") == []


async def test_a_question_about_the_team_ends_for_both_when_one_answers_it(kamer: Kamer) -> None:
    kamer.klok.set("2018-12-17 09:00")
    await kamer.say("!ret gedaan GV-6.1")
    await kamer.say("!ret gedaan GV-6.1", VOORZITTER)
    await kamer.say("stoppen", VOORZITTER)
    before = list(kamer.storage.memory.team_feiten)
    assert await kamer.say("verlengen") == []
    assert kamer.storage.memory.team_feiten == before
