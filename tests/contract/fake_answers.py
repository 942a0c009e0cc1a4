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
        kept = self.memory.antwoorden.items()
        self.memory.antwoorden = {k: one for k, one in kept if one.uid != uid or owner not in {None, one.owner}}

    async def antwoorden(self, uid: str) -> list[Antwoord]:
        return [one for one in self.memory.antwoorden.values() if one.uid == uid]

    async def add_antwoord(self, antwoord: Antwoord) -> bool:
        key = antwoord.uid, antwoord.owner
        earlier = self.memory.antwoorden.get(key)
        if not counts(antwoord, self.memory.told.get(key), earlier):
            return False
        self.memory.antwoorden.pop(key, None)
        self.memory.antwoorden[key] = antwoord
        return True

    def forget_guest(self, owner: str) -> None:
        memory = self.memory
        memory.uitnodigingen = {key: one for key, one in memory.uitnodigingen.items() if key[1] != owner}
        memory.antwoorden = {key: one for key, one in memory.antwoorden.items() if key[1] != owner}
