"""Answers: only from the person asked, and only when it is clear which question is meant."""

from dataclasses import replace
from datetime import date

import pytest

from retbot import asking
from retbot.domain.casecode import Casecode
from retbot.domain.errors import Arg, Refusal
from retbot.domain.question_ends import ENDS
from retbot.domain.vastleggen import close
from retbot.handlers.questions import Answers
from retbot.handlers.request import Request
from retbot.handlers.table import questions
from retbot.ports import Vraag
from tests.unit.handlers.conftest import DIRECT, ONE, OTHER, ROOM, SECRETARIS, VOORZITTER, Room, aangemeld, gepland

TODAY = date(2026, 4, 20)


async def yes(request: Request, vraag: Vraag, text: str) -> None:
    if text.lower() not in {"ja", "nee"}:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    await request.work.set_note("antwoord", f"{vraag.code}:{text.lower()}")


ANSWERS = Answers({**questions(), **dict.fromkeys(("opgelost", "triage", "aanmelding"), yes)})


@pytest.fixture(name="asked")
async def _asked(room: Room) -> Room:
    """Two cases; the voorzitter is asked about the first, in its thread."""
    room.intake = replace(room.intake, answers=ANSWERS)
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    await ask(room, ONE)
    return room


async def ask(
    room: Room,
    code: Casecode | None,
    kind: str = "opgelost",
    thread: str | None = "its own",
    who: str = VOORZITTER,
    room_id: str = ROOM,
) -> None:
    place = f"$draad:{code}" if thread == "its own" else thread
    args: dict[str, Arg] = {"open_termijnen": []}
    vraag = Vraag(who, kind, room_id, place, code, zin="vraag_opgelost", args=args)
    async with room.storage.begin() as work:
        await asking.ask(work, vraag, room.team, room.clock.now())


def answered(room: Room) -> str | None:
    return room.storage.memory.notes.get("antwoord")


@pytest.mark.parametrize("text", ["ja", "Ja.", "JA!", "!ret ja", "ja RET-7KH-4T3", "RET-7KH-4T3 ja"])
async def test_an_answer_where_the_question_was_asked_is_taken(asked: Room, text: str) -> None:
    await asked.say(text, VOORZITTER, about=ONE)

    assert answered(asked) == f"{ONE}:ja"


@pytest.mark.parametrize("text", ["nee", "!ret nee"])
async def test_in_the_main_line_a_question_of_a_thread_is_asked_there_before_an_answer_counts(
    asked: Room, text: str
) -> None:
    [said] = await asked.say(text, VOORZITTER)
    assert answered(asked) is None
    assert f"antwoordt over {ONE}. Er is nog niets vastgelegd" in said
    assert "Is de oplossing gerealiseerd?" in said
    await asked.say("nee", VOORZITTER)

    assert answered(asked) == f"{ONE}:nee"


async def test_what_is_said_in_the_thread_of_another_case_is_no_answer(asked: Room) -> None:
    assert await asked.say("ja", VOORZITTER, about=OTHER) == []
    assert answered(asked) is None


async def test_only_the_person_asked_is_heard(asked: Room) -> None:
    said = await asked.say("ja", SECRETARIS, about=ONE)

    assert (answered(asked), said) == (None, [])


async def test_an_answer_in_another_room_is_none(asked: Room) -> None:
    await ask(asked, ONE, room_id="!elders:ret.test", thread=None)

    assert await asked.say("ja", VOORZITTER) == []
    assert answered(asked) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ik bel de school vanmiddag even",
        "ja, dat was een goed gesprek en ik denk dat we de ouders nog eens moeten bellen voor vrijdag",
        "RET-7KH-4T4 bedoelde je toch?",
        "goedemorgen allemaal",
    ],
)
async def test_people_talking_are_left_alone(asked: Room, text: str) -> None:
    assert await asked.say(text, VOORZITTER) == []


async def test_a_failed_answer_in_the_thread_gets_the_choices(asked: Room) -> None:
    await asked.say("joa", VOORZITTER, about=ONE)

    assert asked.kinds() == ["antwoord_onbegrepen"]


async def test_the_newest_question_of_the_place_takes_the_answer(asked: Room) -> None:
    await ask(asked, OTHER, thread=None)
    await ask(asked, ONE, thread=None)
    await asked.say("ja", VOORZITTER)
    assert answered(asked) == f"{ONE}:ja"
    await asked.say("ja", VOORZITTER, about=OTHER)
    assert answered(asked) == f"{OTHER}:ja"


async def test_of_several_that_were_asked_elsewhere_the_number_says_which(asked: Room) -> None:
    await ask(asked, OTHER)
    await ask(asked, ONE, "triage")
    [listed] = await asked.say("ja", VOORZITTER)
    assert listed.count("Is de oplossing gerealiseerd?") == 3
    assert f"2. {OTHER} · Is" in listed
    await asked.say("4", VOORZITTER)
    assert asked.kinds()[-1] == "antwoord_onbegrepen"
    await asked.say("2", VOORZITTER)
    assert answered(asked) is None
    await asked.say("nee", VOORZITTER)
    assert answered(asked) == f"{OTHER}:nee"


