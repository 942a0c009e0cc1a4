"""What every store does with the overleggen of the team, and with the slot of a bespreking in one."""

from dataclasses import replace
from datetime import timedelta

from retbot.domain.casus import Bespreking, Stand
from retbot.domain.overleg import Overleg
from retbot.ports import Storage
from tests.contract.storage_stage import CODE, DAY, NOW, casus, keep

FIRST = Overleg("een@retbot", NOW + DAY, 120, 45, plek="stadhuis", tafel="adviestafel")
LATER = Overleg("twee@retbot", NOW + 8 * DAY, 90)


async def test_overleggen_are_sorted_by_their_start_and_replaced_by_their_uid(storage: Storage) -> None:
    moved = replace(LATER, start=NOW + timedelta(hours=2), sequence=1)
    async with storage.begin() as work:
        for overleg in (LATER, FIRST, moved):
            await work.save_overleg(overleg)
    async with storage.begin() as work:
        assert await work.overleggen() == [moved, FIRST]


async def test_an_overleg_that_is_off_is_kept(storage: Storage) -> None:
    off = replace(FIRST, stand=Stand.GEANNULEERD, sequence=1)
    async with storage.begin() as work:
        await work.save_overleg(off)
    async with storage.begin() as work:
        assert await work.overleggen() == [off]


async def test_a_bespreking_knows_in_which_overleg_it_has_its_slot(storage: Storage) -> None:
    slot = Bespreking(1, FIRST.start, 45, "slot@retbot", overleg=FIRST.uid)
    await keep(storage, casus().with_bespreking(slot))
    async with storage.begin() as work:
        kept = await work.casus(CODE)
    assert kept
    assert kept.besprekingen == (slot,)
