"""Invitations, what was sent, and the answers, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.inviting import case_of_address
from retbot.domain.invitations.meeting import LedgerEntry
from retbot.domain.invitations.rsvps import Invitation, Rsvp, by_token, counts
from tests.contract.storage_memory import Memory


@dataclass
class FakeInvitations:
    memory: Memory

    async def invite(self, uid: str, owner: str, code: Casecode | None = None, *, private: bool = True) -> Invitation:
        if known := self.memory.invitations.get((uid, owner)):
            return known
        organizer = self.memory.organizer(owner, case_of_address(owner, code), private=private)
        made = Invitation(uid, owner, self.memory.token(uid, owner), organizer, code)
        return self.memory.invitations.setdefault((uid, owner), made)

    async def renew_tokens(self, uid: str) -> None:
        self.memory.renewed[uid] = self.memory.renewed.get(uid, 0) + 1
        for key, one in self.memory.invitations.items():
            if one.uid == uid:
                self.memory.invitations[key] = replace(one, token=self.memory.token(uid, one.owner))

    async def renew_organizer(self, owner: str, code: Casecode | None) -> None:
        self.memory.organizers.pop((owner, code), None)

    async def get(self, uid: str, owner: str) -> Invitation | None:
        return self.memory.invitations.get((uid, owner))

    async def of_tokens(self, tokens: Sequence[str]) -> list[Invitation]:
        wanted = list(dict.fromkeys(map(str.lower, tokens)))
        found = [one for one in self.memory.invitations.values() if {one.token, one.organizer} & set(wanted)]
        return sorted(found, key=lambda one: by_token(one, wanted))

    async def of_meeting(self, uid: str) -> list[Invitation]:
        return [one for one in self.memory.invitations.values() if one.uid == uid]


@dataclass
class FakeLedger:
    memory: Memory

    async def of_meeting(self, uid: str) -> list[LedgerEntry]:
        return [told for told in self.memory.told.values() if told.uid == uid]

    async def of_guest(self, owner: str) -> list[LedgerEntry]:
        return sorted((told for told in self.memory.told.values() if told.owner == owner), key=lambda t: t.start)

    async def set(self, told: LedgerEntry) -> None:
        self.memory.told[told.uid, told.owner] = told


@dataclass
class FakeRsvps:
    memory: Memory

    async def of_meeting(self, uid: str) -> list[Rsvp]:
        return [one for one in self.memory.antwoorden.values() if one.uid == uid]

    async def forget(self, uid: str, owner: str | None = None) -> None:
        for known in (self.memory.antwoorden, self.memory.offered):
            for key in [key for key, one in known.items() if one.uid == uid and owner in {None, one.owner}]:
                del known[key]
        self._forget_sender(uid, owner)

    async def add(self, antwoord: Rsvp) -> bool:
        if not self._would_count(antwoord):
            return False
        await self.forget(antwoord.uid, antwoord.owner)
        self.memory.antwoorden[antwoord.uid, antwoord.owner] = antwoord
        return True

    async def offer(self, antwoord: Rsvp) -> bool:
        if not self._would_count(antwoord):
            return False
        await self.forget_offer(antwoord.uid, antwoord.owner)
        self.memory.offered[antwoord.uid, antwoord.owner] = antwoord
        return True

    async def waiting(self, code: Casecode | None) -> list[Rsvp]:
        return [one for one in self.memory.offered.values() if one.code == code]

    async def forget_offer(self, uid: str, owner: str) -> None:
        self.memory.offered.pop((uid, owner), None)
        self._forget_sender(uid, owner)

    async def remember_sender(self, owner: str, code: Casecode | None, uid: str, address: str) -> None:
        self.memory.senders[owner, code, uid] = address

    async def accept_sender(self, owner: str, code: Casecode | None, uid: str) -> bool:
        address = self.memory.senders.pop((owner, code, uid), None)
        if address:
            self.memory.others[owner, code] = [*self.memory.others.get((owner, code), []), address]
        return address is not None

    async def other_addresses(self, owner: str, code: Casecode | None) -> list[str]:
        return self.memory.others.get((owner, code), [])

    def _would_count(self, antwoord: Rsvp) -> bool:
        key = antwoord.uid, antwoord.owner
        return counts(antwoord, self.memory.told.get(key), self.memory.antwoorden.get(key))

    def _forget_sender(self, uid: str, owner: str | None) -> None:
        known = self.memory.senders
        kept = {key: one for key, one in known.items() if key[2] != uid or owner not in {None, key[0]}}
        self.memory.senders = kept
