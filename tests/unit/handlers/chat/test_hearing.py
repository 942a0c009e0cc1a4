"""In the thread of a case a line that is a command as a whole is one, and anything else is talk; a code completes what
lacked one."""

import pytest

from tests.unit.handlers.conftest import ONE, aangemeld, besproken
from tests.world import EXPERT, SECRETARIS, World

COMMANDS = (
    "compleet",
    "Compleet.",
    "plan do 7 mei 14:00",
    "status",
    "tijdlijn",
    "afspraak Accare 22 mei intake",
    "sluit ingetrokken",
    "annuleer",
    "mijn",
    "uitnodigen",
    "noteer toestemming",
)
TALK = (
    "compleet is het nog niet",
    "plan maar iets",
    "plannen we dat morgen?",
    "status van het formulier is onduidelijk",
    "afspraak is afspraak",
    "sluit je aan?",
    "annuleer jij hem even",
    "mijn idee ook",
    "uitnodigen doen we morgen",
    "gedaan",
    "goedemorgen",
    "ok",
    "dank je",
    "overleg is om twee uur",
    "terug",
)


@pytest.fixture(name="room")
async def _with_a_case(room: World) -> World:
    await room.keep(aangemeld())
    return room


@pytest.mark.parametrize("line", COMMANDS)
async def test_a_whole_command_needs_no_prefix_in_the_thread_of_its_case(room: World, line: str) -> None:
    assert await room.say(line, about=ONE, confirm=False)
    audits = len(room.storage.audits)
    assert audits
    assert await room.say(line, confirm=False) == []
    assert len(room.storage.audits) == audits, "in the main line people talk"


@pytest.mark.parametrize("line", TALK)
async def test_a_line_of_which_something_is_left_is_talk(room: World, line: str) -> None:
    assert await room.say(line, about=ONE) == []
    assert room.storage.audits == []


async def test_what_this_person_may_not_do_is_talk_when_it_is_not_said_to_the_bot(room: World) -> None:
    assert await room.say("sluit ingetrokken", EXPERT, about=ONE) == []


async def test_an_act_without_prefix_and_code_is_confirmed_with_its_code(room: World) -> None:
    [asked] = await room.say("sluit ingetrokken", about=ONE, confirm=False)
    assert asked.startswith(f"**{ONE} sluiten**, reden: ingetrokken.")
    await room.say("ja 4T3", about=ONE)
    assert (await room.casus()).gesloten


async def test_the_code_alone_completes_what_lacked_it(room: World) -> None:
    await room.keep(besproken())
    [asked] = await room.say("!ret afspraak Accare 22 mei intake")
    assert "Typ alleen de code" in asked
    before = len((await room.casus()).afspraken)
    await room.say(ONE.lower())
    assert len((await room.casus()).afspraken) == before + 1
    assert await room.say(ONE) == []


@pytest.mark.parametrize("between", ["!ret mijn", "!ret agenda"])
async def test_another_command_takes_the_place_of_what_lacked_its_code(room: World, between: str) -> None:
    await room.say("!ret compleet")
    await room.say(between)
    await room.say(ONE)
    assert (await room.casus()).feit("compleet") is None


async def test_the_code_of_somebody_else_completes_nothing(room: World) -> None:
    await room.say("!ret compleet", SECRETARIS)
    assert await room.say(ONE, EXPERT) == []
    assert (await room.casus()).feit("compleet") is None
