"""The conditions of model-2024, each shown at work in the room: what is asked, what follows, what is refused."""

from datetime import date

import pytest

from tests.journeys.shows import shows
from tests.world import VOORZITTER, World

ANTWOORDEN = {
    "gemeente": "Alkmaar",
    "leeftijd": "12-15",
    "via": "gi",
    "besproken": "ja",
    "gronden": "vastgelopen",
    "lokaal": "ja",
    "afstemming": "ja",
    "domeinoverstijgend": "nee",
    "eigen_route": "ja",
    "geinformeerd": "ja",
    "draagbaarheid": "ja",
    "toestemming_gezondheid": "ja",
    "bekend_bij_toegang": "ja",
}


@pytest.fixture
async def room() -> World:
    room = World("model-2024")
    room.clock.set("2026-04-20 09:00")
    return room


async def aanmelden(room: World, **other: str) -> list[str]:
    given = {name: value for name, value in (ANTWOORDEN | other).items() if value}
    return await room.say(f"!ret aanmelding {' '.join(f'{name}={value}' for name, value in given.items())}")


async def answered(room: World, *answers: str, who: str = VOORZITTER) -> list[str]:
    """What is said to the last of the answers."""
    said: list[str] = []
    for answer in answers:
        said = await room.say(answer, who, thread=True)
    return said


@shows("MO-2.1", "MO-5", "MO-2.4", "MO-8.1")
@pytest.mark.parametrize(
    ("field", "value", "article", "why"),
    [
        ("leeftijd", "22-23", "1.5, voetnoot", "buiten de doelgroep"),
        ("afstemming", "nee", "1.5, voetnoot", "meerdere aanbieders nodig"),
        ("lokaal", "nee", "5.1–5.3", "lokaal naar een oplossing"),
        ("gronden", "geen", "5.1–5.3", "Ten minste één grond is nodig"),
        ("eigen_route", "nee", "2.3–2.5", "eigen route doorlopen"),
        ("bekend_bij_toegang", "nee", "8.1 en 1.1", "zij pakken de vraag als eersten op"),
    ],
)
async def test_what_may_not_be_registered_is_refused_and_overruled_by_the_procesregisseur_alone(
    room: World, field: str, value: str, article: str, why: str
) -> None:
    [said] = await aanmelden(room, **{field: value})
    assert article in said
    assert why in said
    [said] = await room.say("!ret aanmelding toch=spoed")
    assert "niets" in said
    [said, *_] = await room.say("!ret aanmelding toch=spoed", VOORZITTER)
    assert "Op besluit van de procesregisseur toch aangemeld: spoed (art." in said
    assert (await room.casus()).aanmelding.reden == "spoed"


@shows("MO-8.1a")
async def test_jeugdige_and_ouders_come_alone_only_after_contact_and_leerplicht_with_the_toegang(room: World) -> None:
    own = {"via": "jeugdige-ouders", "eigen_route": ""}
    *_, asked = await aanmelden(room, **own)
    assert "toegang erbij betrokken" in asked
    *_, asked = await aanmelden(room, **own, toegang="nee")
    assert "vooraf contact" in asked
    assert "8.1" in asked
    [said] = await aanmelden(room, **own, contact="nee")
    assert "Dat kan alleen na contact met de procesregisseur (art. 8.1)" in said
    [said] = await aanmelden(room, via="leerplicht", eigen_route="", toegang="nee")
    assert "samen met de gemeentelijke toegang (art. 8.1)" in said
    [said, *_] = await aanmelden(room, **own, contact="ja", geinformeerd="zij melden zelf aan")
    assert "Nieuwe casus" in said
    [said, *_] = await aanmelden(room, **own, toegang="ja", contact="nee", geinformeerd="zij melden zelf aan")
    assert "Nieuwe casus" in said  # together with the toegang


@shows("MO-15.1a", "MO-8.4", "MO-19.4")
async def test_what_the_answers_leave_to_be_done_is_told_and_stops_nothing(room: World) -> None:
    [new, *_] = await aanmelden(room, geinformeerd="nee", draagbaarheid="nee", toestemming_gezondheid="nee")
    assert "nog te doen: betrokkenen informeren over de verwerking, hun rechten en het convenant (art. 15.1" in new
    assert "nog te doen: nagaan wat nodig is om het tijdelijk te dragen (art. 8.4)" in new
    assert "nog te doen: deel geen gezondheidsgegevens zolang die toestemming er niet is (art. 19.1" in new


@shows("MO-8.6")
async def test_a_vooroverleg_is_held_for_a_reason_that_is_kept(room: World) -> None:
    await aanmelden(room)
    [asked] = await room.say("!ret noteer CODE vooroverleg", VOORZITTER, thread=True)
    assert "Waarom was het vooroverleg nodig? (art. 8.6)" in asked
    [said] = await room.say("zicht op situatie", VOORZITTER, thread=True)
    assert "zicht op situatie en vraag van het gezin (art. 8.6)" in said


