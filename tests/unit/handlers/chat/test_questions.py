"""Answers: only from the person asked, and only when it is clear which question is meant."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.question_ends import ANSWERED, ENDS
from retbot.domain.casus.recording import close
from retbot.domain.errors import Arg
from retbot.handlers.table import questions
from retbot.ports import Question
from tests.clock import at
from tests.unit.handlers.conftest import ONE, OTHER, aangemeld, answered, ask, besproken, gepland, put, yes_to_some
from tests.world import DIRECT, ROOM, SECRETARIS, VOORZITTER, World

TODAY = date(2026, 4, 20)


@pytest.mark.parametrize("text", ["ja", "Ja.", "JA!", "!ret ja", "ja RET-7KH-4T3", "RET-7KH-4T3 ja"])
async def test_an_answer_where_the_question_was_asked_is_taken(asked: World, text: str) -> None:
    await asked.say(text, VOORZITTER, about=ONE)

    assert answered(asked) == f"{ONE}:ja"


async def test_what_is_said_in_the_thread_of_another_case_is_no_answer(asked: World) -> None:
    assert (await asked.say("ja", VOORZITTER, about=OTHER), answered(asked)) == ([], None)


async def test_only_the_person_asked_is_heard(asked: World) -> None:
    assert await asked.say("ja", SECRETARIS, about=ONE) == []
    assert answered(asked) is None


async def test_an_answer_in_another_room_is_none(asked: World) -> None:
    await ask(asked, ONE, place=("!elders:ret.test", None))

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
async def test_people_talking_are_left_alone(asked: World, text: str) -> None:
    assert await asked.say(text, VOORZITTER) == []


async def test_a_failed_answer_in_the_thread_gets_the_choices(asked: World) -> None:
    await asked.say("joa", VOORZITTER, about=ONE)

    assert asked.kinds() == ["antwoord_onbegrepen"]


async def test_the_newest_question_of_the_place_takes_the_answer(asked: World) -> None:
    await ask(asked, OTHER, place=(ROOM, None))
    await ask(asked, ONE, place=(ROOM, None))
    await asked.say("ja", VOORZITTER)
    assert answered(asked) == f"{ONE}:ja"
    await asked.say("ja", VOORZITTER, about=OTHER)
    assert answered(asked) == f"{OTHER}:ja"


async def test_one_answer_ends_what_several_were_asked(asked: World) -> None:
    await put(asked, Question(SECRETARIS, "opgelost", ROOM, f"$root:{ONE}", ONE, gesteld=asked.clock.now()))
    await asked.say("ja", SECRETARIS, about=ONE)

    assert [v.type for v in asked.storage.memory.questions.values()] == [ANSWERED]


async def test_a_question_ends_when_what_it_asks_is_known_in_another_way(asked: World) -> None:
    await asked.keep(close(await asked.casus(), "opgelost", TODAY, TODAY))
    await asked.say("ja", VOORZITTER, about=ONE)

    assert answered(asked) is None


@pytest.mark.parametrize("then", ["plan CODE do 7 mei 14:00", "afspraak CODE Accare 22 mei intake", ""])
async def test_a_question_about_closing_ends_with_a_change_of_the_case_and_with_its_day(room: World, then: str) -> None:
    await room.keep(besproken())
    await room.say(f"!ret sluit {ONE} opgelost", about=ONE)
    if then:
        await room.say(f"!ret {then.replace('CODE', ONE)}", about=ONE)
    else:
        room.clock.instant += timedelta(days=1)
    for _ in range(4):
        await room.say("ja", about=ONE)

    assert (await room.casus()).gesloten is None


LONG_AGO = date(2025, 9, 1)


async def test_whether_the_age_still_holds_is_asked_until_the_meeting(room: World) -> None:
    await room.keep(aangemeld(op=LONG_AGO))
    for text in (f"!ret plan {ONE} di 28 april 14:00", "niemand"):
        await room.say(text, about=ONE)
    assert [v.zin for v in room.storage.memory.questions.values()] == ["vraag_leeftijd"]
    room.clock.instant = at("2026-04-28 14:00")
    await room.say("ja", about=ONE)

    assert (await room.casus()).feit("leeftijd", 1, "planning") is None


@pytest.mark.parametrize("op", [date(2026, 4, 20), LONG_AGO])
async def test_at_planning_the_age_is_asked_only_when_it_has_long_been_known(room: World, op: date) -> None:
    await room.keep(aangemeld(op=op))
    await room.say(f"!ret plan {ONE} di 28 april 14:00", about=ONE)
    said = await room.say("niemand", about=ONE)

    assert any("Klopt de leeftijdsgroep nog" in line for line in said) is (op == LONG_AGO)


@pytest.mark.parametrize(("until", "is_open"), [("2026-04-22 23:00", True), ("2026-04-23 00:30", False)])
async def test_a_question_ends_after_two_working_days(room: World, until: str, is_open: bool) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret noteer {ONE} toestemming", about=ONE)
    room.clock.set(until)
    [said] = await room.say("ja", about=ONE)

    assert said.startswith("Die vraag is na twee werkdagen vervallen") is not is_open
    assert f"`!ret noteer {ONE} toestemming`" in said or is_open


async def test_a_week_later_an_answer_to_an_old_question_is_talk(room: World) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret noteer {ONE} toestemming", about=ONE)
    room.clock.instant += timedelta(days=7)

    assert await room.say("ja", about=ONE) == []


async def test_answers_to_an_aanmelding_left_for_days_are_taken_up_again(room: World) -> None:
    await room.say("!ret aanmelding", event_id="$begin")
    await room.say("vandaag")
    room.clock.instant += timedelta(days=4)
    assert await room.say("1") == []
    *_, said = await room.say("!ret aanmelding verder")

    assert "Wie meldt aan" in said


@pytest.mark.parametrize("about", [ONE, None])
async def test_elsewhere_than_in_its_thread_an_answer_names_its_case(room: World, about: Casecode | None) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret sluit {ONE} opgelost", about=about)
    [said, *_] = await room.say("nee", about=about)

    assert (ONE in said) == (about is None)


async def test_what_became_known_and_is_undone_is_not_asked_by_the_old_question(asked: World) -> None:
    await asked.say(f"!ret sluit {ONE} overgedragen")
    await asked.say(f"!ret herstel {ONE} afgesloten weg")
    await asked.say("ja", VOORZITTER, about=ONE)

    assert answered(asked) is None


def test_every_kind_of_question_says_what_ends_it() -> None:
    assert set(questions()) == set(ENDS)


async def test_with_its_code_an_answer_goes_to_its_question_wherever_it_stands(asked: World) -> None:
    await ask(asked, OTHER)
    await asked.say(f"ja {OTHER}", VOORZITTER, about=ONE)

    assert answered(asked) == f"{OTHER}:ja"


async def test_of_two_questions_about_one_case_the_code_means_the_one_that_shows_its_symbols(asked: World) -> None:
    await ask(asked, ONE, "triage")
    await asked.say(f"ja {ONE}", VOORZITTER)

    assert answered(asked) == f"{ONE}:ja"
    assert [v.type for v in asked.storage.memory.questions.values()] == ["triage"]


async def test_a_question_about_no_case_is_answered_in_its_thread(asked: World) -> None:
    await ask(asked, None, "aanmelding", (ROOM, f"$root:{OTHER}"))
    await asked.say("ja", VOORZITTER, about=OTHER)

    assert answered(asked) == "None:ja"


async def test_a_mistyped_command_is_not_taken_for_an_answer(asked: World) -> None:
    await asked.say("!ret statsu", VOORZITTER)

    assert asked.kinds() == ["onbekend"]
    assert asked.args("onbekend")["bedoeld"] == "status"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("!ret xyzzy", "antwoord_onbegrepen"), ("!ret wat komt er", "onbekend"), ("!ret statsu", "onbekend")],
)
async def test_only_what_may_be_an_answer_gets_the_choices(asked: World, text: str, kind: str) -> None:
    await asked.say(text, VOORZITTER, about=ONE)

    assert asked.kinds() == [kind]


async def test_a_command_is_a_command_whatever_was_asked(asked: World) -> None:
    await asked.say("!ret agenda", VOORZITTER)

    assert asked.kinds() == ["agenda_alle"]


async def test_an_answer_is_audited_without_its_words(asked: World) -> None:
    await asked.say("ja", VOORZITTER, about=ONE)

    assert [(a.what, a.code) for a in asked.storage.audits] == [("antwoord opgelost", ONE)]


async def test_who_was_there_is_asked_of_who_gave_the_command(room: World) -> None:
    await room.keep(gepland(start="2026-04-20 08:00"))
    await room.say("!ret bespreking gehouden RET-7KH-4T3", VOORZITTER)

    assert [(v.person, v.type) for v in room.storage.memory.questions.values()] == [(VOORZITTER, "aanwezig")]


@pytest.mark.parametrize("about", [None, ONE])
async def test_what_was_asked_in_private_is_answered_there_or_in_the_thread_of_its_case(
    room: World, about: Casecode | None
) -> None:
    room.intake = replace(room.intake, answers=yes_to_some())
    await room.keep(aangemeld())
    await ask(room, ONE, place=(DIRECT, None))
    await room.say("ja", VOORZITTER, about=about, direct=about is None)

    assert answered(room) == f"{ONE}:ja"


UNNUMBERED = {
    "vraag_leeftijd": {"banden": ["12-15", "16-17"]},
    "vraag_verslag": {"artikel": "9.5"},
    "vraag_voorwaarde": {"tekst": "meerwerk nodig"},
    "vraag_geen_consensus": {"artikel": "8.13"},
    "vraag_opgelost": {"open_termijnen": ["de casus op de agenda zetten (wo 6 mei)"]},
    "vraag_nagaan": {"vraag": "Is het elders geprobeerd?", "artikel": "1.3", "keuzes": ["ja", "nee"]},
}
LISTS = {
    "vraag_aanwezig": {"zetels": ["jeugdige", "ouders"]},
    "vraag_ontbreekt": {"vraag": "Wie is er niet bij?", "artikel": "8.8", "zetels": ["jeugdige", "ouders"]},
    "vraag_reden": {"wie": ["ouders"], "redenen": ["ziekte", "veiligheid"]},
    "vraag_triage": {"keuzes": ["ja", "hoort niet bij het RET"]},
    "vraag_uitkomst": {"wat": "besluiten", "artikel": "2.5", "keuzes": ["ja", "nee"]},
    "vraag_nagaan": {"vraag": "Welke?", "artikel": "1.3", "keuzes": ["een", "twee", "drie"]},
    "vraag_veld": {"naam": "via", "keuzes": ["toegang", "arts"]},
    "welke_vraag": {"vragen": ["Was er consensus?", "Welke?"]},
}


@pytest.mark.parametrize(("zin", "args"), UNNUMBERED.items())
async def test_a_number_is_no_answer_to_a_question_without_numbers(
    asked: World, zin: str, args: dict[str, Arg]
) -> None:
    await put(
        asked, Question(VOORZITTER, "triage", ROOM, f"$root:{ONE}", ONE, zin=zin, args=args, gesteld=asked.clock.now())
    )
    [said] = await asked.say("2", VOORZITTER, about=ONE)

    assert (asked.kinds(), said.count("?") > 0) == (["nummer_niet_bij_vraag"], True)


@pytest.mark.parametrize(("zin", "args"), LISTS.items())
async def test_a_number_is_an_answer_where_it_stands_in_the_list(asked: World, zin: str, args: dict[str, Arg]) -> None:
    await put(
        asked, Question(VOORZITTER, "triage", ROOM, f"$root:{ONE}", ONE, zin=zin, args=args, gesteld=asked.clock.now())
    )
    for number in ("2", "9"):
        await asked.say(number, VOORZITTER, about=ONE)

    assert asked.kinds() == ["antwoord_onbegrepen", "nummer_niet_bij_vraag"]


@pytest.mark.parametrize("band", ["16-17", "24+", "24"])
async def test_an_age_band_is_no_number_of_a_choice(room: World, band: str) -> None:
    await room.keep(aangemeld(op=LONG_AGO))
    for text in (f"!ret plan {ONE} di 28 april 14:00", "niemand", band):
        await room.say(text, about=ONE)

    assert (await room.casus()).leeftijd == ("12-15" if band == "24" else band)


@pytest.mark.parametrize("undo", [f"herstel {ONE} leeftijd weg", f"corrigeer {ONE} leeftijd=12-15"])
async def test_an_age_that_was_answered_wrongly_is_put_back(room: World, undo: str) -> None:
    await room.keep(aangemeld(op=LONG_AGO))
    for text in (f"!ret plan {ONE} di 28 april 14:00", "niemand", "22-23"):
        await room.say(text, about=ONE)
    assert (await room.casus()).leeftijd == "22-23"
    await room.say(f"!ret {undo}", about=ONE)

    assert (await room.casus()).leeftijd == "12-15"
