"""The addresses that guests have left in memory, held to the real store by test_storage_oude_adressen.py."""

from collections.abc import Callable
from dataclasses import replace

from retbot.domain.uitnodigen import case_of_address
from retbot.ports.oude_adressen import OudAdres
from tests.contract.storage_memory import Memory


class FakeOudeAdressen:
    memory: Memory

    async def leave_address(self, uid: str, owner: str) -> OudAdres | None:
        guest = self.memory.uitnodigingen.get((uid, owner))
        address = self.memory.addresses.get((owner, case_of_address(owner, guest.code))) if guest else None
        if guest is None or address is None:
            return None
        old = OudAdres(self.memory.new_id(), uid, owner, guest.token, guest.code, address)
        self.memory.oude_adressen[old.id] = old
        self.memory.uitnodigingen[uid, owner] = replace(guest, token=self.memory.token(uid, owner))
        return old

    async def oud_adres(self, id_: int) -> OudAdres | None:
        return self.memory.oude_adressen.get(id_)

    async def oud_adres_of_token(self, token: str) -> OudAdres | None:
        return next((old for old in self.memory.oude_adressen.values() if old.token == token.lower()), None)

    async def oude_adressen(self, uid: str, owner: str) -> list[OudAdres]:
        return [old for old in self.memory.oude_adressen.values() if (old.uid, old.owner) == (uid, owner)]

    async def forget_oud_adres(self, id_: int) -> None:
        self.forget_old(lambda old: old.id == id_)

    async def forget_oude_adressen(self) -> None:
        waiting = {row.post.to for row in self.memory.open_posts()}
        self.forget_old(lambda old: old.to not in waiting)

    def forget_old(self, unwanted: Callable[[OudAdres], bool]) -> None:
        old = self.memory.oude_adressen
        self.memory.oude_adressen = {i: replace(o, address=None) if unwanted(o) else o for i, o in old.items()}
