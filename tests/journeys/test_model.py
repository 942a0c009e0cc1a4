"""A case under model-2024 from aanmelding to closing, over both tables, said in the room."""

from datetime import date

import pytest

from tests.world import VOORZITTER, World

AANMELDING = (
    "!ret aanmelding gemeente=Alkmaar leeftijd={} via=gi besproken={} gronden=vastgelopen lokaal=ja afstemming=ja "
    "domeinoverstijgend=nee eigen_route=ja geinformeerd=ja draagbaarheid=ja toestemming_gezondheid=ja "
    "bekend_bij_toegang={}"
)


@pytest.fixture
async def room() -> World:
    room = World("model-2024")
    room.clock.set("2026-04-20 09:00")
    return room


@pytest.mark.parametrize(
    ("given", "article"),
    [(("22-23", "ja", "ja"), "2.1"), (("12-15", "ja", "nee"), "8.1 en 1.1")],
)
async def test_what_the_covenant_refuses_is_overruled_by_who_leads(
    room: World, given: tuple[str, ...], article: str
) -> None:
    [said] = await room.say(AANMELDING.format(*given))
    assert article in said
    assert "toch=" not in said  # the model offers no way out, but does not forbid it either
    [said, *_] = await room.say("!ret aanmelding toch=spoed", VOORZITTER)
    assert "Op besluit van de procesregisseur toch aangemeld: spoed (art." in said


async def test_the_adviestafel_is_skipped_only_with_a_complete_analysis(room: World) -> None:
    await room.say(AANMELDING.format("12-15", "ja", "ja"))
    await room.say("!ret compleet", thread=True)
    [refused] = await room.say("!ret plan uitvoeringstafel do 7 mei 14:00", thread=True)
    assert "(art. 8)" in refused
    await room.say("!ret noteer verklarende analyse", thread=True)
    said = await room.say("!ret plan uitvoeringstafel do 7 mei 14:00", thread=True)
    assert "Uitvoeringstafel gepland" in said[0]
    assert "ma 18 mei: de oplossing opstellen en versturen" in said[0]  # 1 w: Hemelvaartsdag, then an equated Friday


async def test_a_whole_case(room: World) -> None:
    await room.say(AANMELDING.format("12-15", "ja", "ja"))
    said = await room.say("!ret compleet", thread=True)
    assert "de triage" in said[0]
    said = await room.say("!ret triage adviestafel", thread=True)
    assert "de adviestafel plannen" in said[0]
    [said_of_it] = await room.say("!ret noteer CODE acceptatie")
    assert "wo 22 april: betrokkenen informeren" in said_of_it  # MO-15.1b
    said = await room.say("!ret plan do 7 mei 14:00", thread=True)
    assert "voorgesprek met de jeugdige, de ouders of beiden (art. 8.7)" in said[0]
    for answer in ("niemand", "ja", "niemand", "ja"):
        said = await room.say(answer, thread=True)
    assert said[0].endswith("Dat was alles.")
    await room.say("!ret voorgesprek gehouden", thread=True)
    await at_the_adviestafel(room)
    await at_the_uitvoeringstafel(room)
    await up_both_chains(room)
    room.clock.set("2026-06-30 11:00")
    await room.say("!ret opvolging CODE 1 perspectief=ja verbetering=nee")
    room.clock.set("2026-11-19 11:00")
    await room.say("!ret opvolging CODE 2 perspectief=ja verbetering=ja")
    room.clock.set("2026-11-23 11:00")
    await room.say("!ret sluit CODE opgelost")
    [closed, *_] = await room.say("ja")
    assert "vrijdag 19 november 2027" in closed  # MO-16.1: a year after the last act, not after the closing
    assert "art. 16.1" in closed


async def at_the_adviestafel(room: World) -> None:
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    [said] = await room.say("4 5", VOORZITTER, thread=True)
    assert "art. 8.10" in said  # nobody who knows the family
    await room.say("2 3 4 5", VOORZITTER, thread=True)
    [said] = await room.say("ja", VOORZITTER, thread=True)
    assert "art. 19.5" in said
    [said] = await room.say("ja", VOORZITTER, thread=True)
    assert "zonder termijn: het advies van de adviestafel" in said  # MO-8v
    assert "voorlopig te dragen" in said  # MO-8.4, as at the aanmelding
    await room.say("!ret advies verzonden CODE")
    [said, *_] = await room.say("ja")
    assert "de uitvoeringstafel plannen" in said


async def at_the_uitvoeringstafel(room: World) -> None:
    await room.say("!ret plan di 12 mei 10:00", thread=True)
    room.clock.set("2026-05-12 11:00")
    [seats] = await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "jeugdige ·" not in seats
    [said] = await room.say("2 3", VOORZITTER, thread=True)
    assert "zonder aanbieder, aanmelder" in said  # MO-8.14; nobody of the family has a seat at this table
    await room.say("ja", VOORZITTER, thread=True)
    [said] = await room.say("ja", VOORZITTER, thread=True)
    assert "maatwerk gekozen (art. 12.4)" in said
    [said] = await room.say("ja", VOORZITTER, thread=True)
    assert "(art. 8.13)" in said
    said_at_the_end = await room.say("ja", VOORZITTER, thread=True)
    assert "di 19 mei: met een passend voorstel van het onderwijs komen" in said_at_the_end[0]  # 3 wd: 13, 18, 19
    assert "di 19 mei: de oplossing" in said_at_the_end[0]  # 1 w
    assert "do 21 mei: het maatwerk intern afstemmen" in said_at_the_end[0]  # 5 wd
    await room.say("ja", VOORZITTER, thread=True)
    await room.say("ja", VOORZITTER, thread=True)
    await room.say("eerst intern", VOORZITTER, thread=True)
    await room.say("zorgcontinuïteit na", VOORZITTER, thread=True)
    await room.say("!ret afspraak aanbieder 22 mei plaatsing", thread=True)
    await room.say("!ret afspraak school 22 mei overleg", thread=True)
    room.clock.set("2026-05-19 11:00")
    await room.say("!ret oplossing verzonden CODE")
    await room.say("ja")
    terms = await room.termijnen()
    assert terms["MO-8.15:2:"].voldaan_op == date(2026, 5, 19)
    assert terms["MO-8.16a:2:"].due == date(2026, 6, 30)  # 6 w after the oplossing, not after the advies
    assert terms["MO-8.16b:2:"].due == date(2026, 11, 19)


async def up_both_chains(room: World) -> None:
    room.clock.set("2026-06-02 09:00")
    [said] = await room.say("!ret escaleer CODE")
    assert "een besluit van de aanbieder" in said
    [said] = await room.say("!ret escaleer CODE stap 1 op 1 juni")
    assert "art. 9.3" in said
    [said] = await room.say("!ret escaleer CODE onderwijs")
    assert "Dit besluit neemt de procesregisseur (art. 9.5)" in said
    [said] = await room.say("!ret escaleer CODE onderwijs", VOORZITTER)
    assert "het samenwerkingsverband" in said
    assert "wethouder" not in said
    [said] = await room.say("!ret escaleer CODE stap 2 op 2 juni")
    assert "art. 9.4" in said
    [said] = await room.say("!ret escaleer CODE stap 3 op 2 juni")
    assert "zonder termijn: de wethouder informeren en terugkoppelen" in said  # MO-9.5t
    assert {f.subject for f in (await room.casus()).feiten_van("escalatie")} == {"1", "2", "3", "onderwijs 1"}
