"""What model-2024 asks of the team rather than of a case, said in the room."""

from datetime import date

import pytest

from tests.journeys.shows import shows
from tests.journeys.test_model_conditions import aanmelden, answered, until_held
from tests.world import EXPERT, VOORZITTER, World


@pytest.fixture
async def room() -> World:
    room = World("model-2024")
    room.clock.set("2026-04-20 09:00")
    return room


@shows("MO-9.5s")
async def test_the_same_knelpunt_in_three_cases_goes_to_the_stuurgroep_and_is_counted_anew_after_it(
    room: World,
) -> None:
    for expected in ("in 1 casus", "in 2 casussen"):
        await aanmelden(room)
        [said] = await room.say("!ret knelpunt CODE wachttijd")
        assert expected in said
        assert "stuurgroep" not in said
    [again] = await room.say("!ret knelpunt CODE wachttijd")
    assert "in 2 casussen" in again  # twice in the same case is once
    await aanmelden(room)
    [said] = await room.say("!ret knelpunt CODE wachttijd")
    assert "op de agenda van de stuurgroep, die de afspraken heroverweegt (art. 9.5)" in said
    assert "De procesregisseur bereidt de inbreng voor" in said
    [told] = await room.say("!ret knelpunten")
    assert "wachttijd, 3 casussen: op de agenda van de stuurgroep" in told
    [said] = await room.say("!ret knelpunt behandeld wachttijd", VOORZITTER)
    assert "Ik tel opnieuw" in said
    room.clock.set("2026-04-21 09:00")
    [said] = await room.say("!ret knelpunt CODE wachttijd")
    assert "in 1 casus." in said
    [refused] = await room.say("!ret knelpunt CODE te weinig overleg")
    assert "wachttijd" in refused


@shows("MO-10")
async def test_a_complaint_is_sent_to_the_right_door(room: World) -> None:
    [told] = await room.say("!ret klacht")
    assert "(art. 10.1–10.5)" in told
    assert "over persoonsgegevens: de FG van de gemeente waar de jeugdige woont (art. 10.2)" in told
    assert "Landelijke Klachtencommissie Onderwijs (art. 10.4)" in told
    assert "laat dat de klager weten (art. 10.5)" in told


@shows("MO-12.1", "MO-12.2")
async def test_fixed_hours_are_told_and_of_the_flexibele_schil_who_takes_no_part_in_the_case(room: World) -> None:
    for role in ("expert J-GGZ", "expert onderwijs", "gedragswetenschapper"):
        await room.say(f"!ret deelnemer toevoegen {role}")
    await aanmelden(room)
    await room.say("!ret plan CODE do 7 mei 14:00", VOORZITTER, thread=True)
    await room.say("!ret hoedanigheid CODE flexibele schil adviseur")
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE jeugdige, GI en flexibele schil", VOORZITTER)
    room.clock.set("2026-05-15 09:00")
    [told] = await room.say("!ret vergoeding van 1 mei tot 14 mei")
    assert "expert J-GGZ: 5 uur (art. 12.1)" in told  # two weeks of two hours and a half
    assert "onderwijs" not in told
    assert "flexibele schil: 1 bespreking, 1 uur; Alkmaar 1 (art. 12.2–12.3)" in told
    assert "gedragswetenschapper: 16 uur (art. 12.2–12.3)" in told
    await room.say("!ret afspraak CODE flexibele schil 22 mei begeleiding")
    [told] = await room.say("!ret vergoeding van 1 mei tot 14 mei")
    assert "flexibele schil" not in told


@shows("MO-18.3")
async def test_the_vog_of_an_expert_is_shown_at_joining_whatever_its_age(room: World) -> None:
    await room.say("!ret deelnemer toevoegen expert J-GGZ")
    [said] = await room.say("!ret gedaan MO-18.3 1 op 4 mei 2024")
    assert "de VOG van expert J-GGZ is van zaterdag 4 mei" in said
    [open_ones] = await room.say("!ret termijnen te laat")
    assert "VOG" not in open_ones


@shows("MO-18.5")
async def test_only_procesregisseur_and_secretaris_change_a_case_and_others_see_what_is_theirs(room: World) -> None:
    await room.say(f"!ret deelnemer toevoegen expert J-GGZ {EXPERT}")
    await room.say("!ret deelnemer toevoegen gedragswetenschapper @gw:ret.test")
    await aanmelden(room)
    [seen] = await room.say("!ret status CODE", EXPERT)
    assert "gemeente Alkmaar" in seen
    [refused] = await room.say("!ret compleet CODE", EXPERT)
    assert "secretaris" in refused
    assert (await room.casus()).feit("compleet") is None
    [unknown] = await room.say("!ret status CODE", "@gw:ret.test")
    assert "gemeente Alkmaar" not in unknown  # not an expert: sees a case for as long as he is involved
    await room.say("!ret betrokken CODE 2")
    [seen] = await room.say("!ret status CODE", "@gw:ret.test")
    assert "gemeente Alkmaar" in seen
    [said] = await room.say("!ret betrokken CODE 2 niet meer")
    assert "niet meer inzien (art. 18.5)" in said
    assert await room.say("!ret status CODE", "@gw:ret.test") == [unknown]


