"""An answer that stops an aanmelding may be a slip: the others are kept, and it can be given again."""

import re

import pytest

from retbot.handlers.chat import examples
from retbot.reading.aanmelding.fields import next_veld
from tests.world import World

BEGIN = "$begin"
PROFILES = (
    *("overijssel-2022", "model-2024", "gooi-en-vechtstreek-2018", "ijsselland-pilot-2018", "westfriesland-2023"),
)
KEPT = "Uw andere antwoorden bewaar ik"


def good(profile: str) -> dict[str, str]:
    """The answer to each question with which the case is registered, in the order of the questions."""
    convenant = World(profile).team.convenant
    pairs = dict(re.findall(r"(\w+)=(.*?)(?= \w+=|$)", examples.aanmelding(convenant)))
    state: dict[str, str] = {}
    while veld := next_veld(state, convenant):
        state[veld.name] = pairs.get(veld.name, "vandaag" if veld.name == "ontvangen" else "ja")
    return state


STOPPING = [
    ("overijssel-2022", "lokaal"),
    ("model-2024", "besproken"),
    ("model-2024", "afstemming"),
    ("model-2024", "bekend_bij_toegang"),
    ("gooi-en-vechtstreek-2018", "lokaal"),
    ("ijsselland-pilot-2018", "escalatieladder"),
]


async def stopped(profile: str, name: str) -> tuple[World, list[str]]:
    """After `nee` to this question; with the answers that are still to be given."""
    room, answers = World(profile), good(profile)
    await room.say("!ret aanmelding", event_id=BEGIN)
    left = list(answers)
    while left:
        one = left.pop(0)
        said = "\n".join(await room.say("nee" if one == name else answers[one], root=BEGIN))
        if KEPT in said:
            return room, [answers[other] for other in left]
    raise AssertionError(f"{name} stops nothing")


@pytest.mark.parametrize(("profile", "name"), STOPPING)
@pytest.mark.parametrize("way", ["again", "terug", "verder"])
async def test_the_answer_that_stops_the_aanmelding_can_be_given_again(profile: str, name: str, way: str) -> None:
    room, left = await stopped(profile, name)
    assert not room.code
    root = BEGIN
    if way == "terug":
        await room.say("terug", root=root)
    elif way == "verder":
        root = "$later"
        await room.say("!ret aanmelding verder", event_id=root)
    said: list[str] = []
    for answer in ("ja", *left):
        said = await room.say(answer, root=root)
    assert "Nieuwe casus" in said[0]


async def test_it_is_said_at_once_where_nobody_may_overrule_it() -> None:
    assert len((await stopped("model-2024", "besproken"))[1]) == 11
    assert (await stopped("overijssel-2022", "lokaal"))[1] == []


@pytest.mark.parametrize(("profile", "name"), STOPPING)
async def test_one_line_that_is_refused_goes_on_with_the_question_that_refused_it(profile: str, name: str) -> None:
    room = World(profile)
    line = " ".join(f"{one}={value}" for one, value in good(profile).items() if one != name)
    [said] = await room.say(f"!ret aanmelding {line} {name}=nee")
    assert "`!ret aanmelding verder`" in said
    await room.say("!ret aanmelding verder", event_id=BEGIN)
    assert "Nieuwe casus" in (await room.say("ja", root=BEGIN))[0]
