"""An answer that is typed where nothing was asked."""

import pytest

from retbot.domain.casecode import Casecode
from tests.unit.handlers.conftest import ONE, OTHER, VOORZITTER, Room, answered, ask


@pytest.mark.parametrize("about", [None, OTHER])
async def test_an_answer_said_to_the_bot_elsewhere_counts_in_the_main_line_alone(
    asked: Room, about: Casecode | None
) -> None:
    await asked.say("!ret nee", VOORZITTER, about=about)

    assert answered(asked) == (None if about else f"{ONE}:nee")


async def test_in_the_main_line_a_question_of_a_thread_is_asked_there_before_an_answer_counts(asked: Room) -> None:
    [said] = await asked.say("nee", VOORZITTER)
    assert answered(asked) is None
    assert f"antwoordt over {ONE}. Er is nog niets vastgelegd; antwoord dan nog eens:\nIs de oplossing" in said
    await asked.say("nee", VOORZITTER)

    assert answered(asked) == f"{ONE}:nee"


async def test_of_several_that_were_asked_elsewhere_the_number_says_which(asked: Room) -> None:
    await ask(asked, OTHER)
    await ask(asked, ONE, "triage")
    [listed] = await asked.say("ja", VOORZITTER)
    assert listed.count("Is de oplossing gerealiseerd?") == 3
    assert f"2. {OTHER} · Is" in listed
    await asked.say("!ret 4", VOORZITTER)
    assert asked.kinds()[-1] == "antwoord_onbegrepen"
    await asked.say("2", VOORZITTER)
    assert answered(asked) is None
    await asked.say("nee", VOORZITTER)
    assert answered(asked) == f"{OTHER}:nee"


async def test_a_question_that_was_listed_and_ended_since_is_not_asked_again(asked: Room) -> None:
    await ask(asked, OTHER)
    await asked.say("ja", VOORZITTER)
    await asked.say(f"ja {OTHER}", VOORZITTER)
    [said] = await asked.say("1", VOORZITTER)

    assert said.startswith("Die vraag hoeft niet meer")


async def test_an_answer_said_to_the_bot_with_nothing_asked_is_told_so(room: Room) -> None:
    [said] = await room.say("!ret ja", VOORZITTER)

    assert said.startswith("Ik heb nu geen vraag aan u")


@pytest.mark.parametrize("text", ["help", "gedaan", "✅", "@retbot status", "!ret wat komt er"])
async def test_what_is_no_answer_is_not_met_with_what_is_open_elsewhere(asked: Room, text: str) -> None:
    await ask(asked, OTHER)
    said = await asked.say(text, VOORZITTER)

    assert (answered(asked), asked.kinds()) == (None, ["onbekend"] if said else [])
