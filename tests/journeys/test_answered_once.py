"""A command in the main line is answered there; the thread of its case gets one line of what changed."""

import pytest

from retbot.ports import Channel, Post
from retbot.wording.replies import render
from tests.journeys.test_mijn import AANMELDING
from tests.world import World


def in_thread(world: World, after: int) -> list[str]:
    """What the thread of a case gets from elsewhere, in words."""
    posts = [row.post for row in world.rows(after) if row.post.channel is Channel.ROOM and row.post.in_case]
    return [render(post.sentence, post.args, post.code) for post in posts if is_answer(post)]


def is_answer(post: Post) -> bool:
    return post.sentence in {"in_het_kort", "genoteerd", "samen"}


async def begun() -> World:
    world = World()
    await world.say(AANMELDING)
    return world


@pytest.mark.parametrize("direct", [False, True])
async def test_a_record_is_answered_in_full_where_it_was_given_and_in_one_line_in_the_thread(direct: bool) -> None:
    world = await begun()
    last = world.last
    (said,) = await world.say("!ret compleet CODE", direct=direct)
    assert "\n" in said
    assert in_thread(world, last) == [said.partition("\n")[0]]


async def test_in_the_thread_itself_it_is_said_once() -> None:
    world = await begun()
    last = world.last
    await world.say("compleet", thread=True)
    assert in_thread(world, last) == []
    assert len([row for row in world.rows(last) if row.post.channel is Channel.ROOM]) == 1


@pytest.mark.parametrize("typed", ["status CODE", "tijdlijn CODE", "nagaan CODE", "plan CODE gisteren 14:00"])
async def test_what_changes_nothing_leaves_the_thread_alone(typed: str) -> None:
    world = await begun()
    last = world.last
    assert await world.say(f"!ret {typed}")
    assert in_thread(world, last) == []


async def test_a_question_is_asked_at_one_place() -> None:
    world = await begun()
    await world.say("!ret plan CODE do 7 mei 14:00")
    world.clock.set("2026-05-08 09:00")
    last = world.last
    await world.say("!ret bespreking gehouden CODE")
    asked = [row.post for row in world.rows(last) if "vraag_aanwezig" in str((row.post.sentence, row.post.args))]
    assert len(asked) == 1


async def test_a_turn_that_is_refused_leaves_no_line() -> None:
    world = await begun()
    last = world.last
    await world.say("!ret compleet CODE op 1 mei")
    assert in_thread(world, last) == []
