"""What a team writes into its covenant without Python: a track before the first table, how many must come, fixed hours
for each meeting, and more than two follow-ups."""

from datetime import date
from pathlib import Path

import pytest

from retbot.covenants.convenant_files import text_of
from retbot.covenants.report import replay, report
from tests.world import EXPERT, VOORZITTER, World

PROFILE = str(Path(__file__).parent.parent / "unit" / "covenants" / "seventh_covenant.toml")


async def begun(spoed: str) -> World:
    room = World(PROFILE)
    room.clock.set("2026-04-20 09:00")
    await room.say(f"!ret deelnemer toevoegen specialist {EXPERT}")
    await room.say(f"!ret aanmelding gemeente=Heuvel leeftijd=12-15 via=wijkteam is_spoed={spoed}")
    return room


async def held(room: World, who: str) -> list[str]:
    await room.say("!ret plan di 19 mei 14:00", thread=True)
    room.clock.set("2026-05-19 16:00")
    await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    return await room.say(who, VOORZITTER, thread=True)


def test_nothing_is_wrong_with_it() -> None:
    text = text_of(PROFILE)
    assert (report(text), replay(text)) == ([], [])


@pytest.mark.parametrize(("spoed", "days"), [("ja", [date(2026, 4, 21), date(2026, 5, 13)]), ("nee", [])])
async def test_a_question_of_the_aanmelding_starts_a_track_before_the_first_table(spoed: str, days: list[date]) -> None:
    room = await begun(spoed)
    await room.say("!ret plan di 19 mei 14:00", thread=True)
    track = [term.due for key, term in (await room.termijnen()).items() if key.startswith("HR-3")]
    assert sorted(map(str, track)) == list(map(str, days))


async def test_what_the_track_asks_is_ticked_off() -> None:
    room = await begun("ja")
    [said] = await room.say("!ret gedaan CODE HR-3a", VOORZITTER)
    assert "het gezin vandaag nog bellen (art. 3)" in said


async def test_fewer_than_the_covenant_wants_is_refused_with_the_number() -> None:
    room = await begun("nee")
    [said, *_] = await held(room, "mentor specialist")
    assert "Van jeugdige, ouders en mentor was er 1 bij, en er moeten er minstens 2 zijn" in said
    assert "art. 4" in said
    assert not (await room.casus()).feit("bespreking")
    await room.say("mentor ouders specialist", VOORZITTER, thread=True)
    assert (await room.casus()).feit("bespreking")


async def test_each_meeting_is_paid_with_fixed_hours_and_a_month_without_one_is_not() -> None:
    room = await begun("nee")
    await held(room, "iedereen")
    [told] = await room.say("!ret vergoeding van 1 mei tot 31 mei", VOORZITTER)
    assert "1 bespreking, 3 uur" in told
    [told] = await room.say("!ret vergoeding van 1 april tot 30 april", VOORZITTER)
    assert "3 uur" not in told


async def test_there_may_be_four_follow_ups() -> None:
    room = await begun("nee")
    await held(room, "iedereen")
    await room.say("ja", VOORZITTER, thread=True)
    await room.say("!ret advies verzonden CODE")
    await room.say("ja")
    due = {key.split(":")[0]: term.due for key, term in (await room.termijnen()).items()}
    assert (due["HR-7c"], due["HR-7d"]) == (date(2026, 11, 19), date(2027, 5, 19))
    room.clock.set("2026-11-18 10:00")
    [asked] = await room.say("!ret gedaan CODE HR-7c", VOORZITTER)
    assert "1 het gaat goed" in asked
    await room.say("1", VOORZITTER, thread=True)
    assert (await room.termijnen())["HR-7c:1:"].voldaan_op == date(2026, 11, 18)
