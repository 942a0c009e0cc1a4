"""A story of the demo, played in memory."""

from retbot.demo.stories import STORIES, steps
from retbot.demo.stories.steps import At, Chapter, Place, React, Say, StoryMail, StoryVote
from tests.noise.heard import Heard
from tests.world import EXPERT, SECRETARIS, VOORZITTER

PEOPLE = {steps.SECRETARIS: SECRETARIS, steps.VOORZITTER: VOORZITTER, steps.EXPERT: EXPERT}


async def demo(profile: str = "overijssel-2022") -> Heard:
    room = Heard(profile)
    for step in STORIES[profile]:
        match step:
            case Chapter(title):
                room.task = title
            case At(moment):
                await room.go(moment)
            case Say(who, text, place):
                await room.types(text, PEOPLE[who], thread=place is Place.CASE, direct=place is Place.DIRECT)
            case React(who, emoji, on):
                await room.reacts(PEOPLE[who], emoji, on)
            case StoryVote(who, answers):
                await room.votes(PEOPLE[who], answers)
            case StoryMail(address, partstat):
                await room.answers_mail(address, partstat)
    return room
