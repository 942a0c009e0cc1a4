"""An answer that is typed where nothing was asked."""

from datetime import timedelta

import pytest

from retbot.ports import Question
from tests.unit.handlers.conftest import ONE, OTHER, answered, ask, put
from tests.world import ROOM, SECRETARIS, VOORZITTER, World


@pytest.mark.parametrize(("text", "direct"), [("!ret nee", False), ("nee", True)])
async def test_an_answer_elsewhere_shows_the_question_first(asked: World, text: str, direct: bool) -> None:
    [said] = await asked.say(text, VOORZITTER, direct=direct)
    assert (answered(asked), "Is de casus afgerond?" in said) == (None, True)
    await asked.say(text, VOORZITTER, direct=direct)

    assert answered(asked) == f"{ONE}:nee"


async def test_said_to_the_bot_in_the_thread_of_another_case_it_counts_for_neither(asked: World) -> None:
    await asked.say("!ret nee", VOORZITTER, about=OTHER)

    assert answered(asked) is None


async def test_an_answer_on_a_later_day_shows_the_question_first(asked: World) -> None:
    await ask(asked, ONE, "triage")
    asked.clock.instant += timedelta(days=1)
    [said] = await asked.say("ja", VOORZITTER, about=ONE)
    assert (answered(asked), "Is de casus afgerond?" in said) == (None, True)
    await asked.say("ja", VOORZITTER, about=ONE)

    assert answered(asked) == f"{ONE}:ja"


async def test_in_the_main_line_an_answer_counts_when_nobody_else_was_asked_after_it(asked: World) -> None:
    await ask(asked, OTHER, "triage", (ROOM, None))
    await put(
        asked,
        Question(
            SECRETARIS,
            "opgelost",
            ROOM,
            None,
            ONE,
            zin="vraag_opgelost",
            args={"open_termijnen": []},
            gesteld=asked.clock.now(),
        ),
    )
    await asked.say("ja", VOORZITTER)
    assert answered(asked) is None
    await asked.say("ja", VOORZITTER)

    assert answered(asked) == f"{OTHER}:ja"


async def test_in_the_main_line_a_question_of_a_thread_is_asked_there_before_an_answer_counts(asked: World) -> None:
    assert await asked.say("nee", VOORZITTER) == []
    [said] = await asked.say("!ret nee", VOORZITTER)
    assert answered(asked) is None
    assert f"antwoordt over {ONE}. Er is nog niets vastgelegd; antwoord dan nog eens:\nIs de casus" in said
    await asked.say("nee", VOORZITTER)

    assert answered(asked) == f"{ONE}:nee"


async def test_of_several_that_were_asked_elsewhere_the_number_says_which(asked: World) -> None:
    await ask(asked, OTHER)
    await ask(asked, ONE, "triage")
    [listed] = await asked.say("!ret ja", VOORZITTER)
    assert listed.count("Is de casus afgerond?") == 3
    assert f"2. {OTHER} · Is" in listed
    await asked.say("!ret 4", VOORZITTER)
    assert asked.kinds()[-1] == "nummer_niet_bij_vraag"
    await asked.say("2", VOORZITTER)
    assert answered(asked) is None
    await asked.say("nee", VOORZITTER)
    assert answered(asked) == f"{OTHER}:nee"


async def test_a_yes_or_no_after_the_list_gets_its_numbers(asked: World) -> None:
    await ask(asked, OTHER)
    await asked.say("!ret ja", VOORZITTER)
    (answer,) = await asked.say("!ret nee", VOORZITTER)
    assert "Kies uit: `1` of `2`" in answer
    assert answered(asked) is None


async def test_a_question_that_was_listed_and_ended_since_is_not_asked_again(asked: World) -> None:
    await ask(asked, OTHER)
    await asked.say("!ret ja", VOORZITTER)
    await asked.say(f"ja {OTHER}", VOORZITTER)
    [said] = await asked.say("1", VOORZITTER)

    assert said.startswith("Die vraag hoeft niet meer")


async def test_an_answer_said_to_the_bot_with_nothing_asked_is_told_so(room: World) -> None:
    [said] = await room.say("!ret ja", VOORZITTER)

    assert said.startswith("Ik heb nu geen vraag aan u")


@pytest.mark.parametrize("text", ["help", "gedaan", "✅", "@retbot status", "!ret wat komt er"])
async def test_what_is_no_answer_is_not_met_with_what_is_open_elsewhere(asked: World, text: str) -> None:
    await ask(asked, OTHER)
    said = await asked.say(text, VOORZITTER)

    assert (answered(asked), asked.kinds()) == (None, ["onbekend"] if said else [])
