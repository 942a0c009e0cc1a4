"""What every store does with people, their addresses and the questions for them."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Feit
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg
from retbot.ports import Question, Storage
from tests.contract.storage_stage import AANMELDING, CODE, NOW, OTHER, THIRD, casus, keep

SECRETARIS = Deelnemer(2, "secretaris", matrix_id="@s:ret.example", vog=date(2026, 1, 31))
EXPERT = Deelnemer(11, "expert", "LVB", "Ambiq")
PERSON = "@s:ret.example"


async def test_deelnemers_are_sorted_by_their_number_and_replaced_by_it(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.save_deelnemer(EXPERT)
        await work.save_deelnemer(replace(SECRETARIS, vog=None))
        await work.save_deelnemer(SECRETARIS)
    async with storage.begin() as work:
        assert await work.deelnemers() == [SECRETARIS, EXPERT]


async def test_who_is_removed_takes_his_addresses_along(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.save_deelnemer(SECRETARIS)
        await work.save_deelnemer(EXPERT)
        await work.set_address("deelnemer:2", "s@ret.example")
        await work.set_address("deelnemer:2", "s@ret.example", CODE)
        await work.set_address("deelnemer:11", "e@ambiq.example")
        await work.remove_deelnemer(2)
    async with storage.begin() as work:
        assert await work.deelnemers() == [EXPERT]
        assert await work.owners() == ["deelnemer:11"]
        assert await work.owners(CODE) == []


async def test_an_address_belongs_to_its_owner_and_case(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    async with storage.begin() as work:
        await work.set_address("school", "een@school.example", CODE)
        await work.set_address("school", "twee@school.example", OTHER)
        await work.set_address("ouders", "thuis@prive.example", CODE)
        await work.set_address("deelnemer:3", "oud@ret.example")
        await work.set_address("deelnemer:3", "nieuw@ret.example")
    async with storage.begin() as work:
        assert await work.address("school", CODE) == "een@school.example"
        assert await work.address("school", OTHER) == "twee@school.example"
        assert await work.address("deelnemer:3") == "nieuw@ret.example"
        assert await work.address("school") is None
        assert await work.address("deelnemer:3", CODE) is None
        assert await work.owners(CODE) == ["ouders", "school"]
        assert await work.owners() == ["deelnemer:3"]
        assert await work.owners(THIRD) == []


async def test_a_closed_case_in_which_somebody_has_an_address_is_known(storage: Storage) -> None:
    closed = AANMELDING, Feit("afgesloten", date(2026, 5, 1), value="opgelost")
    await keep(storage, casus(), casus(OTHER, *closed), casus(THIRD, *closed))
    async with storage.begin() as work:
        for code in (CODE, OTHER):
            await work.set_address("school", "een@school.example", code)
            await work.set_address("ouders", "thuis@prive.example", code)
        await work.set_address("deelnemer:3", "een@ret.example")
    async with storage.begin() as work:
        assert await work.closed_with_addresses() == [OTHER]


async def test_an_address_can_be_taken_away(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.set_address("deelnemer:3", "a@ret.example")
        await work.set_address("deelnemer:3", None)
        await work.set_address("deelnemer:4", None)
        assert await work.address("deelnemer:3") is None
        assert await work.owners() == []


async def test_the_addresses_of_one_case_are_forgotten(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    async with storage.begin() as work:
        await work.set_address("school", "een@school.example", CODE)
        await work.set_address("school", "twee@school.example", OTHER)
        await work.set_address("deelnemer:3", "a@ret.example")
    async with storage.begin() as work:
        await work.forget_addresses(CODE)
    async with storage.begin() as work:
        assert await work.owners(CODE) == []
        assert await work.address("school", OTHER) == "twee@school.example"
        assert await work.address("deelnemer:3") == "a@ret.example"
        await work.set_address("school", "drie@school.example", CODE)
    async with storage.begin() as work:
        assert await work.address("school", CODE) == "drie@school.example"


async def test_addresses_forgotten_in_a_transaction_that_is_undone_are_still_there(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.set_address("school", "een@school.example", CODE)
    with suppress(LookupError):
        async with storage.begin() as work:
            await work.forget_addresses(CODE)
            raise LookupError
    async with storage.begin() as work:
        with suppress(LookupError):
            async with work.savepoint():
                await work.forget_addresses(CODE)
                raise LookupError
    async with storage.begin() as work:
        assert await work.address("school", CODE) == "een@school.example"


async def test_an_address_given_after_the_others_were_forgotten_stays(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.set_address("school", "een@school.example", CODE)
        await work.forget_addresses(CODE)
        await work.set_address("ouders", "thuis@prive.example", CODE)
    async with storage.begin() as work:
        assert await work.owners(CODE) == ["ouders"]
        assert await work.address("ouders", CODE) == "thuis@prive.example"


async def test_questions_stay_open_oldest_first_until_they_are_closed(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.ask(
            Question(PERSON, "aanmelden", "!r", "$t", state={"dag": date(2026, 4, 20), "stap": 2}, gesteld=NOW)
        )
        second = await work.ask(Question(PERSON, "sluiten", "!r", None, CODE, gesteld=NOW))
        await work.ask(Question("@else:ret.example", "sluiten", "!r", None, CODE, gesteld=NOW))
    async with storage.begin() as work:
        assert first.id != second.id
        assert await work.questions(PERSON) == [first, second]
        await work.close_question(first)
        await work.close_question(first)
        assert await work.questions(PERSON) == [second]


async def test_questions_about_a_case_are_found_whoever_was_asked(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.ask(Question(PERSON, "sluiten", "!r", None, CODE, snapshot="[]", gesteld=NOW))
        team = await work.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        second = await work.ask(Question("@else:ret.example", "sluiten", "!r", None, CODE, gesteld=NOW))
    async with storage.begin() as work:
        assert await work.questions_about(CODE) == [first, second]
        assert await work.questions_about(None) == [team]


async def test_questions_of_a_line_of_the_room_are_found_whoever_was_asked(storage: Storage) -> None:
    async with storage.begin() as work:
        first = await work.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        second = await work.ask(Question("@else:ret.example", "aanmelden", "!r", None, gesteld=NOW))
        threaded = await work.ask(Question(PERSON, "sluiten", "!r", "$t", gesteld=NOW))
        await work.ask(Question(PERSON, "triage", "!other", None, gesteld=NOW))
    async with storage.begin() as work:
        assert await work.questions_in("!r", None) == [first, second]
        assert await work.questions_in("!r", "$t") == [threaded]


async def test_a_question_with_an_id_replaces_the_one_it_was(storage: Storage) -> None:
    async with storage.begin() as work:
        first = await work.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        second = await work.ask(Question(PERSON, "sluiten", "!r", None, gesteld=NOW))
        later = await work.ask(replace(first, state={"weg": "GI", "gronden": ["a", "b"], "lokaal": True}))
    async with storage.begin() as work:
        assert later.id == first.id
        assert await work.questions(PERSON) == [later, second]


async def test_of_one_person_kind_and_case_the_earlier_question_gives_way(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    async with storage.begin() as work:
        plain = await work.ask(Question(PERSON, "sluiten", "!r", None, gesteld=NOW))
        in_case = await work.ask(Question(PERSON, "sluiten", "!r", None, CODE, gesteld=NOW))
        elsewhere = await work.ask(Question(PERSON, "sluiten", "!r", None, OTHER, gesteld=NOW))
        again = await work.ask(Question(PERSON, "sluiten", "!r", "$t", CODE, gesteld=NOW))
        assert await work.questions(PERSON) == [plain, elsewhere, again]
        anew = await work.ask(Question(PERSON, "sluiten", "!r", "$t", gesteld=NOW))
        assert await work.questions(PERSON) == [elsewhere, again, anew]
        assert in_case.id not in {again.id, anew.id}


async def test_the_id_of_a_closed_question_is_not_given_to_another(storage: Storage) -> None:
    async with storage.begin() as work:
        first = await work.ask(Question(PERSON, "aanmelden", "!r", None, gesteld=NOW))
        await work.close_question(first)
        second = await work.ask(Question("@else:ret.example", "aanmelden", "!r", None, gesteld=NOW))
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
        asked = await work.ask(Question(PERSON, "aanmelden", "!r", None, state=stand, gesteld=NOW))
    async with storage.begin() as work:
        (found,) = await work.questions(PERSON)
    assert found == asked
    assert found.state == stand
    assert {name: type(value) for name, value in found.state.items()} == {n: type(v) for n, v in stand.items()}
