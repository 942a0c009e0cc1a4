"""Answers: only from the person asked, and only when it is clear which question is meant."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.casecode import Casecode
from retbot.domain.errors import Refusal
from retbot.handlers.questions import Answers
from retbot.handlers.request import Request
from retbot.ports import Vraag
from tests.unit.handlers.conftest import DIRECT, ONE, OTHER, ROOM, SECRETARIS, VOORZITTER, Room, aangemeld, gepland


async def yes(request: Request, vraag: Vraag, text: str) -> None:
    if text.lower() not in {"ja", "nee"}:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    await request.work.close_question(vraag)
    await request.work.set_note("antwoord", f"{vraag.code}:{text.lower()}")


@pytest.fixture(name="asked")
async def _asked(room: Room) -> Room:
    """Two cases; the voorzitter is asked about the first, in its thread."""
    room.intake = replace(room.intake, answers=Answers({"toets": yes, "ander": yes}))
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    await ask(room, ONE)
    return room


async def ask(room: Room, code: Casecode | None, kind: str = "toets", thread: str | None = None) -> None:
    async with room.storage.begin() as work:
        await work.ask(Vraag(VOORZITTER, kind, ROOM, thread or f"$draad:{code}", code))


def answered(room: Room) -> str | None:
    return room.storage.memory.notes.get("antwoord")


@pytest.mark.parametrize("text", ["ja", "Ja.", "JA!", "!ret ja", "ja RET-7KH-4T3", "RET-7KH-4T3 ja"])
async def test_one_open_question_takes_a_bare_answer(asked: Room, text: str) -> None:
    await asked.say(text, VOORZITTER)

    assert answered(asked) == f"{ONE}:ja"


async def test_an_answer_may_stand_in_the_main_line(asked: Room) -> None:
    await asked.say("nee", VOORZITTER, about=None)

    assert answered(asked) == f"{ONE}:nee"


async def test_only_the_person_asked_is_heard(asked: Room) -> None:
    said = await asked.say("ja", SECRETARIS, about=ONE)

    assert (answered(asked), said) == (None, [])


async def test_an_answer_in_another_room_is_none_unless_said_to_the_bot(asked: Room) -> None:
    async with asked.storage.begin() as work:
        await work.ask(Vraag(VOORZITTER, "toets", "!elders:ret.test", None, ONE))

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


async def test_with_two_open_questions_the_code_is_needed(asked: Room) -> None:
    await ask(asked, OTHER)
    await asked.say("ja", VOORZITTER, about=OTHER)

    assert (answered(asked), asked.kinds()) == (None, ["welke_vraag"])


async def test_with_its_code_an_answer_goes_to_its_question_wherever_it_stands(asked: Room) -> None:
    await ask(asked, OTHER)
    await asked.say(f"ja {OTHER}", VOORZITTER, about=ONE)

    assert answered(asked) == f"{OTHER}:ja"


async def test_of_two_questions_about_one_case_the_code_means_the_last(asked: Room) -> None:
    await ask(asked, ONE, "ander")
    await asked.say(f"ja {ONE}", VOORZITTER)

    assert answered(asked) == f"{ONE}:ja"
    assert [v.kind for v in asked.storage.memory.questions.values()] == ["toets"]


async def test_with_two_open_questions_people_may_still_talk(asked: Room) -> None:
    await ask(asked, OTHER)

    assert await asked.say("Ik bel de school vanmiddag even", VOORZITTER) == []


async def test_a_question_about_no_case_is_answered_in_its_thread(asked: Room) -> None:
    await ask(asked, None, thread=f"$draad:{OTHER}")
    await asked.say("ja", VOORZITTER, about=OTHER)

    assert answered(asked) == "None:ja"


async def test_a_mistyped_command_is_not_taken_for_an_answer(asked: Room) -> None:
    await asked.say("!ret statsu", VOORZITTER)

    assert asked.kinds() == ["onbekend"]
    assert asked.args("onbekend")["bedoeld"] == "status"


async def test_nonsense_said_to_the_bot_gets_the_choices(asked: Room) -> None:
    await asked.say("!ret xyzzy", VOORZITTER)

    assert asked.kinds() == ["antwoord_onbegrepen"]


async def test_a_command_is_a_command_whatever_was_asked(asked: Room) -> None:
    await asked.say("!ret agenda", VOORZITTER)

    assert asked.kinds() == ["agenda_alle"]


async def test_an_answer_is_audited_without_its_words(asked: Room) -> None:
    await asked.say("ja", VOORZITTER)

    assert [(a.what, a.code) for a in asked.storage.audits] == [("antwoord toets", ONE)]


async def test_who_was_there_is_asked_of_who_gave_the_command(room: Room) -> None:
    await room.keep(gepland(start="2026-04-20 08:00"))
    await room.say("!ret bespreking gehouden RET-7KH-4T3", VOORZITTER)

    assert [(v.person, v.kind) for v in room.storage.memory.questions.values()] == [(VOORZITTER, "aanwezig")]


async def test_in_private_an_answer_needs_no_prefix(room: Room) -> None:
    room.intake = replace(room.intake, answers=Answers({"toets": yes}))
    await room.keep(aangemeld())
    async with room.storage.begin() as work:
        await work.ask(Vraag(VOORZITTER, "toets", DIRECT, None, ONE))
    await room.say("ja", VOORZITTER, direct=True)

    assert answered(room) == f"{ONE}:ja"
