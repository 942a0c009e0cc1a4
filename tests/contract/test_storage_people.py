"""What every store does with people, their absences and their addresses."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Feit
from retbot.domain.deelnemers.absence import Absence, DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import Storage
from tests.contract.storage_stage import AANMELDING, CODE, OTHER, THIRD, casus, keep

SECRETARIS = Deelnemer(2, "secretaris", matrix_id="@s:ret.example", vog=date(2026, 1, 31))
EXPERT = Deelnemer(11, "expert", "LVB", "Ambiq")
MEI = DatePeriod(date(2026, 5, 4), date(2026, 5, 15))
JUNI = DatePeriod(date(2026, 6, 1), date(2026, 6, 1))
VOORZITTER = "@voorzitter:ret.example"


async def test_deelnemers_are_sorted_by_their_number_and_replaced_by_it(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.people.save(EXPERT)
        await work.people.save(replace(SECRETARIS, vog=None))
        await work.people.save(SECRETARIS)
    async with storage.begin() as work:
        assert await work.people.all() == [SECRETARIS, EXPERT]


async def test_who_is_removed_takes_his_addresses_along(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.people.save(SECRETARIS)
        await work.people.save(EXPERT)
        await work.addresses.set("deelnemer:2", "s@ret.example")
        await work.addresses.set("deelnemer:2", "s@ret.example", CODE)
        await work.addresses.set("deelnemer:11", "e@ambiq.example")
        await work.people.remove(2)
    async with storage.begin() as work:
        assert await work.people.all() == [EXPERT]
        assert await work.addresses.owners() == ["deelnemer:11"]
        assert await work.addresses.owners(CODE) == []


async def test_an_address_belongs_to_its_owner_and_case(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    async with storage.begin() as work:
        await work.addresses.set("school", "een@school.example", CODE)
        await work.addresses.set("school", "twee@school.example", OTHER)
        await work.addresses.set("ouders", "thuis@prive.example", CODE)
        await work.addresses.set("deelnemer:3", "oud@ret.example")
        await work.addresses.set("deelnemer:3", "nieuw@ret.example")
    async with storage.begin() as work:
        assert await work.addresses.get("school", CODE) == "een@school.example"
        assert await work.addresses.get("school", OTHER) == "twee@school.example"
        assert await work.addresses.get("deelnemer:3") == "nieuw@ret.example"
        assert await work.addresses.get("school") is None
        assert await work.addresses.get("deelnemer:3", CODE) is None
        assert await work.addresses.owners(CODE) == ["ouders", "school"]
        assert await work.addresses.owners() == ["deelnemer:3"]
        assert await work.addresses.owners(THIRD) == []


async def test_a_closed_case_in_which_somebody_has_an_address_is_known(storage: Storage) -> None:
    closed = AANMELDING, Feit("afgesloten", date(2026, 5, 1), value="opgelost")
    await keep(storage, casus(), casus(OTHER, *closed), casus(THIRD, *closed))
    async with storage.begin() as work:
        for code in (CODE, OTHER):
            await work.addresses.set("school", "een@school.example", code)
            await work.addresses.set("ouders", "thuis@prive.example", code)
        await work.addresses.set("deelnemer:3", "een@ret.example")
    async with storage.begin() as work:
        assert await work.addresses.closed_cases() == [OTHER]


async def test_an_address_can_be_taken_away(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.addresses.set("deelnemer:3", "a@ret.example")
        await work.addresses.set("deelnemer:3", None)
        await work.addresses.set("deelnemer:4", None)
        assert await work.addresses.get("deelnemer:3") is None
        assert await work.addresses.owners() == []


async def test_the_addresses_of_one_case_are_forgotten(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    async with storage.begin() as work:
        await work.addresses.set("school", "een@school.example", CODE)
        await work.addresses.set("school", "twee@school.example", OTHER)
        await work.addresses.set("deelnemer:3", "a@ret.example")
    async with storage.begin() as work:
        await work.addresses.forget(CODE)
    async with storage.begin() as work:
        assert await work.addresses.owners(CODE) == []
        assert await work.addresses.get("school", OTHER) == "twee@school.example"
        assert await work.addresses.get("deelnemer:3") == "a@ret.example"
        await work.addresses.set("school", "drie@school.example", CODE)
    async with storage.begin() as work:
        assert await work.addresses.get("school", CODE) == "drie@school.example"


async def test_addresses_forgotten_in_a_transaction_that_is_undone_are_still_there(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.addresses.set("school", "een@school.example", CODE)
    with suppress(LookupError):
        async with storage.begin() as work:
            await work.addresses.forget(CODE)
            raise LookupError
    async with storage.begin() as work:
        with suppress(LookupError):
            async with work.savepoint():
                await work.addresses.forget(CODE)
                raise LookupError
    async with storage.begin() as work:
        assert await work.addresses.get("school", CODE) == "een@school.example"


async def test_an_address_given_after_the_others_were_forgotten_stays(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.addresses.set("school", "een@school.example", CODE)
        await work.addresses.forget(CODE)
        await work.addresses.set("ouders", "thuis@prive.example", CODE)
    async with storage.begin() as work:
        assert await work.addresses.owners(CODE) == ["ouders"]
        assert await work.addresses.get("ouders", CODE) == "thuis@prive.example"


async def test_absences_come_by_their_first_day_and_stand_with_who_is_on_the_list(storage: Storage) -> None:
    expert = Deelnemer(3, "expert", vervangt=2, ander_ret=True)
    async with storage.begin() as work:
        await work.people.save(expert)
        for wie, period in (("deelnemer:3", JUNI), (VOORZITTER, MEI), ("deelnemer:3", MEI)):
            await work.people.add_absence(Absence(wie, period))
    async with storage.begin() as work:
        found = await work.people.absences()
        assert [(one.who, one.periode) for one in found] == [
            (VOORZITTER, MEI),
            ("deelnemer:3", MEI),
            ("deelnemer:3", JUNI),
        ]
        assert await work.people.all() == [replace(expert, afwezig=(MEI, JUNI))]
        await work.people.save((await work.people.all())[0])
        await work.people.remove_absence(found[1].id or 0)
        assert await work.people.all() == [replace(expert, afwezig=(JUNI,))]


async def test_who_leaves_the_list_is_away_no_more(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.people.save(Deelnemer(3, "expert"))
        await work.people.add_absence(Absence("deelnemer:3", MEI))
        await work.people.remove(3)
        assert await work.people.absences() == []


async def test_whom_the_settings_name_is_known_by_his_matrix_id(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.people.save(Deelnemer(1, "voorzitter", matrix_id=VOORZITTER))
        await work.people.save(Deelnemer(2, "secretaris"))
        await work.people.add_absence(Absence(VOORZITTER, MEI))
        assert [one.afwezig for one in await work.people.all()] == [(MEI,), ()]
