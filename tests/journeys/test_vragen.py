"""A question of the bot, for whoever does not know what to answer: said again, left, taken up later."""

from datetime import timedelta

import pytest

from retbot.demo.stories import STORIES
from retbot.handlers.chat import examples
from tests.journeys.kamer import SECRETARIS, VOORZITTER, Kamer

OF_OVERIJSSEL = "overijssel-2022"


@pytest.fixture
async def kamer() -> Kamer:
    return await with_case(OF_OVERIJSSEL)


async def with_case(profile: str) -> Kamer:
    kamer = Kamer(profile)
    await kamer.say(f"!ret aanmelding {examples.aanmelding(kamer.team.convenant)}")
    return kamer


@pytest.mark.parametrize("profile", STORIES)
@pytest.mark.parametrize("word", ["help", "?", "Wat kan ik doen?"])
async def test_help_as_an_answer_says_the_question_again_and_leaves_it_open(profile: str, word: str) -> None:
    kamer = await with_case(profile)
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    kamer.klok.set("2026-05-07 16:00")
    [asked] = await kamer.say("!ret bespreking gehouden", thread=True)
    [again] = await kamer.say(word, thread=True)
    assert again.startswith("Dit vraag ik u:")
    assert asked in again
    assert "`stop`" in again
    [answer] = await kamer.say("iedereen", thread=True)
    assert "Was er consensus over het advies? ja · nee" in answer


async def test_stop_leaves_a_question_and_says_how_to_come_back_to_it(kamer: Kamer) -> None:
    await kamer.say("!ret plan do 7 mei 14:00", thread=True)
    kamer.klok.set("2026-05-07 16:00")
    await kamer.say("!ret bespreking gehouden", thread=True)
    [said] = await kamer.say("stop", thread=True)
    assert f"`!ret bespreking gehouden {kamer.code}`" in said
    assert "Op deze vraag is niets vastgelegd" in said
    assert await kamer.say("iedereen", thread=True) == []


async def test_stopping_an_aanmelding_says_whether_anything_is_kept() -> None:
    kamer = Kamer()
    await kamer.say("!ret aanmelding")
    assert await kamer.say("stop") == ["Gestopt; u had nog niets geantwoord. Opnieuw beginnen: `!ret aanmelding`."]
    await kamer.say("!ret aanmelding")
    await kamer.say("vandaag")
    assert "wat u al antwoordde bewaar ik" in (await kamer.say("stop"))[0]
    await kamer.say("!ret aanmelding")
    await kamer.say("stop")
    assert "Wie meldt aan" in (await kamer.say("!ret aanmelding verder"))[0]


async def test_a_word_of_help_among_people_is_left_alone(kamer: Kamer) -> None:
    await kamer.say("!ret noteer CODE toestemming", VOORZITTER, thread=True)
    assert await kamer.say("help", SECRETARIS, thread=True) == []
    assert await kamer.say("help", VOORZITTER) == []


async def test_an_answer_and_the_next_question_are_one_message() -> None:
    kamer = await with_case("model-2024")
    [planned] = await kamer.say("!ret plan CODE do 7 mei 14:00", thread=True)
    assert "Adviestafel gepland" in planned
    assert "Wie van de vaste tafel is er niet bij? (art. 8.8)" in planned
    for answer, asked in [("niemand", "ervaringsdeskundige"), ("nee", "ander RET"), ("niemand", "vuistregels 4")]:
        [said] = await kamer.say(answer, thread=True)
        assert said.startswith("Vastgelegd: ")
        assert asked.lower() in said.lower()


async def test_an_answer_goes_to_the_newest_question_and_each_confirmation_says_what_was_recorded(kamer: Kamer) -> None:
    await kamer.say("!ret plan CODE do 7 mei 14:00", VOORZITTER, thread=True)
    await kamer.say("niemand", VOORZITTER, thread=True)
    kamer.klok.set("2026-05-07 16:00")
    await kamer.say("!ret bespreking gehouden", VOORZITTER, thread=True)
    await kamer.say("2 3 4", VOORZITTER, thread=True)
    for answer, recorded in [
        ("ja", "Vastgelegd: er was consensus over het advies."),
        ("nee", "Vastgelegd: het verslag wordt niet gedeeld."),
        ("nee", "Vastgelegd: is er meerwerk nodig (art. 16)? nee."),
    ]:
        [said] = await kamer.say(answer, VOORZITTER, thread=True)
        assert said.startswith(recorded)
    kamer.klok.set("2026-05-11 10:00")
    await kamer.say("!ret advies verzonden CODE", VOORZITTER, thread=True)
    [said] = await kamer.say("ja", VOORZITTER, thread=True)
    assert said.startswith("Advies verzonden")


