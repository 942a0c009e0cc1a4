"""What the law asks where a text does not: a request is answered, and who is involved in a case sees their own."""

import pytest

from tests.journeys.shows import shows
from tests.world import EXPERT, VOORZITTER, World

AANMELDING = {
    "gooi-en-vechtstreek-2018": "via=consulent lokaal=ja gronden=overbruggingszorg",
    "ijsselland-pilot-2018": "via=manager-toegang escalatieladder=ja",
    "westfriesland-2023": "via=professional aanvraag=Aanmelding MDA++",
}


async def begun(profile: str) -> World:
    room = World(profile)
    room.clock.set("2026-04-20 09:00")
    gemeente = room.team.convenant.gemeenten[0]
    await room.say(f"!ret aanmelding gemeente={gemeente} leeftijd=12-15 {AANMELDING[profile]}")
    return room


@shows("AVG-12")
@pytest.mark.parametrize("profile", AANMELDING)
async def test_a_request_of_a_betrokkene_is_owed_until_it_is_answered(profile: str) -> None:
    room = await begun(profile)
    await room.say("!ret verzoek CODE inzage")
    [owed, *_] = await room.say("!ret status CODE")
    assert "een verzoek van een betrokkene beantwoorden" in owed
    [said] = await room.say("!ret gedaan CODE AVG-12", VOORZITTER)
    assert "AVG 12 lid 3" in said
    [owed, *_] = await room.say("!ret status CODE")
    assert "een verzoek van een betrokkene beantwoorden" not in owed


@shows("GV-AVG5c")
async def test_who_is_involved_in_one_case_sees_what_is_theirs() -> None:
    room = await begun("gooi-en-vechtstreek-2018")
    await room.say(f"!ret deelnemer toevoegen C&A team {EXPERT}")
    [told] = await room.say("!ret betrokken CODE 1")
    assert "zijn eigen termijnen" in told
    assert "(AVG 5 lid 1 onder c; 2.5.1 en 2.6)" in told
