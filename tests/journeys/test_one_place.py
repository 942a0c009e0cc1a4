"""A guided task lives in one place, and the main line takes its answers for ten minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.demo.stories import STORIES
from retbot.handlers.chat import examples
from retbot.ports import Channel, PostRow
from tests.world import DIRECT, ROOM, SECRETARIS, World

ANSWERS = ("vandaag", "1", "ja", "12-15", "Enschede", "1", "ja", "ja", "ja")
TALK = (
    "goedemorgen",
    "ik bel morgen de school",
    "ja, dat is goed wat je daar zegt over die school",
    "wie gaat er mee lunchen?",
    "de moeder belde net",
    "morgen om 10 uur ben ik er niet",
)


def said_in(rows: list[PostRow]) -> list[tuple[str | None, str | None]]:
    """The places of the sentences: room and thread."""
    return [(row.post.room_id, row.post.thread) for row in rows if row.post.channel is Channel.ROOM]


async def test_an_aanmelding_typed_in_the_main_line_goes_on_in_one_thread() -> None:
    room = World("overijssel-2022")
    first, asked = await room.say("!ret aanmelding", event_id="$begin")
    assert first == "Ik ga verder in de draad onder uw bericht. Antwoord daar, of de komende 10 minuten hier."
    assert "Op welke dag" in asked
    before = room.last
    for answer in ANSWERS:
        assert len(await room.say(answer, confirm=False)) == 1 or answer == ANSWERS[-1]
    assert room.code
    assert (await room.casus()).aanmelding.gemeente == "Enschede"
    rows = [row for row in room.rows(before) if not (row.post.opens_thread or row.post.in_case)]
    assert set(said_in(rows)) == {(ROOM, "$begin")}


@pytest.mark.parametrize("places", [True, False])
async def test_each_answer_in_the_main_line_gets_a_mark_there_where_reactions_are_allowed(places: bool) -> None:
    room = World("overijssel-2022")
    room.presence.base = replace(room.team, places_reactions=places)
    await room.say("!ret aanmelding")
    await room.say("vandaag", event_id="$answer")
    await room.say("goedemorgen")
    marks = [row.post for row in room.rows() if row.post.channel is Channel.REACTION]
    assert [(post.target, post.args["emoji"]) for post in marks] == [("$answer", "👍")] * places


@pytest.mark.parametrize("profile", STORIES)
async def test_talk_in_the_main_line_is_left_alone_whatever_is_asked(profile: str) -> None:
    room = World(profile)
    await room.say("!ret aanmelding")
    given = examples.aanmelding(room.team.convenant)
    for line in TALK:
        assert await room.say(line) == []
    await room.say(f"!ret aanmelding {given}")
    await room.say("!ret plan CODE do 7 mei 14:00")
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden CODE")
    for line in TALK:
        assert await room.say(line) == []


async def test_after_ten_minutes_the_main_line_takes_no_answer_and_the_thread_still_does() -> None:
    room = World("overijssel-2022")
    await room.say("!ret aanmelding")
    room.clock.instant += timedelta(minutes=10, seconds=1)
    assert await room.say("vandaag") == []
    assert "Op welke dag" in (await room.say("!ret aanmelding verder"))[-1]
    assert "Wie meldt aan" in (await room.say("vandaag"))[0]


async def test_in_a_direct_room_a_guided_task_stays_there() -> None:
    room = World("overijssel-2022")
    [asked] = await room.say("!ret aanmelding", direct=True)
    assert "Op welke dag" in asked
    await room.say("vandaag", direct=True)
    assert set(said_in(room.rows())) == {(DIRECT, None)}


async def test_what_was_held_is_asked_in_the_thread_of_the_case_and_answered_there_or_in_the_main_line() -> None:
    room = World("overijssel-2022")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    await room.say("!ret plan CODE do 7 mei 14:00", thread=True)
    room.clock.set("2026-05-07 16:00")
    first, asked = await room.say("!ret bespreking gehouden CODE")
    assert first == f"Ik ga verder in de draad van **{room.code}**. Antwoord daar, of de komende 10 minuten hier."
    assert "Wie" in asked
    before = room.last
    await room.say("iedereen")
    await room.say("ja")
    assert set(said_in(room.rows(before))) == {(ROOM, await room.root())}
    assert (await room.casus()).feit("consensus", 1)
    await room.say("ja", thread=True)
    assert await room.say("nee", SECRETARIS) == []
