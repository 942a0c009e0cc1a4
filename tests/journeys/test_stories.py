"""The stories of the demo, said in a room in memory: only what a story says is refused, is refused."""

import re

import pytest

from retbot.demo.stories import STORIES, steps
from retbot.demo.stories.steps import At, Place, Say, Step, StoryVote
from retbot.wording.replies.chat import general
from tests.journeys.kamer import EXPERT, SECRETARIS, VOORZITTER, Kamer
from tests.journeys.test_prikken import vote

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
    kamer = Kamer(profile)
    answers = [answer for step in STORIES[profile] for answer in await said(kamer, step)]
    assert general.onverwacht(kenmerk="").split(".")[0] not in "".join(answers)
    assert {found[1] for answer in answers for found in IDS.finditer(answer)} <= {OF[profile]}
    casus = await kamer.casus()
    assert casus.feit("afgesloten"), "the story ends with a case that is closed"


async def said(kamer: Kamer, step: Step) -> list[str]:
    """What the bot answers to this step, which is refused when the step says so and only then."""
    if isinstance(step, At):
        kamer.klok.set(step.local)
    if isinstance(step, StoryVote):
        await voted(kamer, step)
    if not isinstance(step, Say):
        return []
    thread = step.place is Place.CASE and kamer.code is not None
    before = len(kamer.storage.memory.outbox)
    answers = await kamer.say(step.text, PEOPLE[step.who], thread=thread, direct=step.place is Place.DIRECT)
    assert len(kamer.storage.memory.outbox) > before, f"no answer to {step.text}"
    assert any(REFUSED.search(answer) for answer in answers) == step.refused, (step.text, answers)
    return answers


async def voted(kamer: Kamer, step: StoryVote) -> None:
    """In the poll that was opened last, which takes the vote."""
    poll = list(kamer.storage.memory.polls.values())[-1]
    audits = len(kamer.storage.audits)
    await vote(kamer, PEOPLE[step.who], [poll.opties[number - 1].id for number in step.answers])
    assert len(kamer.storage.audits) > audits, step
