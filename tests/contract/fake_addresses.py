"""Addresses in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.rsvps import by_token
from retbot.ports.storage.addresses import LeftAddress
from tests.contract.storage_memory import Memory


@dataclass
class FakeAddresses:
    memory: Memory

    async def get(self, owner: str, code: Casecode | None = None) -> str | None:
        return self.memory.addresses.get((owner, code))

    async def set(self, owner: str, address: str | None, code: Casecode | None = None) -> None:
        self.memory.addresses.pop((owner, code), None)
        self.memory.forget_others(lambda other, case: (other, case) == (owner, code))
        if address is not None:
            self.memory.addresses[owner, code] = address

    async def forget(self, code: Casecode) -> None:
        self.memory.drop_addresses(lambda _, case: case == code)
        self.memory.forget_left_addresses(lambda old: old.code == code)

    async def owners(self, code: Casecode | None = None) -> list[str]:
        return sorted(owner for owner, case in self.memory.addresses if case == code)

    async def closed_cases(self) -> list[Casecode]:
        found = {code for _, code in self.memory.addresses if code and self.memory.cases[code].gesloten}
        return sorted(found)


@dataclass
class FakeLeftAddresses:
    memory: Memory

    async def leave(self, uid: str, owner: str) -> LeftAddress | None:
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

    async def get(self, id_: int) -> LeftAddress | None:
        return self.memory.left_addresses.get(id_)

    async def of_tokens(self, tokens: Sequence[str]) -> list[LeftAddress]:
        wanted = list(dict.fromkeys(map(str.lower, tokens)))
        found = [old for old in self.memory.left_addresses.values() if {old.token, old.organizer} & set(wanted)]
        return sorted(found, key=lambda old: by_token(old, wanted))

    async def of_guest(self, uid: str, owner: str) -> list[LeftAddress]:
        return [old for old in self.memory.left_addresses.values() if (old.uid, old.owner) == (uid, owner)]

    async def forget(self, id_: int) -> None:
        self.memory.forget_left_addresses(lambda old: old.id == id_)

    async def forget_unneeded(self) -> None:
        waiting = {row.post.to for row in self.memory.open_posts()}
        self.memory.forget_left_addresses(lambda old: old.to not in waiting)