async def test_a_question_that_was_listed_and_ended_since_is_not_asked_again(asked: Room) -> None:
    await ask(asked, OTHER)
    await asked.say("ja", VOORZITTER)
    await asked.say(f"ja {OTHER}", VOORZITTER)
    [said] = await asked.say("1", VOORZITTER)

    assert said.startswith("Die vraag hoeft niet meer")


async def test_an_answer_said_to_the_bot_with_nothing_asked_is_told_so(room: Room) -> None:
    [said] = await room.say("!ret ja", VOORZITTER)

    assert said.startswith("Ik heb nu geen vraag aan u")


async def test_one_answer_ends_what_several_were_asked(asked: Room) -> None:
    await ask(asked, ONE, who=SECRETARIS)
    await asked.say("ja", SECRETARIS, about=ONE)

    assert not asked.storage.memory.questions


async def test_a_question_ends_when_what_it_asks_is_known_in_another_way(asked: Room) -> None:
    await asked.keep(close(await asked.casus(), "opgelost", TODAY, TODAY))

    assert await asked.say("ja", VOORZITTER, about=ONE) == []


async def test_what_became_known_and_is_undone_is_not_asked_by_the_old_question(asked: Room) -> None:
    await asked.say(f"!ret sluit {ONE} overgedragen")
    await asked.say(f"!ret herstel {ONE} afgesloten weg")

    assert await asked.say("ja", VOORZITTER, about=ONE) == []


def test_every_kind_of_question_says_what_ends_it() -> None:
    assert set(questions()) == set(ENDS)


async def test_with_its_code_an_answer_goes_to_its_question_wherever_it_stands(asked: Room) -> None:
    await ask(asked, OTHER)
    await asked.say(f"ja {OTHER}", VOORZITTER, about=ONE)

    assert answered(asked) == f"{OTHER}:ja"


async def test_of_two_questions_about_one_case_the_code_means_the_last(asked: Room) -> None:
    await ask(asked, ONE, "triage")
    await asked.say(f"ja {ONE}", VOORZITTER)

    assert answered(asked) == f"{ONE}:ja"
    assert [v.kind for v in asked.storage.memory.questions.values()] == ["opgelost"]


async def test_with_two_open_questions_people_may_still_talk(asked: Room) -> None:
    await ask(asked, OTHER)

    assert await asked.say("Ik bel de school vanmiddag even", VOORZITTER) == []


async def test_a_question_about_no_case_is_answered_in_its_thread(asked: Room) -> None:
    await ask(asked, None, "aanmelding", thread=f"$draad:{OTHER}")
    await asked.say("ja", VOORZITTER, about=OTHER)

    assert answered(asked) == "None:ja"


async def test_a_mistyped_command_is_not_taken_for_an_answer(asked: Room) -> None:
    await asked.say("!ret statsu", VOORZITTER)

    assert asked.kinds() == ["onbekend"]
    assert asked.args("onbekend")["bedoeld"] == "status"


async def test_nonsense_said_to_the_bot_gets_the_choices(asked: Room) -> None:
    await asked.say("!ret xyzzy", VOORZITTER, about=ONE)

    assert asked.kinds() == ["antwoord_onbegrepen"]


@pytest.mark.parametrize("text", ["help", "gedaan", "✅", "@retbot status", "!ret wat komt er"])
async def test_what_is_no_answer_is_not_met_with_what_is_open_elsewhere(asked: Room, text: str) -> None:
    await ask(asked, OTHER)
    said = await asked.say(text, VOORZITTER)

    assert (answered(asked), asked.kinds()) == (None, ["onbekend"] if said else [])


async def test_a_longer_line_that_is_no_command_is_not_taken_for_an_answer(asked: Room) -> None:
    await asked.say("!ret wat komt er", VOORZITTER, about=ONE)

    assert asked.kinds() == ["onbekend"]


async def test_a_command_is_a_command_whatever_was_asked(asked: Room) -> None:
    await asked.say("!ret agenda", VOORZITTER)

    assert asked.kinds() == ["agenda_alle"]


async def test_an_answer_is_audited_without_its_words(asked: Room) -> None:
    await asked.say("ja", VOORZITTER, about=ONE)

    assert [(a.what, a.code) for a in asked.storage.audits] == [("antwoord opgelost", ONE)]


async def test_who_was_there_is_asked_of_who_gave_the_command(room: Room) -> None:
    await room.keep(gepland(start="2026-04-20 08:00"))
    await room.say("!ret bespreking gehouden RET-7KH-4T3", VOORZITTER)

    assert [(v.person, v.kind) for v in room.storage.memory.questions.values()] == [(VOORZITTER, "aanwezig")]


async def test_in_private_an_answer_needs_no_prefix(room: Room) -> None:
    room.intake = replace(room.intake, answers=ANSWERS)
    await room.keep(aangemeld())
    await ask(room, ONE, room_id=DIRECT, thread=None)
    await room.say("ja", VOORZITTER, direct=True)

    assert answered(room) == f"{ONE}:ja"


async def test_what_was_asked_in_private_is_also_answered_in_the_thread_of_its_case(room: Room) -> None:
    room.intake = replace(room.intake, answers=ANSWERS)
    await room.keep(aangemeld())
    await ask(room, ONE, room_id=DIRECT, thread=None)
    await room.say("ja", VOORZITTER, about=ONE)

    assert answered(room) == f"{ONE}:ja"