@shows("MO-8a")
async def test_the_adviestafel_is_not_skipped_without_a_complete_analysis_at_the_triage_either(room: World) -> None:
    await aanmelden(room)
    [refused] = await room.say("!ret triage CODE uitvoeringstafel")
    assert "(art. 8)" in refused
    assert "niets" in refused.lower()
    [refused] = await room.say("!ret plan CODE uitvoeringstafel do 7 mei 14:00")
    assert "(art. 8)" in refused
    await room.say("!ret noteer CODE verklarende analyse")
    [said, *_] = await room.say("!ret triage CODE uitvoeringstafel")
    assert "Triage gedaan: uitvoeringstafel" in said


@shows("MO-8.8", "MO-Ue", "MO-8.21", "MO-V5")
async def test_at_planning_it_is_asked_who_is_missing_who_stands_in_and_who_is_needed(room: World) -> None:
    await aanmelden(room)
    [asked] = await room.say("!ret plan CODE do 7 mei 14:00", VOORZITTER, thread=True)
    assert "Wie van de vaste tafel is er niet bij? (art. 8.8)" in asked
    assert "1 jeugdige · 2 ouders · 3 aanmelder" in asked
    [why] = await answered(room, "ouders en school")
    assert "Waarom zonder ouders en school?" in why
    [kept] = await answered(room, "veiligheid")
    assert "zonder ouders en school, veiligheid (art. 8.8)" in kept
    assert "ervaringsdeskundige aan tafel? (Uitgangspunten en 6.5)" in kept
    [asked] = await answered(room, "ja")
    assert "van een ander RET" in asked
    assert "(art. 8.21)" in asked
    [asked] = await answered(room, "secretaris")
    assert "(Vuistregels 4, 5 en 9)" in asked
    await answered(room, "ja", "ja")
    [said] = await room.say("!ret hoedanigheid CODE school informant 14:00-14:30")
    assert "school neemt deel als informant, alleen van 14:00 tot 14:30 (Vuistregels 4, 5 en 9)" in said
    [told] = await room.say("!ret nagaan CODE")
    assert "niet aan tafel: ouders, veiligheid" in told
    room.clock.set("2026-05-07 16:00")
    [seats] = await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "ervaringsdeskundige" in seats


async def test_the_jeugdige_sits_at_the_table_from_twelve_on(room: World) -> None:
    await aanmelden(room, leeftijd="0-11")
    [asked] = await room.say("!ret plan CODE do 7 mei 14:00", VOORZITTER, thread=True)
    assert "1 ouders · 2 aanmelder" in asked


@shows("MO-8.21", "MO-7e")
async def test_a_stand_in_is_one_of_the_things_that_the_advies_must_name(room: World) -> None:
    await until_held(room, stand_in="secretaris")
    [asked] = await room.say("!ret advies verzonden CODE")
    assert "wie van een ander RET vervangt (art. 8.21)" in asked
    assert "(art. 7)?\n• samenvatting van het gesprek, alleen wat de uitvoering nodig heeft\n• het advies zelf" in asked
    [said, *_] = await room.say("nee")
    assert "Vul het advies eerst aan" in said


async def test_without_a_stand_in_the_advies_names_none(room: World) -> None:
    await until_held(room)
    [asked] = await room.say("!ret advies verzonden CODE")
    assert "ander RET" not in asked


@shows("MO-8.10")
async def test_nobody_is_discussed_whom_nobody_at_the_table_knows(room: World) -> None:
    await planned(room)
    room.clock.set("2026-05-07 16:00")
    [said] = await room.say("!ret bespreking gehouden CODE J-GGZ GI school", VOORZITTER, thread=True)
    assert "Van jeugdige, ouders en aanmelder was er niemand bij" in said
    assert "(art. 8.10)" in said
    assert (await room.casus()).feit("bespreking") is None


@shows("MO-19.5", "MO-8.4", "MO-V7")
async def test_at_the_end_of_a_bespreking_sharing_bearing_and_confidence_are_asked(room: World) -> None:
    await planned(room)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE jeugdige ouders GI", VOORZITTER)
    [asked] = await answered(room, "ja")
    assert "(art. 19.5)" in asked
    [asked] = await answered(room, "ja behalve GI")
    assert "te dragen voor jeugdige, ouders en professionals? (art. 8.4)" in asked
    [asked] = await answered(room, "ja, met tijdelijke hulp")
    assert "(Vuistregels 7–8)" in asked
    [said] = await answered(room, "nee")
    assert "Nog te doen: de geheimhouding laten tekenen" in said
    casus = await room.casus()
    assert {f.subject: f.value for f in casus.feiten_van("nagegaan", 1)}["MO-8.4"] == "ja, met tijdelijke hulp"


