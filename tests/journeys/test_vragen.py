"""A question of the bot, for whoever does not know what to answer: said again, left, taken up later."""

from datetime import timedelta

import pytest

from retbot.demo.stories import STORIES
from retbot.handlers.chat import examples
from tests.world import SECRETARIS, VOORZITTER, World

OF_OVERIJSSEL = "overijssel-2022"


@pytest.fixture
async def room() -> World:
    return await with_case(OF_OVERIJSSEL)


async def with_case(profile: str) -> World:
    room = World(profile)
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    return room


@pytest.mark.parametrize("profile", STORIES)
@pytest.mark.parametrize("word", ["help", "?", "Wat kan ik doen?"])
async def test_help_as_an_answer_says_the_question_again_and_leaves_it_open(profile: str, word: str) -> None:
    room = await with_case(profile)
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    room.clock.set("2026-05-07 16:00")
    [asked] = await room.say("!ret bespreking gehouden", thread=True)
    [again] = await room.say(word, thread=True)
    assert again.startswith("Dit vraag ik u:")
    assert asked in again
    assert "`stop`" in again
    [answer] = await room.say("iedereen", thread=True)
    convenant = room.team.convenant
    outcome = convenant.uitkomst or convenant.tafels[0].uitkomst
    assert f"{outcome} ja · nee" in answer


async def test_stop_leaves_a_question_and_says_how_to_come_back_to_it(room: World) -> None:
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden", thread=True)
    [said] = await room.say("stop", thread=True)
    assert f"`!ret bespreking gehouden {room.code}`" in said
    assert "Op deze vraag is niets vastgelegd" in said
    assert await room.say("iedereen", thread=True) == []


async def test_stopping_an_aanmelding_says_whether_anything_is_kept() -> None:
    room = World()
    await room.say("!ret aanmelding")
    assert await room.say("stop") == ["Gestopt; u had nog niets geantwoord. Opnieuw beginnen: `!ret aanmelding`."]
    await room.say("!ret aanmelding")
    await room.say("vandaag")
    assert "wat u al antwoordde bewaar ik" in (await room.say("stop"))[0]
    await room.say("!ret aanmelding")
    await room.say("stop")
    assert "Wie meldt aan" in (await room.say("!ret aanmelding verder"))[-1]


async def test_a_word_of_help_among_people_is_left_alone(room: World) -> None:
    await room.say("!ret noteer CODE toestemming", VOORZITTER, thread=True)
    assert await room.say("help", SECRETARIS, thread=True) == []
    assert await room.say("help", VOORZITTER) == []


async def test_an_answer_and_the_next_question_are_one_message() -> None:
    room = await with_case("model-2024")
    [planned] = await room.say("!ret plan CODE do 7 mei 14:00", thread=True)
    assert "Adviestafel gepland" in planned
    assert "Wie van de vaste tafel is er niet bij? (art. 8.8)" in planned
    for answer, asked in [("niemand", "ervaringsdeskundige"), ("nee", "ander RET"), ("niemand", "vuistregels 4")]:
        [said] = await room.say(answer, thread=True)
        assert said.startswith("Vastgelegd: ")
        assert asked.lower() in said.lower()


async def test_an_answer_goes_to_the_newest_question_and_each_confirmation_says_what_was_recorded(room: World) -> None:
    await room.say("!ret plan CODE do 7 mei 14:00", VOORZITTER, thread=True)
    await room.say("niemand", VOORZITTER, thread=True)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    await room.say("2 3 4", VOORZITTER, thread=True)
    for answer, recorded in [
        ("ja", "Vastgelegd: was er consensus over het advies? ja."),
        ("nee", "Vastgelegd: het verslag wordt niet gedeeld."),
        ("nee", "Vastgelegd: is er meerwerk nodig (art. 16)? nee."),
    ]:
        [said] = await room.say(answer, VOORZITTER, thread=True)
        assert said.startswith(recorded)
    room.clock.set("2026-05-11 10:00")
    await room.say("!ret advies verzonden CODE", VOORZITTER, thread=True)
    [said] = await room.say("ja", VOORZITTER, thread=True)
    assert said.startswith("Advies verzonden")


