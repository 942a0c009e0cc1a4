"""A season of overleggen with their slots, said in the room."""

from datetime import date

import pytest

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.tijd import local
from retbot.wording.dates import clock_time
from tests.world import EXPERT, VOORZITTER, World

AANMELDING = (
    "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja "
    "gronden=contra-indicatie,meerdere-aanbieders formulier=ja monitor=ja"
)


@pytest.fixture
async def room() -> World:
    room = World()
    room.clock.set("2026-04-20 09:00")
    return room


async def new_case(room: World) -> Casecode:
    await room.say(AANMELDING)
    assert room.code
    return room.code


async def casus_of(room: World, code: Casecode) -> Casus:
    async with room.storage.begin() as work:
        found = await work.cases.get(code)
    assert found
    return found


async def slot(room: World, code: Casecode) -> str:
    """`07-05 13:00`, where the case is planned."""
    bespreking = (await casus_of(room, code)).bespreking
    assert bespreking
    assert bespreking.state is BesprekingState.PLANNED
    return f"{local(bespreking.start):%d-%m} {clock_time(local(bespreking.start).time())}"


async def planned(room: World, code: Casecode) -> Bespreking:
    bespreking = (await casus_of(room, code)).bespreking
    assert bespreking
    return bespreking


async def test_a_season_takes_five_cases_over_two_overleggen(room: World) -> None:
    [said] = await room.say("!ret overleg om de week op donderdag 13:00-15:00 vanaf 7 mei plek stadhuis")
    assert "**13 overleggen**, om de week op donderdag 13:00–15:00, Stadhuis, kamer 2" in said
    assert "van **donderdag 7 mei 2026** tot en met **donderdag 22 oktober 2026**" in said
    assert "Plaats voor 4 casussen van 30 minuten." in said
    cases = [await new_case(room) for _ in range(5)]
    for code in cases:
        proposal = (await room.say(f"!ret plan {code}"))[0]
        assert "• de deelnemers uitnodigen, uiterlijk" in proposal
        assert "(art. 8.4; Koningsdag en Bevrijdingsdag tellen niet mee)" in proposal
        said = (await room.say("ja"))[0]
        assert "op tijd op de agenda" in said
    slots = [await slot(room, code) for code in cases]
    assert slots == ["07-05 13:00", "07-05 13:30", "07-05 14:00", "07-05 14:30", "21-05 13:00"]
    first, last = await planned(room, cases[0]), await planned(room, cases[4])
    assert first.overleg
    assert first.overleg != last.overleg
    assert len({(await planned(room, code)).uid for code in cases} | {first.overleg, last.overleg}) == 7
    [agenda] = await room.say("!ret agenda")
    assert "**donderdag 7 mei 2026, 13:00–15:00**, Stadhuis, kamer 2: vol" in agenda
    assert f"– 14:30–15:00 **{cases[3]}**" in agenda
    assert "**donderdag 21 mei 2026, 13:00–15:00**, Stadhuis, kamer 2: nog 3 plaatsen van 30 minuten" in agenda


async def test_an_overleg_that_comes_too_soon_to_invite_is_passed_over(room: World) -> None:
    await room.say("!ret overleg elke donderdag 13:00-15:00")
    code = await new_case(room)
    [proposal] = await room.say("!ret plan", thread=True)
    assert proposal.startswith("Voorstel: **donderdag 30 april 2026, 13:00–13:30**")
    assert "Het overleg van donderdag 23 april haalt niet: de deelnemers uitnodigen, uiterlijk do 16 april" in proposal
    [said] = await room.say("nee", thread=True)
    assert "niets vastgelegd" in said
    assert (await casus_of(room, code)).bespreking is None


async def test_when_nothing_meets_every_term_the_nearest_is_named_with_what_it_misses(room: World) -> None:
    await room.say("!ret overleg do 23 april 13:00-15:00")
    code = await new_case(room)
    [proposal] = await room.say("!ret plan", thread=True)
    assert "Geen vrij tijdvak haalt alle termijnen" in proposal
    assert "• de deelnemers uitnodigen, uiterlijk do 16 april (art. 8.5)" in proposal
    assert f"`!ret prik {code}`" in proposal
    await room.say("ja", thread=True)
    assert await slot(room, code) == "23-04 13:00"


async def test_without_any_overleg_it_says_how_to_go_on(room: World) -> None:
    code = await new_case(room)
    [said] = await room.say("!ret plan", thread=True)
    assert "nog geen overleg gepland" in said
    assert f"`!ret prik {code}`" in said
    assert f"`!ret plan {code} ma 4 mei 14:00`" in said


