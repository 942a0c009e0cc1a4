"""What every store does with former addresses of guests."""

from dataclasses import replace

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.ports import PostState, Storage
from retbot.ports.storage.addresses import LeftAddress
from tests.contract.storage_stage import CODE, NOW, casus, keep, mail

UID = "een@retbot"
SCHOOL, EXPERT = "school", "deelnemer:3"


async def left(storage: Storage, owner: str = SCHOOL) -> LeftAddress:
    """The former address of this guest of a bespreking."""
    await keep(storage, casus())
    own = None if owner == EXPERT else CODE
    async with storage.begin() as work:
        await work.addresses.set(owner, "oud@school.example", own)
        await work.invitations.invite(UID, owner, CODE)
        found = await work.left_addresses.leave(UID, owner)
        await work.addresses.set(owner, "nieuw@school.example", own)
    assert found
    return found


async def test_an_address_that_is_left_is_kept_with_its_token_and_the_guest_gets_another(storage: Storage) -> None:
    old = await left(storage)
    async with storage.begin() as work:
        assert await work.left_addresses.get(old.id) == old
        assert await work.left_addresses.of_tokens(["onbekend", old.token.upper()]) == [old]
        assert await work.left_addresses.of_guest(UID, SCHOOL) == [old]
        assert await work.left_addresses.of_guest(UID, EXPERT) == []
        assert await work.invitations.of_tokens([old.token]) == []
        guest = await work.invitations.get(UID, SCHOOL)
    assert guest
    assert guest.token != old.token
    assert (old.address, old.code, old.to) == ("oud@school.example", CODE, f"oud:{old.id}")
    assert "@" not in repr(old).replace(UID, "")


async def test_the_address_of_the_team_stays_readable_when_those_of_the_case_are_forgotten(storage: Storage) -> None:
    old = await left(storage, EXPERT)
    async with storage.begin() as work:
        assert await work.left_addresses.get(old.id) == old
        assert old.address == "oud@school.example"
        await work.addresses.forget(CODE)
    async with storage.begin() as work:
        assert await work.left_addresses.get(old.id) == replace(old, address=None)
        assert await work.addresses.get(EXPERT) == "nieuw@school.example"


async def test_nobody_leaves_an_address_that_he_has_not(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.addresses.set(SCHOOL, "oud@school.example", CODE)
        assert await work.left_addresses.leave(UID, SCHOOL) is None
        await work.invitations.invite(UID, EXPERT, CODE)
        assert await work.left_addresses.leave(UID, EXPERT) is None


async def test_an_address_is_forgotten_once_no_post_waits_for_it(storage: Storage) -> None:
    old = await left(storage)
    async with storage.begin() as work:
        await work.outbox.put(mail("afzegging", old.to), NOW)
        await work.left_addresses.forget_unneeded()
        assert await work.left_addresses.get(old.id) == old
        row = await work.outbox.of_key("afzegging")
        assert row
        await work.outbox.settle(row.id, PostState.SENT, NOW)
        await work.left_addresses.forget_unneeded()
        assert await work.left_addresses.of_guest(UID, SCHOOL) == [replace(old, address=None)]


async def test_one_address_can_be_forgotten(storage: Storage) -> None:
    old = await left(storage)
    async with storage.begin() as work:
        await work.left_addresses.forget(old.id)
        assert await work.left_addresses.get(old.id) == replace(old, address=None)


async def test_who_is_removed_takes_them_along(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.people.save(Deelnemer(3, "expert"))
    old = await left(storage, EXPERT)
    async with storage.begin() as work:
        await work.people.remove(3)
        assert await work.left_addresses.get(old.id) is None
