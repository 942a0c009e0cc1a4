"""What every store does with cases and facts of the team."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.casus.casus import Feit
from retbot.ports import Storage, UnknownCase
from tests.contract.storage_stage import (
    AANMELDING,
    CODE,
    NOW,
    OTHER,
    THIRD,
    casus,
    full_casus,
    keep,
)


async def test_a_case_comes_back_as_it_was_saved(storage: Storage) -> None:
    await keep(storage, full_casus())
    async with storage.begin() as work:
        assert await work.cases.get(CODE) == full_casus()
        assert await work.cases.get(OTHER) is None
        assert await work.cases.find() == [full_casus()]


async def test_every_choice_of_the_aanmelding_comes_back(storage: Storage) -> None:
    overruled = replace(
        AANMELDING, vervolg_op=OTHER, afgeweken_van=("OV-7.1", "OV-7.2"), reden="spoed", gronden=(), met_toegang=False
    )
    await keep(storage, casus(CODE, overruled))
    async with storage.begin() as work:
        assert await work.cases.get(CODE) == casus(CODE, overruled)


async def test_saving_again_replaces_the_case_but_not_its_thread(storage: Storage) -> None:
    await keep(storage, full_casus())
    async with storage.begin() as work:
        await work.cases.set_thread(CODE, "$root")
        await work.cases.save(casus(), [], [], NOW)
    async with storage.begin() as work:
        assert await work.cases.get(CODE) == casus()
        assert await work.cases.thread(CODE) == "$root"
        assert await work.cases.of_thread("$root") == CODE
        assert await work.cases.of_thread("$other") is None


async def test_a_case_has_no_thread_until_it_is_set(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        assert await work.cases.thread(CODE) is None
        assert await work.cases.thread(OTHER) is None
        with pytest.raises(UnknownCase):
            await work.cases.set_thread(OTHER, "$root")


async def test_cases_are_sorted_by_day_and_code_and_closed_ones_left_out(storage: Storage) -> None:
    early = replace(AANMELDING, ontvangen=date(2026, 4, 1))
    closed = casus(OTHER, AANMELDING, Feit("afgesloten", date(2026, 5, 1), value="opgelost"))
    await keep(storage, casus(CODE), casus(THIRD, early), closed)
    async with storage.begin() as work:
        assert [c.code for c in await work.cases.find()] == [THIRD, CODE]
        assert [c.code for c in await work.cases.find(open_only=False)] == [THIRD, OTHER, CODE]
        assert await work.cases.codes() == {CODE, OTHER, THIRD}
        assert await work.cases.codes(open_only=True) == {CODE, THIRD}
        assert await work.cases.closed_codes() == [OTHER]


async def test_a_case_that_is_opened_again_is_open(storage: Storage) -> None:
    await keep(storage, casus(CODE, AANMELDING, Feit("afgesloten", date(2026, 5, 1))))
    await keep(storage, casus())
    async with storage.begin() as work:
        assert await work.cases.find() == [casus()]


async def test_facts_of_the_team_stay_in_order_and_the_same_one_once(storage: Storage) -> None:
    first = Feit("overleg", date(2026, 3, 1), subject="OV-5.1")
    second = Feit("overleg", date(2026, 1, 1), subject="OV-5.1")
    async with storage.begin() as work:
        for feit in (first, second, first):
            await work.team_feiten.add(feit)
    async with storage.begin() as work:
        assert await work.team_feiten.all() == [first, second]
        await work.team_feiten.remove(first)
        assert await work.team_feiten.all() == [second]
