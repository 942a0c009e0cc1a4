"""The polls of a FakeStorage."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from retbot.domain.casecode import Casecode
from retbot.domain.peilingen import Peiling, Soort
from tests.contract.storage_memory import Memory


class FakePeilingen:
    memory: Memory

    async def add_peiling(self, peiling: Peiling) -> Peiling:
        made = replace(peiling, id=self.memory.new_id())
        assert made.id
        self.memory.peilingen[made.id] = made
        return made

    async def peiling(self, code: Casecode, soort: Soort, ronde: int | None = None) -> Peiling | None:
        found = [p for p in await self.open_peilingen() if (p.code, p.soort) == (code, soort)]
        return next((p for p in reversed(found) if ronde in {None, p.ronde}), None)

    async def peiling_met_id(self, id_: int) -> Peiling | None:
        return self.memory.peilingen.get(id_)

    async def peiling_of_option(self, option: str) -> Peiling | None:
        return next((p for p in self.memory.peilingen.values() if option in {o.id for o in p.opties}), None)

    async def open_peilingen(self) -> list[Peiling]:
        return [p for p in self.memory.peilingen.values() if p.gesloten is None]

    async def close_peiling(self, id_: int, now: datetime) -> None:
        known = self.memory.peilingen[id_]
        self.memory.peilingen[id_] = replace(known, gesloten=known.gesloten or now)

    async def choose(self, id_: int, owner: str, nummers: Sequence[int]) -> None:
        self.memory.keuzes[id_, owner] = tuple(sorted(set(nummers)))

    async def keuzes(self, id_: int) -> Mapping[str, tuple[int, ...]]:
        return {owner: chosen for (id__, owner), chosen in sorted(self.memory.keuzes.items()) if id__ == id_ and chosen}

    def forget_choices(self, owner: str) -> None:
        self.memory.keuzes = {key: chosen for key, chosen in self.memory.keuzes.items() if key[1] != owner}