@shows("MO-8.13t", "MO-8.14", "MO-12.4b", "MO-12.4")
async def test_at_the_uitvoeringstafel_the_gemeente_decides_but_not_on_maatwerk(room: World) -> None:
    await aanmelden(room)
    await room.say("!ret noteer CODE verklarende analyse")
    [asked] = await room.say("!ret plan CODE uitvoeringstafel do 7 mei 14:00", VOORZITTER, thread=True)
    assert "Wie van de tafel is er niet bij? (art. 8.13–8.14)" in asked
    assert "jeugdige ·" not in asked
    room.clock.set("2026-05-07 16:00")
    said = await room.say("!ret bespreking gehouden CODE aanmelder school toeleider", VOORZITTER, thread=True)
    assert "zonder aanbieder, " in said[0]
    assert "MO-12.4:1:" not in await room.termijnen()
    said = await answered(room, "ja", "ja", "ja", "nee")
    assert "ma 18 mei: het maatwerk intern afstemmen en terugkoppelen (art. 12.4" in said[0]  # 8, 11, 12, 13, 18 May
    assert (await room.termijnen())["MO-12.4:1:"].due == date(2026, 5, 18)
    [asked] = await answered(room, "ja", "ja")
    assert "Wat besloot de gemeente aan tafel over uitvoering en financiering? (art. 8.13–8.14)" in asked
    [asked] = await answered(room, "eerst intern")
    assert "Op welke grond is dat maatwerk bij een niet-gecontracteerde aanbieder? (art. 12.4)" in asked
    [said_last] = await answered(room, "geen gecontracteerde partij")
    assert "geen gecontracteerde partij biedt dit (art. 12.4)" in said_last


@shows("MO-8.7")
async def test_a_talk_beforehand_is_held_or_said_not_to_be_needed(room: World) -> None:
    await planned(room)
    assert "voorgesprek" in (await room.say("!ret status CODE"))[0]
    [asked] = await room.say("!ret gedaan CODE MO-8.7")
    assert "(art. 8.7). Wat werd het? 1 gehouden · 2 niet nodig" in asked
    [said] = await room.say("niet nodig", thread=True)
    assert "niet nodig (art. 8.7)" in said
    assert (await room.termijnen())["MO-8.7:1:"].voldaan_op == date(2026, 4, 20)


@shows("MO-7a", "MO-9.3")
async def test_when_an_afspraak_fails_an_alternative_is_looked_for_or_it_goes_up(room: World) -> None:
    await until_held(room)
    await room.say("!ret afspraak CODE aanbieder 22 mei plaatsing")
    [said] = await room.say("!ret afspraak CODE 1 mislukt")
    assert "hierbij: een gedragen alternatief vinden als de uitvoering niet slaagt (art. 7)" in said
    assert "opschalen naar het regionaal contractmanagement (art. 9.3)" in said
    [said] = await room.say("!ret gedaan CODE MO-7a")
    assert "gedragen alternatief" in said


@shows("MO-9.1")
async def test_the_ben_is_asked_without_a_name(room: World) -> None:
    await planned(room)
    [asked] = await room.say("!ret gedaan CODE MO-9.1", VOORZITTER)
    assert "anoniem om advies gevraagd" in asked
    [said] = await room.say("1", VOORZITTER, thread=True)
    assert "anoniem om advies gevraagd (art. 9.1–9.2)" in said


@shows("MO-8.18")
async def test_who_finds_the_advies_wanting_comes_back_with_a_new_case(room: World) -> None:
    await aanmelden(room)
    first = room.code
    [new, *_] = await aanmelden(room, vervolg=str(first))
    assert "Nieuwe casus" in new
    assert (await room.casus()).aanmelding.vervolg_op == first
    [said] = await room.say("!ret status CODE")
    assert f"vervolg op {first} (art. 8.18)" in said


async def planned(room: World, stand_in: str = "niemand") -> None:
    await aanmelden(room)
    await room.say("!ret plan CODE do 7 mei 14:00", VOORZITTER, thread=True)
    await answered(room, "niemand", "nee", stand_in, "ja", "ja")


async def until_held(room: World, stand_in: str = "niemand") -> None:
    await planned(room, stand_in)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE jeugdige ouders GI", VOORZITTER)
    await answered(room, "ja", "ja", "ja", "ja")


@shows("MO-7")
async def test_an_afspraak_ends_on_its_own_day_for_whoever_made_it(room: World) -> None:
    await until_held(room)
    [said] = await room.say("!ret afspraak CODE school 22 mei overleg")
    assert "school, overleg, uiterlijk **vrijdag 22 mei**" in said
    assert (await room.termijnen())["MO-7:1:1"].due == date(2026, 5, 22)
    await room.say("!ret afspraak CODE 1 klaar")
    assert (await room.termijnen())["MO-7:1:1"].voldaan_op == date(2026, 5, 7)
