"""Invitations and answers in memory, held to the real store by test_storage_answers.py."""

from dataclasses import replace

from retbot.domain.antwoorden import Antwoord, Uitnodiging, counts
from retbot.domain.casecode import Casecode
from tests.contract.storage_memory import Memory


class FakeAnswers:
    memory: Memory

    async def invite(self, uid: str, owner: str, sequence: int, code: Casecode | None = None) -> Uitnodiging:
        known = self.memory.uitnodigingen.get((uid, owner))
        made = known or Uitnodiging(uid, owner, self.memory.token(uid, owner), sequence, code)
        since = sequence if made.ingetrokken else made.vanaf
        self.memory.uitnodigingen[uid, owner] = replace(made, ingetrokken=False, vanaf=since)
        return self.memory.uitnodigingen[uid, owner]

    async def uninvite(self, uid: str, owner: str) -> None:
        if known := self.memory.uitnodigingen.get((uid, owner)):
            self.memory.uitnodigingen[uid, owner] = replace(known, ingetrokken=True)
        self.memory.antwoorden.pop((uid, owner), None)

    async def uitnodiging(self, uid: str, owner: str) -> Uitnodiging | None:
        return self.memory.uitnodigingen.get((uid, owner))

    async def uitnodiging_of_token(self, token: str) -> Uitnodiging | None:
        return next((one for one in self.memory.uitnodigingen.values() if one.token == token.lower()), None)

    async def uitnodigingen(self, uid: str) -> list[Uitnodiging]:
        return [one for one in self.memory.uitnodigingen.values() if one.uid == uid]

    async def ask_anew(self, uid: str, sequence: int) -> None:
        for one in await self.uitnodigingen(uid):
            self.memory.uitnodigingen[uid, one.owner] = replace(one, vanaf=sequence)
        self.memory.antwoorden = {key: one for key, one in self.memory.antwoorden.items() if key[0] != uid}

    async def antwoorden(self, uid: str) -> list[Antwoord]:
        return [one for one in self.memory.antwoorden.values() if one.uid == uid]

    async def add_antwoord(self, antwoord: Antwoord) -> bool:
        key = antwoord.uid, antwoord.owner
        earlier = self.memory.antwoorden.get(key)
        if not counts(antwoord, self.memory.uitnodigingen.get(key), earlier):
            return False
        self.memory.antwoorden.pop(key, None)
        self.memory.antwoorden[key] = antwoord
        return True

    def forget_guest(self, owner: str) -> None:
        memory = self.memory
        memory.uitnodigingen = {key: one for key, one in memory.uitnodigingen.items() if key[1] != owner}
        memory.antwoorden = {key: one for key, one in memory.antwoorden.items() if key[1] != owner}
