"""Help shows what the asker may do, from the table that routes."""

import pytest

from retbot.domain.deelnemers.roles import Right
from retbot.handlers.table import commands
from tests.journeys.test_overleg import AANMELDING
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
    (answer,) = await room.say("!ret help alles", who)

    known = [command for command in commands() if command.is_known(room.team.convenant)]
    theirs = {command.name for command in known if right in command.rights}
    assert {command.name for command in commands() if f"`{command.name}`" in answer} == theirs


async def test_a_topic_shows_the_form_of_each_of_its_commands(room: World) -> None:
    (answer,) = await room.say("!ret help overzicht")

    for command in commands():
        theirs = Right.SECRETARIS in command.rights and command.is_known(room.team.convenant)
        shown = command.subject == "overzicht" and theirs
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


@pytest.mark.parametrize("who", [VOORZITTER, SECRETARIS, EXPERT, BEHEERDER])
@pytest.mark.parametrize("text", ["!ret help", "help", "hulp"])
async def test_help_is_answered_in_six_lines_with_nothing_that_the_asker_may_not_use(
    room: World, who: str, text: str
) -> None:
    (answer,) = await room.say(text, who)

    assert len(answer.splitlines()) <= 6
    (everything,) = await room.say("!ret help alles", who)
    for name in ("mijn", "vandaag", "overzicht", "agenda"):
        assert (f"`!ret {name}`" in answer) is (f"`{name}`" in everything)


async def test_the_first_step_follows_the_team_and_then_the_case() -> None:
    room = World()
    room.clock.set("2026-04-20 09:00")

    async def first(*, thread: bool = False) -> str:
        return (await room.say("!ret help", thread=thread))[0].splitlines()[0]

    assert "`!ret help deelnemer toevoegen`" in await first()
    await room.say("!ret deelnemer toevoegen expert GGZ Accare")
    assert "`!ret overleg elke" in await first()
    await room.say("!ret overleg do 7 mei 13:00-15:00")
    assert "`!ret aanmelding`" in await first()
    await room.say(AANMELDING)
    assert f"`!ret compleet {room.code}`" in await first()
    await room.say("!ret compleet CODE")
    assert f"`!ret plan {room.code}" in await first(thread=True)


async def test_the_tour_has_only_commands_that_the_asker_may_use(room: World) -> None:
    for who in (SECRETARIS, EXPERT, BEHEERDER):
        (tour,) = await room.say("!ret rondleiding", who)
        (everything,) = await room.say("!ret help alles", who)
        names = [line.split("`")[1].removeprefix("!ret ") for line in tour.splitlines() if line[:1].isdigit()]
        assert all(f"`{name}`" in everything for name in names)
