"""Invitations and answers in memory, held to the real store by test_storage_answers.py."""

from retbot.domain.antwoorden import Antwoord, Uitnodiging, counts
from retbot.domain.casecode import Casecode
from tests.contract.storage_memory import Memory


class FakeAnswers:
    memory: Memory

    async def invite(self, uid: str, owner: str, code: Casecode | None = None) -> Uitnodiging:
        made = Uitnodiging(uid, owner, self.memory.token(uid, owner), code)
        return self.memory.uitnodigingen.setdefault((uid, owner), made)

    async def uitnodiging(self, uid: str, owner: str) -> Uitnodiging | None:
        return self.memory.uitnodigingen.get((uid, owner))

    async def uitnodiging_of_token(self, token: str) -> Uitnodiging | None:
        return next((one for one in self.memory.uitnodigingen.values() if one.token == token.lower()), None)

    async def uitnodigingen(self, uid: str) -> list[Uitnodiging]:
        return [one for one in self.memory.uitnodigingen.values() if one.uid == uid]

    async def forget_antwoorden(self, uid: str, owner: str | None = None) -> None:
        for known in (self.memory.antwoorden, self.memory.offered):
            for key in [key for key, one in known.items() if one.uid == uid and owner in {None, one.owner}]:
                del known[key]

    async def antwoorden(self, uid: str) -> list[Antwoord]:
        return [one for one in self.memory.antwoorden.values() if one.uid == uid]

    async def add_antwoord(self, antwoord: Antwoord) -> bool:
        if not self._would_count(antwoord):
            return False
        await self.forget_antwoorden(antwoord.uid, antwoord.owner)
        self.memory.antwoorden[antwoord.uid, antwoord.owner] = antwoord
        return True

    async def offer_antwoord(self, antwoord: Antwoord) -> bool:
        if not self._would_count(antwoord):
            return False
        await self.forget_offer(antwoord.uid, antwoord.owner)
        self.memory.offered[antwoord.uid, antwoord.owner] = antwoord
        return True

    async def offered_antwoorden(self, code: Casecode | None) -> list[Antwoord]:
        return [one for one in self.memory.offered.values() if one.code == code]

    async def forget_offer(self, uid: str, owner: str) -> None:
        self.memory.offered.pop((uid, owner), None)

    def _would_count(self, antwoord: Antwoord) -> bool:
        key = antwoord.uid, antwoord.owner
        return counts(antwoord, self.memory.told.get(key), self.memory.antwoorden.get(key))

    def forget_guest(self, owner: str) -> None:
        memory = self.memory
        memory.uitnodigingen = {key: one for key, one in memory.uitnodigingen.items() if key[1] != owner}
        memory.antwoorden = {key: one for key, one in memory.antwoorden.items() if key[1] != owner}
        memory.offered = {key: one for key, one in memory.offered.items() if key[1] != owner}