async def test_of_questions_asked_in_the_threads_of_two_cases_the_main_line_lists_what_each_asks(room: World) -> None:
    await room.say("!ret noteer CODE toestemming", thread=True)
    first = room.code
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    await room.say("!ret sluit CODE opgelost", thread=True)
    assert await room.say("ja") == []
    [said] = await room.say("!ret ja")
    lines = said.splitlines()
    assert lines[1].startswith(f"1. {room.code} · Is de oplossing gerealiseerd? Dan sluit ik de casus. `ja ")
    assert lines[2].startswith(f"2. {first} · Er staat al toestemming")
    [said] = await room.say("1")
    assert "Is de oplossing gerealiseerd?" in said
    await room.say("nee")
    assert (await room.casus()).gesloten is None


async def test_the_list_of_deelnemers_says_who_is_away_until_when_and_who_stands_in(room: World) -> None:
    await room.say("!ret deelnemer toevoegen expert LVB Ambiq")
    await room.say("!ret deelnemer toevoegen expert LVB Ambiq vervanger van 1")
    await room.say("!ret afwezig 1 van 4 mei tot 15 mei")
    [said] = await room.say("!ret deelnemers")
    assert "afwezig van ma 4 mei tot en met vr 15 mei (vervanger: 2)" in said
    room.clock.set("2026-05-06 09:00")
    [said] = await room.say("!ret deelnemers")
    assert "onbekend, afwezig tot en met vr 15 mei (vervanger: 2)" in said
    room.clock.set("2026-05-18 09:00")
    [said] = await room.say("!ret deelnemers")
    assert "afwezig" not in said


CONSENT = "!ret noteer CODE toestemming"
ASKED_OF_BOTH = {
    (CONSENT, "ja", "nee"): "door de secretaris: ja. Toch intrekken? → `!ret toestemming {} intrekken formulier`",
    (CONSENT, "nee", "ja"): "door de secretaris: nee. Is er toch toestemming? → `!ret noteer {} toestemming`",
    (
        "!ret sluit CODE opgelost",
        "nee",
        "ja",
    ): "door de secretaris: nee. Klopt dat niet? Ik vraag het weer na `!ret",
    ("!ret noteer CODE toestemming monitor", "ja", "nee"): "`!ret toestemming {} intrekken monitor`",
}
"""The command that asks, the first answer, that of the other → what he hears."""


@pytest.mark.parametrize(("command", "first", "second"), ASKED_OF_BOTH)
async def test_who_answers_after_somebody_else_hears_what_was_answered_and_how_to_correct_it(
    command: str, first: str, second: str
) -> None:
    room = World(OF_OVERIJSSEL)
    line = examples.aanmelding(room.team.convenant)
    await room.say(
        f"!ret aanmelding {line}".replace("formulier=ja", "formulier=nee").replace("monitor=ja", "monitor=nee")
    )
    for who in (SECRETARIS, VOORZITTER):
        await room.say(command, who, thread=True)
    await room.say(first, SECRETARIS, thread=True)
    before = await room.casus()
    assert await room.say("dank je", VOORZITTER, thread=True) == []
    [said] = await room.say(second, VOORZITTER, thread=True)
    assert ASKED_OF_BOTH[command, first, second].format(room.code) in said
    assert await room.casus() == before
    assert await room.say(second, VOORZITTER, thread=True) == []
    assert await room.say(second, SECRETARIS, thread=True) == []


async def test_of_what_somebody_else_recorded_meanwhile_is_told_on_the_same_day(room: World) -> None:
    for day in (0, 1):
        await room.say(CONSENT, VOORZITTER, thread=True)
        await room.say("!ret toestemming CODE intrekken formulier" if day == 0 else CONSENT, thread=True)
        await room.say("ja", thread=True)
        room.clock.instant += timedelta(days=day)
        said = await room.say("ja", VOORZITTER, thread=True)
        assert bool(said) is (day == 0)
        assert not said or "de secretaris heeft intussen iets vastgelegd. Is er toch toestemming?" in said[0]


async def test_a_question_about_one_consent_outlives_an_answer_about_the_other(room: World) -> None:
    await room.say("!ret noteer CODE toestemming monitor", VOORZITTER, thread=True)
    await room.say(CONSENT, thread=True)
    await room.say("ja", thread=True)
    [said] = await room.say("nee", VOORZITTER, thread=True)
    assert "Ingetrokken: monitor" in said


async def test_a_no_to_something_else_does_not_say_that_nobody_will_be_missing() -> None:
    room = World()
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    asked = (await room.say("!ret plan do 7 mei 14:00", thread=True))[-1]
    assert "`niemand`" in asked
    before = await room.casus()
    assert "niemand" in (await room.say("nee", thread=True))[0]
    assert await room.casus() == before
    await room.say("niemand", thread=True)
    assert await room.casus() != before
