"""The stories of the demo: one for each covenant, of commands that it knows."""

import pytest

from retbot.covenants import convenant_files
from retbot.demo.stories import STORIES
from retbot.demo.stories.steps import Place, Say
from retbot.handlers.chat.router import Router
from retbot.handlers.table import commands
from retbot.reading.arguments import command_text, spoken_command


def test_there_is_a_story_for_each_covenant_that_comes_with_the_bot() -> None:
    assert set(STORIES) == set(convenant_files.names())


@pytest.mark.parametrize("profile", STORIES)
def test_what_is_typed_is_a_command_that_the_covenant_knows(profile: str) -> None:
    convenant, router = convenant_files.load(profile), Router(commands())
    says = [step for step in STORIES[profile] if isinstance(step, Say)]
    for step in says:
        typed = command_text(step.text) or spoken_command(step.text.replace("CODE", "RET-7KH-4T3"), in_thread=True)
        typed = typed or (step.text if step.place is Place.DIRECT else None)
        if typed and not step.refused:
            found = router.find(typed)
            assert found, step.text
            assert found[0].is_known(convenant), step.text
    assert any(step.refused for step in says), "every story shows how the bot says no"
