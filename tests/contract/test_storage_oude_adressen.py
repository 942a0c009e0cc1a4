"""What every store does with former addresses of guests."""

from dataclasses import replace

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import PostState, Storage
from retbot.ports.left_addresses import LeftAddress
from tests.contract.storage_stage import CODE, NOW, casus, keep, mail

UID = "een@retbot"
SCHOOL, EXPERT = "school", "deelnemer:3"


async def left(storage: Storage, owner: str = SCHOOL) -> LeftAddress:
    """The former address of this guest of a bespreking."""
    await keep(storage, casus())
    own = None if owner == EXPERT else CODE
    async with storage.begin() as work:
        await work.set_address(owner, "oud@school.example", own)
        await work.invite(UID, owner, CODE)
        found = await work.leave_address(UID, owner)
        await work.set_address(owner, "nieuw@school.example", own)
    assert found
    return found


async def test_an_address_that_is_left_is_kept_with_its_token_and_the_guest_gets_another(storage: Storage) -> None:
    old = await left(storage)
    async with storage.begin() as work:
        assert await work.left_address(old.id) == old
        assert await work.left_addresses_of_tokens(["onbekend", old.token.upper()]) == [old]
        assert await work.left_addresses(UID, SCHOOL) == [old]
        assert await work.left_addresses(UID, EXPERT) == []
        assert await work.invitations_of_tokens([old.token]) == []
        guest = await work.invitation(UID, SCHOOL)
    assert guest
    assert guest.token != old.token
    assert (old.address, old.code, old.to) == ("oud@school.example", CODE, f"oud:{old.id}")
    assert "@" not in repr(old).replace(UID, "")


async def test_the_address_of_the_team_stays_readable_when_those_of_the_case_are_forgotten(storage: Storage) -> None:
    old = await left(storage, EXPERT)
    async with storage.begin() as work:
        assert await work.left_address(old.id) == old
        assert old.address == "oud@school.example"
        await work.forget_addresses(CODE)
    async with storage.begin() as work:
        assert await work.left_address(old.id) == replace(old, address=None)
        assert await work.address(EXPERT) == "nieuw@school.example"


async def test_nobody_leaves_an_address_that_he_has_not(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.set_address(SCHOOL, "oud@school.example", CODE)
        assert await work.leave_address(UID, SCHOOL) is None
        await work.invite(UID, EXPERT, CODE)
        assert await work.leave_address(UID, EXPERT) is None


async def test_an_address_is_forgotten_once_no_post_waits_for_it(storage: Storage) -> None:
    old = await left(storage)
    async with storage.begin() as work:
        await work.put(mail("afzegging", old.to), NOW)
        await work.forget_left_addresses()
        assert await work.left_address(old.id) == old
        row = await work.post_of_key("afzegging")
        assert row
        await work.settle(row.id, PostState.SENT, NOW)
        await work.forget_left_addresses()
        assert await work.left_addresses(UID, SCHOOL) == [replace(old, address=None)]


async def test_one_address_can_be_forgotten(storage: Storage) -> None:
    old = await left(storage)
    async with storage.begin() as work:
        await work.forget_left_address(old.id)
        assert await work.left_address(old.id) == replace(old, address=None)


async def test_who_is_removed_takes_them_along(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.save_deelnemer(Deelnemer(3, "expert"))
    old = await left(storage, EXPERT)
    async with storage.begin() as work:
        await work.remove_deelnemer(3)
        assert await work.left_address(old.id) is None