async def test_of_questions_asked_in_the_threads_of_two_cases_the_main_line_lists_what_each_asks(kamer: Kamer) -> None:
    await kamer.say("!ret noteer CODE toestemming", thread=True)
    first = kamer.code
    await kamer.say(f"!ret aanmelding {examples.aanmelding(kamer.team.convenant)}")
    await kamer.say("!ret sluit CODE opgelost", thread=True)
    [said] = await kamer.say("ja")
    lines = said.splitlines()
    assert lines[1].startswith(f"1. {kamer.code} · Is de oplossing gerealiseerd? ja · nee")
    assert lines[2].startswith(f"2. {first} · Er staat al toestemming")
    [said] = await kamer.say("1")
    assert said.endswith("Is de oplossing gerealiseerd? ja · nee") or "Er staat nog open" in said
    await kamer.say("nee")
    assert (await kamer.casus()).gesloten is None


async def test_the_list_of_deelnemers_says_who_is_away_until_when_and_who_stands_in(kamer: Kamer) -> None:
    await kamer.say("!ret deelnemer toevoegen expert LVB Ambiq")
    await kamer.say("!ret deelnemer toevoegen expert LVB Ambiq vervanger van 1")
    await kamer.say("!ret afwezig 1 van 4 mei tot 15 mei")
    [said] = await kamer.say("!ret deelnemers")
    assert "afwezig van ma 4 mei tot en met vr 15 mei (vervanger: 2)" in said
    kamer.klok.set("2026-05-06 09:00")
    [said] = await kamer.say("!ret deelnemers")
    assert "onbekend, afwezig tot en met vr 15 mei (vervanger: 2)" in said
    kamer.klok.set("2026-05-18 09:00")
    [said] = await kamer.say("!ret deelnemers")
    assert "afwezig" not in said


CONSENT = "!ret noteer CODE toestemming"
ASKED_OF_BOTH = {
    (CONSENT, "ja", "nee"): "door de secretaris: ja. Toch intrekken? → `!ret toestemming {} intrekken formulier`",
    (CONSENT, "nee", "ja"): "door de secretaris: nee. Is er toch toestemming? → `!ret noteer {} toestemming`",
    (
        "!ret sluit CODE opgelost",
        "nee",
        "ja",
    ): "door de secretaris: nee. Klopt dat niet? Ik vraag het weer na `!ret",
    ("!ret noteer CODE toestemming monitor", "ja", "nee"): "`!ret toestemming {} intrekken monitor`",
}
"""The command that asks, the first answer, that of the other → what he hears."""


@pytest.mark.parametrize(("command", "first", "second"), ASKED_OF_BOTH)
async def test_who_answers_after_somebody_else_hears_what_was_answered_and_how_to_correct_it(
    command: str, first: str, second: str
) -> None:
    kamer = Kamer(OF_OVERIJSSEL)
    line = examples.aanmelding(kamer.team.convenant)
    await kamer.say(
        f"!ret aanmelding {line}".replace("formulier=ja", "formulier=nee").replace("monitor=ja", "monitor=nee")
    )
    for who in (SECRETARIS, VOORZITTER):
        await kamer.say(command, who, thread=True)
    await kamer.say(first, SECRETARIS, thread=True)
    before = await kamer.casus()
    assert await kamer.say("dank je", VOORZITTER, thread=True) == []
    [said] = await kamer.say(second, VOORZITTER, thread=True)
    assert ASKED_OF_BOTH[command, first, second].format(kamer.code) in said
    assert await kamer.casus() == before
    assert await kamer.say(second, VOORZITTER, thread=True) == []
    assert await kamer.say(second, SECRETARIS, thread=True) == []


async def test_of_what_somebody_else_recorded_meanwhile_is_told_on_the_same_day(kamer: Kamer) -> None:
    for day in (0, 1):
        await kamer.say(CONSENT, VOORZITTER, thread=True)
        await kamer.say("!ret toestemming CODE intrekken formulier" if day == 0 else CONSENT, thread=True)
        await kamer.say("ja", thread=True)
        kamer.klok.instant += timedelta(days=day)
        said = await kamer.say("ja", VOORZITTER, thread=True)
        assert bool(said) is (day == 0)
        assert not said or "de secretaris heeft intussen iets vastgelegd. Is er toch toestemming?" in said[0]


async def test_a_question_about_one_consent_outlives_an_answer_about_the_other(kamer: Kamer) -> None:
    await kamer.say("!ret noteer CODE toestemming monitor", VOORZITTER, thread=True)
    await kamer.say(CONSENT, thread=True)
    await kamer.say("ja", thread=True)
    [said] = await kamer.say("nee", VOORZITTER, thread=True)
    assert "Ingetrokken: monitor" in said
