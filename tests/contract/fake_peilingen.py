"""The polls of a FakeStorage."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.planning.polls import Poll, PollType, PollVoter
from tests.contract.storage_memory import Memory


class FakePeilingen:
    memory: Memory

    async def add_poll(self, poll: Poll) -> Poll:
        made = replace(poll, id=self.memory.new_id())
        assert made.id
        self.memory.polls[made.id] = made
        return made

    async def poll(self, code: Casecode, soort: PollType, ronde: int | None = None) -> Poll | None:
        found = [p for p in await self.open_polls() if (p.code, p.soort) == (code, soort)]
        return next((p for p in reversed(found) if ronde in {None, p.ronde}), None)

    async def poll_with_id(self, id_: int) -> Poll | None:
        return self.memory.polls.get(id_)

    async def poll_of_option(self, option: str) -> Poll | None:
        return next((p for p in self.memory.polls.values() if option in {o.id for o in p.opties}), None)

    async def open_polls(self) -> list[Poll]:
        return [p for p in self.memory.polls.values() if p.gesloten is None]

    async def close_poll(self, id_: int, now: datetime) -> None:
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

    async def keuzes(self, id_: int) -> Mapping[str, tuple[int, ...]]:
        return {owner: chosen for (id__, owner), chosen in sorted(self.memory.keuzes.items()) if id__ == id_ and chosen}

    def forget_choices(self, owner: str) -> None:
        self.memory.keuzes = {key: chosen for key, chosen in self.memory.keuzes.items() if key[1] != owner}
        self.memory.voters = {key: one for key, one in self.memory.voters.items() if key[1] != owner}
