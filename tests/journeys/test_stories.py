"""The stories of the demo, said in a room in memory: only what a story says is refused, is refused."""

import re

import pytest

from retbot.demo.stories import STORIES, steps
from retbot.demo.stories.steps import At, Place, Say, Step, StoryVote
from retbot.wording.replies.chat import general
from tests.journeys.test_prikken import vote
from tests.world import EXPERT, SECRETARIS, VOORZITTER, World

PEOPLE = {steps.SECRETARIS: SECRETARIS, steps.VOORZITTER: VOORZITTER, steps.EXPERT: EXPERT}
REFUSED = re.compile(r"niets (?:gewijzigd|vastgelegd|opgeslagen)")
IDS = re.compile(r"\b(OV|GV|IJ|WF|MO)-\w")
OF = {
    "overijssel-2022": "OV",
    "gooi-en-vechtstreek-2018": "GV",
    "ijsselland-pilot-2018": "IJ",
    "westfriesland-2023": "WF",
    "model-2024": "MO",
}


@pytest.mark.parametrize("profile", STORIES)
async def test_nothing_is_refused_but_what_the_story_says(profile: str) -> None:
    room = World(profile)
    answers = [answer for step in STORIES[profile] for answer in await said(room, step)]
    assert general.onverwacht(kenmerk="").split(".")[0] not in "".join(answers)
    assert {found[1] for answer in answers for found in IDS.finditer(answer)} <= {OF[profile]}
    casus = await room.casus()
    assert casus.feit("afgesloten"), "the story ends with a case that is closed"


async def said(room: World, step: Step) -> list[str]:
    """What the bot answers to this step, which is refused when the step says so and only then."""
    if isinstance(step, At):
        room.clock.set(step.local)
    if isinstance(step, StoryVote):
        await voted(room, step)
    if not isinstance(step, Say):
        return []
    thread = step.place is Place.CASE and room.code is not None
    before = len(room.storage.memory.outbox)
    answers = await room.say(step.text, PEOPLE[step.who], thread=thread, direct=step.place is Place.DIRECT)
    assert len(room.storage.memory.outbox) > before, f"no answer to {step.text}"
    assert any(REFUSED.search(answer) for answer in answers) == step.refused, (step.text, answers)
    return answers


async def voted(room: World, step: StoryVote) -> None:
    """In the poll that was opened last, which takes the vote."""
    poll = list(room.storage.memory.polls.values())[-1]
    audits = len(room.storage.audits)
    await vote(room, PEOPLE[step.who], [poll.opties[number - 1].id for number in step.answers])
    assert len(room.storage.audits) > audits, step