async def test_free_days_are_skipped_by_name_and_planned_only_when_somebody_says_so(room: World) -> None:
    [said] = await room.say("!ret overleg elke donderdag 13:00-15:00 vanaf 7 mei t/m 21 mei")
    assert "**2 overleggen**" in said
    proposal = "donderdag 14 mei 2026, Hemelvaartsdag → `!ret overleg wo 13 mei 2026 13:00-15:00`"
    assert proposal in said
    assert "14 mei" not in (await room.say("!ret overleggen"))[0]
    [said] = await room.say("!ret overleg wo 13 mei 2026 13:00-15:00")
    assert "Overleg gepland: **woensdag 13 mei 2026, 13:00–15:00**" in said
    async with room.storage.begin() as work:
        days = [local(one.start).date() for one in await work.overleggen.all()]
    assert days == [date(2026, 5, 7), date(2026, 5, 13), date(2026, 5, 21)]


async def test_a_series_leaves_what_is_there(room: World) -> None:
    await room.say("!ret overleg elke donderdag 13:00-15:00 vanaf 7 mei t/m 28 mei")
    [said] = await room.say("!ret overleg elke donderdag 14:00-16:00 vanaf 28 mei t/m 4 juni")
    assert "**1 overleg**" in said
    assert "Op 1 van deze dagen stond al een overleg" in said


async def test_the_same_series_again_is_refused_as_it_is_there(room: World) -> None:
    await room.say("!ret overleg elke donderdag 13:00-15:00 vanaf 7 mei t/m 28 mei")
    [said] = await room.say("!ret overleg elke donderdag 14:00-16:00 vanaf 7 mei t/m 28 mei")
    assert "Op elke dag van deze reeks" in said
    assert "niets gewijzigd" in said


async def test_a_case_planned_again_after_a_cancelled_bespreking_is_no_vervolggesprek(room: World) -> None:
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    await new_case(room)
    await room.say("!ret plan CODE do 7 mei")
    await room.say("!ret annuleer CODE")
    said = await room.say("!ret plan CODE op do 7 mei")
    assert (
        "Bespreking gepland: **donderdag 7 mei, 13:00–13:30**. Daarmee staat de casus op tijd op de agenda" in said[0]
    )
    said = await room.say("!ret verzet CODE naar do 7 mei 14:00")
    assert "Bespreking verzet naar **donderdag 7 mei, 14:00–14:30**" in said[0]


async def test_once_on_a_free_day_is_planned_and_said(room: World) -> None:
    [said] = await room.say("!ret overleg do 14 mei 13:00-14:00 tijdvak 60")
    assert "Let op: dat is Hemelvaartsdag. Plaats voor 1 casus van 60 minuten." in said


async def test_a_full_overleg_takes_no_more_and_the_next_slot_is_offered(room: World) -> None:
    await room.say("!ret overleg do 7 mei 13:00-14:00 tijdvak 60")
    await room.say("!ret overleg do 21 mei 13:00-14:00")
    one, other = await new_case(room), await new_case(room)
    await room.say(f"!ret plan {one} do 7 mei")
    for typed in ("do 7 mei", "do 7 mei 13:00"):
        [said] = await room.say(f"!ret plan {other} {typed}")
        assert "Het overleg van donderdag 7 mei 2026 is vol" in said
        assert f"`!ret plan {other}`" in said
    assert "**donderdag 21 mei 2026, 13:00–13:30**" in (await room.say(f"!ret plan {other}"))[0]


async def test_a_slot_that_is_taken_is_refused_with_those_that_are_free(room: World) -> None:
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    one, other = await new_case(room), await new_case(room)
    await room.say(f"!ret plan {one} do 7 mei 13:30 duur 60")
    [said] = await room.say(f"!ret plan {other} do 7 mei 14:00")
    assert "Vrij zijn: 13:00 en 14:30" in said
    [said] = await room.say(f"!ret plan {other} do 7 mei 14:45")
    assert "past 30 minuten vanaf dat moment niet in" in said
    await room.say(f"!ret plan {other} do 7 mei")
    assert await slot(room, other) == "07-05 13:00"
    [said] = await room.say(f"!ret verzet {other} do 7 mei duur 90")
    assert "niets gewijzigd" in said


async def test_a_proposal_that_was_overtaken_is_not_carried_out(room: World) -> None:
    await room.say("!ret overleg do 7 mei 13:00-14:00 tijdvak 60")
    one, other = await new_case(room), await new_case(room)
    await room.say(f"!ret plan {one}")
    await room.say(f"!ret plan {other} do 7 mei", VOORZITTER)
    [again] = await room.say("!ret ja")
    assert "is vol" not in again
    [said, *_] = await room.say("!ret ja")
    assert "is vol" in said
    assert (await casus_of(room, one)).bespreking is None


