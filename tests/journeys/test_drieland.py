"""A case under a covenant of a region that does not exist, led by another role and with four steps up, in the room."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.world import VOORZITTER, World

PROFILE = Path(__file__).parent.parent / "unit" / "covenants" / "sixth_covenant.toml"
AANMELDING = (
    "!ret aanmelding gemeente=Middenveen leeftijd=12-15 via={} besproken=ja lokaal=ja gronden=vastgelopen "
    "formulier=ja monitor=nee met_school_gesproken={}"
)
STEPS = (
    ("2026-06-02 09:00", "!ret escaleer CODE", "7.1", "teamleider"),
    ("2026-06-10 09:00", "!ret escaleer CODE stap 2", "7.2", "programmaleider"),
    ("2026-06-18 09:00", "!ret escaleer CODE stap 3", "7.3", "directeur"),
    ("2026-06-26 09:00", "!ret escaleer CODE stap 4", "7.4", "wethouder"),
)


@pytest.fixture
async def room() -> World:
    room = World(profile=str(PROFILE))
    room.clock.set("2026-04-23 15:30")
    await room.say(AANMELDING.format("wijkteam", "ja"))
    return room


async def until_advies(room: World) -> None:
    await room.say("!ret compleet", thread=True)
    await room.say("!ret plan di 19 mei 14:00", thread=True)
    room.clock.set("2026-05-19 16:00")
    await room.say("!ret bespreking gehouden iedereen", VOORZITTER, thread=True)
    await room.say("ja", VOORZITTER, thread=True)
    asked = await room.say("ja", VOORZITTER, thread=True)
    assert "art. 5.4" in asked[0]
    await room.say("!ret afspraak Noorderlicht 29 mei intake", thread=True)
    room.clock.set("2026-05-22 10:00")
    await room.say("!ret advies vastgesteld", thread=True)
    await room.say("!ret advies verzonden CODE")
    await room.say("ja")


async def test_who_may_not_ask_hears_from_its_covenant_where_to_go() -> None:
    room = World(profile=str(PROFILE))
    [said] = await room.say(AANMELDING.format("school", "ja"))
    assert "wijkteam" in said
    assert "art. 2.1" in said


async def test_a_question_of_its_own_is_asked_and_stops_what_it_should() -> None:
    room = World(profile=str(PROFILE))
    whole = AANMELDING.format("wijkteam", "nee")
    *_, asked = await room.say(whole.removesuffix(" met_school_gesproken=nee"))
    assert "Is er met de school gesproken (art. 2.7)?" in asked
    [refused] = await room.say("nee")
    assert "art. 2.7" in refused
    assert room.code is None


async def test_a_case_gets_the_terms_of_its_own_covenant(room: World) -> None:
    terms = await room.termijnen()
    assert terms["DL-3.3:0:"].due == date(2026, 5, 6)
    said = await room.say("!ret plan di 19 mei 14:00", thread=True)
    assert "14:00–14:45" in said[0]
    assert "ma 11 mei" in said[0]
    assert "art. 4.1" in said[0]


async def test_a_meeting_longer_than_the_covenant_has_is_refused(room: World) -> None:
    [said] = await room.say("!ret plan di 19 mei 14:00 duur 60", thread=True)
    assert "art. 4.6" in said


async def test_without_anybody_who_knows_the_family_it_does_not_go_on(room: World) -> None:
    await room.say("!ret plan di 19 mei 14:00", thread=True)
    room.clock.set("2026-05-19 16:00")
    said = await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    assert "jongere" in said[0]
    said = await room.say("iedereen behalve 1 2 3", VOORZITTER, thread=True)
    assert "art. 4.5" in said[0]


async def test_four_steps_lead_up_each_on_the_word_of_its_own_role(room: World) -> None:
    await until_advies(room)
    assert (await room.termijnen())["DL-5.2:1:Noorderlicht"].due == date(2026, 6, 1)
    for when, command, article, to in STEPS:
        room.clock.set(when)
        said = await room.say(command, VOORZITTER)
        assert f"art. {article}" in said[0]
        assert to in said[0]
    assert [feit.subject for feit in (await room.casus()).feiten_van("escalatie", 1)] == ["1", "2", "3", "4"]
    [refused] = await room.say("!ret escaleer CODE stap 5", VOORZITTER)
    assert refused.startswith("Verder opschalen noemt het convenant niet.")


async def test_a_closed_case_is_kept_as_long_as_its_covenant_says(room: World) -> None:
    await until_advies(room)
    room.clock.set("2026-08-27 10:00")
    await room.say("!ret afspraak CODE 1 klaar")
    await room.say("!ret sluit CODE opgelost", VOORZITTER)
    said = await room.say("ja", VOORZITTER)
    assert "zaterdag 27 februari 2027" in said[0]


async def test_an_hour_is_an_hour(room: World) -> None:
    """The room knows the day of an aanmelding, not its hour: two days count from its midnight, the safe side."""
    due = (await room.termijnen())["DL-3.2:0:"].due
    assert due == datetime.fromisoformat("2026-04-25T00:00:00+02:00")


async def test_who_is_missing_what_stands_in_the_way_and_what_it_came_to_are_its_own_too(room: World) -> None:
    [asked] = await room.say("!ret plan di 19 mei 14:00", VOORZITTER, thread=True)
    assert "Wie is er niet bij? (art. 4.7) `niemand`, of de nummers: 1 jongere · 2 verzorgers" in asked
    [why] = await room.say("verzorgers", VOORZITTER, thread=True)
    assert "1 wil niet · 2 kan niet" in why
    said, *_ = await room.say("kan niet", VOORZITTER, thread=True)
    assert "zonder verzorgers, kan niet (art. 4.7)" in said
    [said] = await room.say("!ret knelpunt CODE vervoer")
    assert "in 1 casus" in said
    [asked] = await room.say("!ret gedaan CODE DL-10.4")
    assert "1 er komt een maatje · 2 een maatje helpt niet" in asked
    [said] = await room.say("2", thread=True)
    assert "een maatje helpt niet (art. 10.4)" in said
    [said] = await room.say("!ret klacht")
    assert "over gegevens: de FG" in said


async def test_the_time_of_its_specialists_is_told(room: World) -> None:
    await until_advies(room)
    [told] = await room.say("!ret vergoeding van 1 mei tot 22 mei")
    assert "specialist: 1 bespreking, 0 uur en 45 minuten; Middenveen 1 (art. 10.3)" in told