@shows("MO-17.3", "MO-4.5", "MO-4.3", "MO-8.20")
async def test_what_the_team_owes_in_its_rhythm_is_ticked_off_by_whose_it_is(room: World) -> None:
    room.clock.set("2026-06-29 09:00")
    [open_ones] = await room.say("!ret termijnen deze week")
    for duty in ("autorisaties", "geanonimiseerd verslag", "blijvend werken", "rode draden"):
        assert duty in open_ones
    for id_ in ("MO-17.3", "MO-17.3", "MO-4.5", "MO-4.3", "MO-8.20"):
        [said] = await room.say(f"!ret gedaan {id_}", VOORZITTER)
        assert said.startswith("Genoteerd")
    [open_ones] = await room.say("!ret termijnen deze week")
    assert "rode draden" not in open_ones


@shows("MO-14", "MO-17.5", "MO-17.6", "MO-17.6b", "MO-17.8")
async def test_a_request_and_a_datalek_start_the_terms_of_the_law_and_the_choice_is_kept(room: World) -> None:
    await aanmelden(room)
    [said] = await room.say("!ret noteer CODE verzoek")
    assert "uiterlijk wo 20 mei: een verzoek van een betrokkene afhandelen" in said
    [said] = await room.say("!ret datalek vandaag 8:30")
    assert "hierbij: het datalek in het eigen en in het gezamenlijke overzicht zetten (art. 17.8)" in said
    assert "zonder termijn: betrokkenen inlichten als dat moet" in said
    [terms] = await room.say("!ret termijnen")
    assert "het datalek aan de andere partijen melden, niet meer dan nodig (art. 17.5; AVG 33)" in terms
    [asked] = await room.say("!ret gedaan MO-17.6")
    assert "1 de gemeente van de woonplaats meldde · 2 de FG meldde · 3 melden hoefde niet" in asked
    [said] = await room.say("2")
    assert "de FG meldde (art. 17.6 en 17.9; AVG 33)" in said
    [said] = await room.say("!ret gedaan MO-17.6b hoefde niet")
    assert "hoefde niet" in said


@shows("MO-9.5o", "MO-9.4", "MO-9.5", "MO-9.5t")
async def test_the_chains_go_up_on_the_word_of_whose_step_it_is(room: World) -> None:
    await until_held(room)
    room.clock.set("2026-05-08 09:00")
    for stap, article in (("1", "9.3"), ("2", "9.4"), ("3", "9.5")):
        [told] = await room.say(f"!ret escaleer CODE stap {stap}")
        assert f"art. {article}" in told
    assert "zonder termijn: de wethouder informeren en terugkoppelen (art. 9.5)" in told
    [refused] = await room.say("!ret escaleer CODE onderwijs")
    assert "procesregisseur" in refused
    [said] = await room.say("!ret escaleer CODE onderwijs", VOORZITTER)
    assert "samenwerkingsverband" in said


@shows("MO-20", "MO-8.17", "MO-8.16a", "MO-8.16b")
async def test_the_age_is_asked_at_each_follow_up_with_what_it_changes_in_consent(room: World) -> None:
    await until_held(room)
    await room.say("!ret advies verzonden CODE")
    await room.say("ja", thread=True)
    room.clock.set("2026-06-18 11:00")
    [said] = await room.say("!ret opvolging CODE 1 perspectief=ja verbetering=nee", VOORZITTER, thread=True)
    assert "zonder termijn: de uitkomsten voor de landelijke monitor aan het BEN geven" in said
    assert said.endswith("\nKlopt de leeftijdsgroep nog: 12-15 jaar? ja · 16-17 · 18-21 · 22-23 · 24+")
    [told] = await answered(room, "16-17")
    assert "Vastgelegd: de leeftijdsgroep is nu 16-17 jaar." in told
    assert "Toestemming komt nu van jeugdige (art. 19.1 en 19.4)" in told
    assert (await room.casus()).leeftijd == "16-17"
    room.clock.set("2026-11-09 11:00")
    said, *_ = await room.say("!ret opvolging CODE 2 perspectief=ja verbetering=ja", VOORZITTER)
    assert "zonder termijn: de uitkomsten in de monitor verwerken en sluiten (art. 8.17)" in said
    [told] = await answered(room, "24+")
    assert "ouder dan het convenant kent (art. 1.5, voetnoot" in told


@shows("MO-11")
async def test_the_signing_starts_both_evaluations(room: World) -> None:
    [said] = await room.say("!ret noteer ondertekening op 1 april")
    assert "do 1 oktober: tussentijds evalueren" in said
    assert "1 april 2027: de werkwijze evalueren" in said
    assert date(2026, 10, 1).weekday() == 3


@shows("MO-18.6")
async def test_addresses_and_names_are_refused_in_the_room(room: World) -> None:
    await aanmelden(room)
    [said] = await room.say("!ret compleet CODE stuur het naar moeder@example.org")
    assert "niets opgeslagen" in said
    assert (await room.casus()).feit("compleet") is None
