"""Help shows what the asker may do, from the table that routes."""

import pytest

from retbot.domain.deelnemers.roles import Right
from retbot.handlers.table import commands
from tests.unit.handlers.conftest import CONVENANT, EXPERT
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER, World


@pytest.mark.parametrize(
    ("who", "right"),
    [
        (VOORZITTER, Right.VOORZITTER),
        (SECRETARIS, Right.SECRETARIS),
        (EXPERT, Right.EXPERT),
        (BEHEERDER, Right.BEHEERDER),
    ],
)
async def test_the_overview_names_every_command_of_the_asker_and_no_other(room: World, who: str, right: Right) -> None:
    (answer,) = await room.say("!ret help", who)

    known = [command for command in commands() if command.is_known(room.team.convenant)]
    theirs = {command.name for command in known if right in command.rights}
    assert {command.name for command in commands() if f"`{command.name}`" in answer} == theirs


async def test_a_topic_shows_the_form_of_each_of_its_commands(room: World) -> None:
    (answer,) = await room.say("!ret help overzicht")

    for command in commands():
        shown = command.subject == "overzicht" and command.is_known(room.team.convenant)
        assert (f"`!ret {command.form(CONVENANT)}`: {command.says(CONVENANT)}" in answer) == shown


async def test_one_command_is_shown_with_its_form_and_whose_it_is(room: World) -> None:
    await room.say("!ret help Plan")

    shown = room.args("help_commando")
    assert str(shown["vorm"]).startswith("plan CODE")
    assert shown["wie"] == ["voorzitter", "secretaris"]


async def test_the_help_of_an_act_says_where_its_code_may_be_left_out(room: World) -> None:
    (answer,) = await room.say("!ret help verzet")

    assert "In de draad van de casus mag de code weg." in answer


async def test_the_first_word_of_a_command_shows_all_that_begin_with_it(room: World) -> None:
    (answer,) = await room.say("!ret help advies")

    assert "`!ret advies vastgesteld" in answer
    assert "`!ret advies verzonden" in answer


async def test_a_command_of_others_says_whose_it_is(room: World) -> None:
    await room.say("!ret help plan", EXPERT)

    assert room.kinds() == ["niet_bevoegd"]


async def test_a_mistyped_topic_names_the_nearest_and_all_topics(room: World) -> None:
    await room.say("!ret help agneda")

    assert room.args("help_onbekend")["bedoeld"] == "agenda"
    assert "overzicht" in list(room.args("help_onbekend")["onderwerpen"])  # type: ignore[arg-type]


async def test_unknown_help_repeats_nothing_that_was_typed(room: World) -> None:
    answers = await room.say("!ret help fatima")

    assert "fatima" not in "".join(answers).lower() + repr(room.storage.memory).lower()