async def test_a_case_moves_to_the_next_overleg_and_leaves_its_slot_free(room: World) -> None:
    await room.say("!ret overleg elke donderdag 13:00-15:00 vanaf 7 mei t/m 21 mei")
    one, other = await new_case(room), await new_case(room)
    await room.say(f"!ret plan {one} do 7 mei")
    before = await planned(room, one)
    assert "**donderdag 21 mei 2026, 13:00–13:30**" in (await room.say(f"!ret verzet {one}"))[0]
    await room.say("ja")
    after = await planned(room, one)
    assert (after.uid, after.sequence) == (before.uid, 1)
    assert after.overleg != before.overleg
    await room.say(f"!ret plan {other}")
    await room.say("ja")
    assert await slot(room, other) == "07-05 13:00"


async def test_a_date_of_its_own_stays_possible(room: World) -> None:
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    code = await new_case(room)
    said = await room.say("!ret plan CODE vr 8 mei 10:00")
    assert "**vrijdag 8 mei, 10:00–11:00**" in said[0]
    assert (await planned(room, code)).overleg is None
    await room.say("!ret verzet CODE do 7 mei 13:30")
    assert (await planned(room, code)).overleg
    assert (await planned(room, code)).minuten == 30


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("overleg do 7 mei 13:00", "Van wanneer tot wanneer?"),
        ("overleg elke maand 13:00-15:00", "`!ret overleg elke donderdag 13:00-15:00`"),
        ("overleg elke donderdag", "Op welke dag, van wanneer tot wanneer?"),
        ("overleg do 7 mei 13:00-15:00 tijdvak 50", "30, 45 of 60 minuten"),
        ("overleg do 7 mei 13:00-13:20", "minstens één tijdvak (30 minuten)"),
        ("overleg do 7 mei 13:00-15:00 plek maan", "staat niet in de lijst"),
        ("overleg do 7 mei 13:00-15:00 tafel rond", "Die tafel ken ik niet"),
        ("overleg ma 20 april 8:00-10:00", "8:00"),
        ("overleg afzeggen do 7 mei", "Bedoelt u **overleg afgelasten**?"),
        ("overleg elke zondag 13:00-15:00", "geen enkele werkdag"),
        ("overleg elke donderdag 13:00-15:00 vanaf 21 mei tot 7 mei", "geen enkele werkdag"),
        ("overleg elke donderdag 15:00-13:00", "Op welke dag, van wanneer tot wanneer?"),
    ],
)
async def test_what_is_no_overleg_is_refused_in_words(room: World, typed: str, answer: str) -> None:
    [said] = await room.say(f"!ret {typed}")
    assert answer in said
    assert "niets gewijzigd" in said
    async with room.storage.begin() as work:
        assert await work.overleggen.all() == []


async def test_an_expert_looks_and_does_not_plan(room: World) -> None:
    await room.say(f"!ret deelnemer toevoegen expert LVB Ambiq {EXPERT}")
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    assert "secretaris" in (await room.say("!ret overleg do 21 mei 13:00-15:00", EXPERT))[0]
    assert "donderdag 7 mei 2026" in (await room.say("!ret overleggen", EXPERT))[0]


async def test_the_cadence_of_the_covenant_is_kept_by_what_is_planned() -> None:
    room = World("westfriesland-2023")
    room.clock.set("2026-04-20 09:00")
    assert "bij elkaar komen (par. 1.6)" in (await room.say("!ret termijnen"))[0]
    [said] = await room.say("!ret overleg elke drie weken op woensdag 10:00-12:00 vanaf 22 april")
    assert (
        "minder vaak dan het handboek vraagt. Gevraagd: met het team bij elkaar komen, elke 2 weken (par. 1.6)" in said
    )
    assert "**do 23 april**: met het team" not in (await room.say("!ret termijnen"))[0]


async def test_an_overleg_for_one_table_takes_only_its_cases() -> None:
    room = World("westfriesland-2023")
    room.clock.set("2026-04-20 09:00")
    await room.say("!ret aanmelding gemeente=Hoorn leeftijd=24+ via=professional aanvraag=Aanmelding MDA++")
    await room.say("!ret triage CODE Doorbraaktafel")
    await room.say("nee")
    await room.say("!ret overleg do 30 april 10:00-12:00 tafel Schakeloverleg")
    await room.say("!ret overleg do 7 mei 10:00-12:00 tafel Doorbraaktafel")
    said = await room.say("!ret plan CODE")
    assert "**donderdag 7 mei 2026, 10:00–10:30**" in said[0]
