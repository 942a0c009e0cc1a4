"""What every store does with the questions of the bot."""

from dataclasses import replace
from datetime import date

from retbot.domain.errors import Arg
from retbot.ports import Question, Storage
from tests.contract.storage_stage import CODE, NOW, OTHER, casus, keep

PERSON = "@s:ret.example"


async def test_questions_stay_open_oldest_first_until_they_are_closed(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.questions.ask(
            Question(PERSON, "aanmelden", "!r", "$t", state={"dag": date(2026, 4, 20), "stap": 2}, gesteld=NOW)
        )
        second = await work.questions.ask(Question(PERSON, "sluiten", "!r", None, CODE, gesteld=NOW))
        await work.questions.ask(Question("@else:ret.example", "sluiten", "!r", None, CODE, gesteld=NOW))
    async with storage.begin() as work:
        assert first.id != second.id
        assert await work.questions.of_person(PERSON) == [first, second]
        await work.questions.close(first)
        await work.questions.close(first)
        assert await work.questions.of_person(PERSON) == [second]


async def test_questions_about_a_case_are_found_whoever_was_asked(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.questions.ask(Question(PERSON, "sluiten", "!r", None, CODE, snapshot="[]", gesteld=NOW))
        team = await work.questions.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        second = await work.questions.ask(Question("@else:ret.example", "sluiten", "!r", None, CODE, gesteld=NOW))
    async with storage.begin() as work:
        assert await work.questions.about(CODE) == [first, second]
        assert await work.questions.about(None) == [team]


async def test_questions_of_a_line_of_the_room_are_found_whoever_was_asked(storage: Storage) -> None:
    async with storage.begin() as work:
        first = await work.questions.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        second = await work.questions.ask(Question("@else:ret.example", "aanmelden", "!r", None, gesteld=NOW))
        threaded = await work.questions.ask(Question(PERSON, "sluiten", "!r", "$t", gesteld=NOW))
        await work.questions.ask(Question(PERSON, "triage", "!other", None, gesteld=NOW))
    async with storage.begin() as work:
        assert await work.questions.in_place("!r", None) == [first, second]
        assert await work.questions.in_place("!r", "$t") == [threaded]


async def test_a_question_with_an_id_replaces_the_one_it_was(storage: Storage) -> None:
    async with storage.begin() as work:
        first = await work.questions.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        second = await work.questions.ask(Question(PERSON, "sluiten", "!r", None, gesteld=NOW))
        later = await work.questions.ask(replace(first, state={"weg": "GI", "gronden": ["a", "b"], "lokaal": True}))
    async with storage.begin() as work:
        assert later.id == first.id
        assert await work.questions.of_person(PERSON) == [later, second]


async def test_of_one_person_kind_and_case_the_earlier_question_gives_way(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    async with storage.begin() as work:
        plain = await work.questions.ask(Question(PERSON, "sluiten", "!r", None, gesteld=NOW))
        in_case = await work.questions.ask(Question(PERSON, "sluiten", "!r", None, CODE, gesteld=NOW))
        elsewhere = await work.questions.ask(Question(PERSON, "sluiten", "!r", None, OTHER, gesteld=NOW))
        again = await work.questions.ask(Question(PERSON, "sluiten", "!r", "$t", CODE, gesteld=NOW))
        assert await work.questions.of_person(PERSON) == [plain, elsewhere, again]
        anew = await work.questions.ask(Question(PERSON, "sluiten", "!r", "$t", gesteld=NOW))
        assert await work.questions.of_person(PERSON) == [elsewhere, again, anew]
        assert in_case.id not in {again.id, anew.id}


async def test_the_id_of_a_closed_question_is_not_given_to_another(storage: Storage) -> None:
    async with storage.begin() as work:
        first = await work.questions.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        await work.questions.close(first)
        second = await work.questions.ask(Question("@else:ret.example", "aanmelden", "!r", None, gesteld=NOW))
    assert first.id != second.id


async def test_arguments_come_back_as_they_were(storage: Storage) -> None:
    stand: dict[str, Arg] = {
        "a": "é\n",
        "b": 3,
        "c": False,
        "d": date(2026, 2, 28),
        "e": None,
        "f": ["x"],
        "g": [1, 2],
        "h": [],
    }
    async with storage.begin() as work:
        asked = await work.questions.ask(Question(PERSON, "aanmelden", "!r", None, state=stand, gesteld=NOW))
    async with storage.begin() as work:
        (found,) = await work.questions.of_person(PERSON)
    assert found == asked
    assert found.state == stand
    assert {name: type(value) for name, value in found.state.items()} == {n: type(v) for n, v in stand.items()}
