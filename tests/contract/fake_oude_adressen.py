"""Former addresses of guests, in memory; test_storage_oude_adressen.py runs the same tests on the real store."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.rsvps import by_token
from retbot.ports.left_addresses import LeftAddress
from tests.contract.storage_memory import Memory


class FakeOudeAdressen:
    memory: Memory

    async def leave_address(self, uid: str, owner: str) -> LeftAddress | None:
        guest = self.memory.invitations.get((uid, owner))
        address = self.memory.addresses.get((owner, case_of_address(owner, guest.code))) if guest else None
        if guest is None or address is None:
            return None
        old = LeftAddress(self.memory.new_id(), uid, owner, guest.token, guest.organizer, guest.code, address)
        self.memory.left_addresses[old.id] = old
        organizer = self.memory.organizer(owner, case_of_address(owner, guest.code), private=True)
        token = self.memory.token(uid, owner)
        self.memory.invitations[uid, owner] = replace(guest, token=token, organizer=organizer)
        return old

    async def left_address(self, id_: int) -> LeftAddress | None:
        return self.memory.left_addresses.get(id_)

    async def left_addresses_of_tokens(self, tokens: Sequence[str]) -> list[LeftAddress]:
        wanted = list(dict.fromkeys(map(str.lower, tokens)))
        found = [old for old in self.memory.left_addresses.values() if {old.token, old.organizer} & set(wanted)]
        return sorted(found, key=lambda old: by_token(old, wanted))

    async def left_addresses(self, uid: str, owner: str) -> list[LeftAddress]:
        return [old for old in self.memory.left_addresses.values() if (old.uid, old.owner) == (uid, owner)]

    async def forget_left_address(self, id_: int) -> None:
        self.forget_old(lambda old: old.id == id_)

    async def forget_left_addresses(self) -> None:
        waiting = {row.post.to for row in self.memory.open_posts()}
        self.forget_old(lambda old: old.to not in waiting)

    def forget_old(self, unwanted: Callable[[LeftAddress], bool]) -> None:
        old = self.memory.left_addresses
        self.memory.left_addresses = {i: replace(o, address=None) if unwanted(o) else o for i, o in old.items()}
