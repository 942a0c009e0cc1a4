"""In the thread of a case a line that is a command as a whole is one, and anything else is talk; a code completes what
lacked one."""

import pytest

from retbot.handlers.chat import examples
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
    "sluit anders",
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
    "afspraak is vrijdag 22 mei",
    "plan je het op 7 mei?",
    "voorgesprek is niet gehouden",
    "compleet niet",
    "ziek",
    "complimenten",
    "plannen",
    "advies moet morgen klaar zijn, denk ik",
)
MEANT = {
    "sluit": "Waarom sluit de casus",
    "verzet 15 januari 10:00": "",
    "plan do 26 maart 10:00": "",
    "plan gisteren 10:00": "",
    "plan 31 juni 10:00": "",
    "afspraak parlan 22 mei intake": "",
    "afspraak Accare 22 mei onzin": "",
    "afspraak Accare 10 april intake": "",
    "afspraak 1 klaar 9 april": "",
    "opgevolgd Accare 14 april": "",
    "afspraak aanbieder op 22 mei: zij belt zelf": "",
    "advies verstuurd": "Bedoelt u **advies verzonden**",
    "bespreking is geweest": "Bedoelt u **bespreking gehouden**",
    "complet": "Bedoelt u **compleet**",
    "voorgesprek gehouden gisteren met ouders": "",
}
"""What is plainly meant for the bot and cannot be carried out as it stands → what is said of it."""
ORDERS = ("voorgesprek is gehouden", "voorgesprek gisteren gehouden", "Voorgesprek is gisteren gehouden.")


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


@pytest.mark.parametrize("line", MEANT)
async def test_what_is_plainly_meant_as_a_command_is_answered_as_with_the_prefix(room: World, line: str) -> None:
    before = await room.casus()
    bare = await room.say(line, about=ONE, confirm=False)
    assert bare
    assert MEANT[line] in bare[0]
    assert bare == await room.say(f"!ret {line}", about=ONE, confirm=False)
    assert await room.casus() == before
    assert await room.say(line, confirm=False) == [], "in the main line people talk"


@pytest.mark.parametrize("line", ORDERS)
async def test_a_command_of_two_words_may_have_others_between_them(room: World, line: str) -> None:
    room.clock.set("2026-04-23 10:00")
    await room.say(line, about=ONE)
    assert (await room.casus()).feit("voorgesprek")


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


@pytest.mark.parametrize(
    ("line", "part", "done"),
    [
        ("plan vr 8 mei", "10 uur", "vrijdag 8 mei, 10:00"),
        ("plan vr 8 mei", "om 10:00", "vrijdag 8 mei, 10:00"),
        ("sluit", "ingetrokken", "sluiten**, reden: ingetrokken"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "!ret "])
async def test_the_part_that_was_asked_for_is_enough_in_the_same_place(
    room: World, prefix: str, line: str, part: str, done: str
) -> None:
    await room.say(f"{prefix}{line}", about=ONE)
    assert await room.say(part, EXPERT, about=ONE) == [], "it was asked of somebody else"
    assert await room.say(part) == [], "it was asked in the thread"
    assert await room.say("dank je", about=ONE) == []
    assert done in (await room.say(part, about=ONE, confirm=False))[0]


async def test_the_thread_of_a_guided_aanmelding_is_about_the_case_that_came_of_it() -> None:
    room = World("overijssel-2022")
    await room.say("!ret aanmelding", event_id="$begin")
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}", root="$begin")
    assert room.code
    await room.say("compleet", root="$begin")
    assert (await room.casus()).feit("compleet")
    assert await room.say("compleet", root="$other") == []
