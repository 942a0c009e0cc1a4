"""What every store does with the ledger of what guests were told."""

from dataclasses import replace

import pytest

from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry
from retbot.ports import Storage, UnknownCase
from tests.contract.storage_stage import CODE, DAY, NOW, casus, keep

EXPERT = LedgerEntry(
    "een@retbot", "deelnemer:3", 2, NOW, 1, GuestStanding.INVITED, NOW + DAY, 60, "zaal", GuestList.IEDEREEN,
    ("deelnemer:1", "school"), CODE, reached=True,
)  # fmt: skip
SCHOOL = replace(EXPERT, owner="school", plek=None, lijst=GuestList.OWN_ADDRESS, sees=(), reached=False)
OF_TEAM = replace(EXPERT, uid="overleg@retbot", start=NOW, code=None)


async def fill(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        for told in (EXPERT, SCHOOL, OF_TEAM):
            await work.ledger.set(told)


async def test_what_a_guest_was_told_is_kept_by_meeting_and_by_guest(storage: Storage) -> None:
    await fill(storage)
    async with storage.begin() as work:
        assert await work.ledger.of_meeting("een@retbot") == [EXPERT, SCHOOL]
        assert await work.ledger.of_guest("deelnemer:3") == [OF_TEAM, EXPERT]
        assert await work.ledger.of_meeting("nooit@retbot") == []


async def test_what_is_told_later_takes_the_place_of_what_was_told_before(storage: Storage) -> None:
    await fill(storage)
    out = replace(EXPERT, sequence=3, standing=GuestStanding.UNINVITED, sees=())
    async with storage.begin() as work:
        await work.ledger.set(out)
    async with storage.begin() as work:
        assert await work.ledger.of_meeting("een@retbot") == [out, SCHOOL]


async def test_it_is_never_about_a_case_that_is_not_there(storage: Storage) -> None:
    with pytest.raises(UnknownCase):
        async with storage.begin() as work:
            await work.ledger.set(EXPERT)
