"""An answer that does not fit, going back, and asking for the question again."""

import pytest

from retbot.handlers.chat import examples
from tests.world import SECRETARIS, VOORZITTER, World

BEGIN = "$begin"


@pytest.fixture
async def asked() -> World:
    """The secretaris is asked who reports the case, in the thread of the aanmelding."""
    room = World("overijssel-2022")
    await room.say("!ret aanmelding", event_id=BEGIN)
    await room.say("vandaag", root=BEGIN)
    return room


async def held(profile: str = "overijssel-2022") -> World:
    """Who was there was answered in the thread of the case; consensus is asked."""
    room = World(profile)
    await room.say(f"!ret aanmelding {examples.aanmelding(room.team.convenant)}")
    await room.say("!ret plan do 7 mei 14:00", thread=True)
    room.clock.set("2026-05-07 16:00")
    await room.say("!ret bespreking gehouden", thread=True)
    await room.say("iedereen", thread=True)
    return room


@pytest.mark.parametrize("text", ["de moeder", "een ouder", "jeugdige en ouders"])
async def test_the_nearest_choice_is_asked_and_yes_takes_it(asked: World, text: str) -> None:
    [said] = await asked.say(text, root=BEGIN)
    assert said == "Bedoelt u **3, jeugdige-ouders**? ja · of kies 1, 2 of 4. `stop` laat de vraag liggen."
    [asked_next] = await asked.say("ja", root=BEGIN)
    assert "toegang erbij betrokken" in asked_next


@pytest.mark.parametrize("answer", ["1", "toegang"])
async def test_another_choice_may_follow_the_nearest(asked: World, answer: str) -> None:
    await asked.say("de moeder", root=BEGIN)
    assert "vooraf met de jeugdige of de ouders besproken" in (await asked.say(answer, root=BEGIN))[0]


async def test_of_one_question_one_failed_answer_is_answered_in_a_thread_and_a_number_always(asked: World) -> None:
    assert len(await asked.say("de moeder", root=BEGIN)) == 1
    assert await asked.say("de vader", root=BEGIN) == []
    assert len(await asked.say("!ret de vader", root=BEGIN)) == 1
    for _ in range(2):
        [said] = await asked.say("9", root=BEGIN)
        assert said.startswith("Dat nummer staat niet bij deze vraag")


async def test_in_a_direct_room_every_failed_answer_is_answered() -> None:
    room = World("overijssel-2022")
    await room.say("!ret aanmelding", direct=True)
    await room.say("vandaag", direct=True)
    for text in ("de moeder", "de vader", "iets heel anders"):
        [said] = await room.say(text, direct=True)
        assert "`stop` laat" in said


async def test_a_word_that_is_also_a_command_answers_a_question_that_it_fits_and_no_other() -> None:
    room = World("overijssel-2022")
    await room.say("!ret aanmelding", direct=True)
    [asked] = await room.say("vandaag", direct=True)
    assert "Wie meldt aan" in asked
    [said] = await room.say("vandaag", direct=True)
    assert "Wie meldt aan" not in said
    assert "begrijp ik niet" not in said
    assert "toegang" not in (await room.say("!ret vandaag", direct=True))[0]


async def test_an_answer_that_is_near_to_nothing_gets_the_choices_and_how_to_stop(asked: World) -> None:
    [said] = await asked.say("geen idee", root=BEGIN)
    assert "Kies uit: `toegang`, `gi`, `jeugdige-ouders` of `professional`." in said
    assert "`help` herhaalt de vraag, `stop` laat hem liggen." in said


async def test_yes_and_no_are_understood_as_people_say_them() -> None:
    for text, value in (("jazeker", "ja"), ("Ja hoor", "ja"), ("klopt", "ja")):
        room = await held()
        await room.say(text, thread=True)
        feit = (await room.casus()).feit("consensus", 1)
        assert feit
        assert feit.value == value
    assert "vervolggesprek" in (await (await held()).say("nee hoor", thread=True))[0]


async def test_a_gemeente_is_chosen_by_number_from_a_list(asked: World) -> None:
    for answer in ("toegang", "ja", "12-15"):
        [said] = await asked.say(answer, root=BEGIN)
    gemeenten = asked.team.convenant.gemeenten
    assert f"2 {gemeenten[1]} · 3 {gemeenten[2]}" in said
    assert "gronden" in (await asked.say("2", root=BEGIN))[0]
    confirmed, question = said.split("\n", 1)
    assert confirmed == "Genoteerd: leeftijdsgroep, 12-15."
    assert (await asked.say("terug", root=BEGIN))[0] == question
    [near] = await asked.say("hengelo ov", root=BEGIN)
    assert near.startswith("Bedoelt u **")
    assert "Hengelo**? ja." in near


@pytest.mark.parametrize("text", ["help", "?", "!ret help", "wat bedoelt u?"])
@pytest.mark.parametrize("direct", [False, True])
async def test_help_with_a_question_open_says_that_question_again(text: str, direct: bool) -> None:
    room = World("overijssel-2022")
    asked = (await room.say("!ret aanmelding", event_id=BEGIN, direct=direct))[-1]
    [said] = await room.say(text, root=None if direct else BEGIN, direct=direct)
    assert said.startswith("Dit vraag ik u:")
    assert asked in said


async def test_back_goes_through_every_question_about_a_bespreking_and_records_the_last_answers() -> None:
    room = await held()
    await room.say("nee", thread=True)
    await room.say("vervolggesprek", thread=True)
    said = await room.say("ja", thread=True)
    trail = [said[0]]
    for _ in range(4):
        [said_back] = await room.say("terug", thread=True)
        trail.append(said_back)
    assert "Mag het verslag" in trail[1]
    assert "Was er consensus" in trail[2]
    assert "Wie waren erbij" in trail[3]
    assert trail[4].startswith("Dit is de eerste vraag.")
    assert (await room.casus()).feit("aanwezig", 1)
    for answer in ("2 3 4", "ja"):
        await room.say(answer, thread=True)
    casus = await room.casus()
    values = {event: feit.value for event in ("aanwezig", "consensus", "verslag") if (feit := casus.feit(event, 1))}
    seats = trail[3].split(": ")[-1]
    assert values["consensus"] == "ja"
    assert values["verslag"] == "ja"
    assert "2 " + (values["aanwezig"] or "").split(",")[0] in seats


async def test_stop_in_the_questions_about_a_bespreking_leaves_them_and_says_how_to_go_on() -> None:
    room = await held()
    [said] = await room.say("stop", thread=True)
    assert f"`!ret bespreking gehouden {room.code}`" in said
    assert await room.say("ja", thread=True) == []


async def test_what_somebody_else_types_is_never_met_with_an_answer(asked: World) -> None:
    for text in ("de moeder", "9", "ja", "help", "terug", "stop"):
        assert await asked.say(text, VOORZITTER, root=BEGIN) == []
    assert "toegang erbij betrokken" in (await asked.say("3", SECRETARIS, root=BEGIN))[0]
