"""Overleggen and polls in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.planning.polls import Poll, PollType, PollVoter
from tests.contract.storage_memory import Memory


@dataclass
class FakeOverleggen:
    memory: Memory

    async def all(self) -> list[Overleg]:
        return sorted(self.memory.overleggen.values(), key=lambda o: (o.start, o.uid))

    async def save(self, overleg: Overleg) -> None:
        self.memory.overleggen[overleg.uid] = overleg

    async def forget(self, before: datetime) -> None:
        self.memory.overleggen = {uid: one for uid, one in self.memory.overleggen.items() if one.start >= before}

    async def forget_guests(self, before: datetime) -> None:
        memory = self.memory
        kept = {uid for uid, one in memory.overleggen.items() if one.start >= before}
        memory.invitations = {k: one for k, one in memory.invitations.items() if one.code or k[0] in kept}
        memory.told = {k: one for k, one in memory.told.items() if one.code or k[0] in kept}
        memory.antwoorden = {k: one for k, one in memory.antwoorden.items() if one.code or k[0] in kept}
        memory.offered = {k: one for k, one in memory.offered.items() if one.code or k[0] in kept}
        memory.left_addresses = {i: one for i, one in memory.left_addresses.items() if one.code or one.uid in kept}
        waiting = {one.uid for one in memory.offered.values()}
        memory.senders = {key: one for key, one in memory.senders.items() if key[2] in waiting}


@dataclass
class FakePolls:
    memory: Memory

    async def add(self, poll: Poll) -> Poll:
        made = replace(poll, id=self.memory.new_id())
        assert made.id
        self.memory.polls[made.id] = made
        return made

    async def latest(self, code: Casecode, soort: PollType, ronde: int | None = None) -> Poll | None:
        found = [p for p in await self.all_open() if (p.code, p.soort) == (code, soort)]
        return next((p for p in reversed(found) if ronde in {None, p.ronde}), None)

    async def get(self, id_: int) -> Poll | None:
        return self.memory.polls.get(id_)

    async def of_option(self, option: str) -> Poll | None:
        return next((p for p in self.memory.polls.values() if option in {o.id for o in p.opties}), None)

    async def all_open(self) -> list[Poll]:
        return [p for p in self.memory.polls.values() if p.gesloten is None]

    async def close(self, id_: int, now: datetime) -> None:
        known = self.memory.polls[id_]
        self.memory.polls[id_] = replace(known, gesloten=known.gesloten or now)

    async def ask_by_mail(self, id_: int, owner: str) -> PollVoter:
        made = PollVoter(id_, owner, self.memory.polls[id_].code, self.memory.token(f"peiling:{id_}", owner))
        return self.memory.voters.setdefault((id_, owner), made)

    async def voters(self, id_: int) -> list[PollVoter]:
        return [one for (poll, _), one in sorted(self.memory.voters.items()) if poll == id_]

    async def voter_of_token(self, token: str) -> PollVoter | None:
        return next((one for one in self.memory.voters.values() if one.token == token), None)

    async def choose(self, id_: int, owner: str, nummers: Sequence[int]) -> None:
        self.memory.keuzes[id_, owner] = tuple(sorted(set(nummers)))

    async def choices(self, id_: int) -> Mapping[str, tuple[int, ...]]:
        return {owner: chosen for (id__, owner), chosen in sorted(self.memory.keuzes.items()) if id__ == id_ and chosen}
