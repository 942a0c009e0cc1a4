"""What every store does with the overleggen of the team, and with the slot of a bespreking in one."""

from dataclasses import replace
from datetime import timedelta

from retbot.domain.casus.casus import Bespreking, BesprekingState
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.domain.overleg.overleg import Overleg
from retbot.ports import Storage
from tests.contract.storage_stage import CODE, DAY, NOW, casus, keep
from tests.contract.test_storage_ledger import EXPERT

FIRST = Overleg("een@retbot", NOW + DAY, 120, 45, plek="stadhuis", tafel="adviestafel")
OF_CASE = replace(EXPERT, uid="van-casus@retbot")
YES = Rsvp("", "deelnemer:3", Partstat.ACCEPTED, 0, NOW, Via.MAIL, NOW)
LATER = Overleg("twee@retbot", NOW + 8 * DAY, 90)


async def test_overleggen_are_sorted_by_their_start_and_replaced_by_their_uid(storage: Storage) -> None:
    moved = replace(LATER, start=NOW + timedelta(hours=2), sequence=1)
    async with storage.begin() as work:
        for overleg in (LATER, FIRST, moved):
            await work.overleggen.save(overleg)
    async with storage.begin() as work:
        assert await work.overleggen.all() == [moved, FIRST]


async def test_an_overleg_that_is_off_is_kept(storage: Storage) -> None:
    off = replace(FIRST, state=BesprekingState.CANCELLED, sequence=1)
    async with storage.begin() as work:
        await work.overleggen.save(off)
    async with storage.begin() as work:
        assert await work.overleggen.all() == [off]


async def test_a_bespreking_knows_in_which_overleg_it_has_its_slot(storage: Storage) -> None:
    slot = Bespreking(1, FIRST.start, 45, "slot@retbot", overleg=FIRST.uid)
    await keep(storage, casus().with_bespreking(slot))
    async with storage.begin() as work:
        kept = await work.cases.get(CODE)
    assert kept
    assert kept.besprekingen == (slot,)


async def test_a_past_overleg_and_its_guests_are_forgotten_and_those_of_a_case_are_not(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        for overleg in (FIRST, LATER):
            await work.overleggen.save(overleg)
            await work.invitations.invite(overleg.uid, "deelnemer:3")
            await work.ledger.set(replace(EXPERT, uid=overleg.uid, since=0, code=None))
            await work.rsvps.add(replace(YES, uid=overleg.uid, code=None))
        await work.invitations.invite(OF_CASE.uid, "deelnemer:3", CODE)
        await work.ledger.set(OF_CASE)
    async with storage.begin() as work:
        await work.overleggen.forget_guests(LATER.start)
        await work.overleggen.forget(LATER.start)
    async with storage.begin() as work:
        assert await work.overleggen.all() == [LATER]
        for uid, count in ((FIRST.uid, 0), (LATER.uid, 1)):
            assert len(await work.invitations.of_meeting(uid)) == count
            assert len(await work.ledger.of_meeting(uid)) == count
            assert len(await work.rsvps.of_meeting(uid)) == count
        assert len(await work.invitations.of_meeting(OF_CASE.uid)) == 1
        assert await work.ledger.of_meeting(OF_CASE.uid) == [OF_CASE]
