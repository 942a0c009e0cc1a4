"""Who is away, in a FakeStorage."""

from dataclasses import replace

from retbot.domain.afwezigheid import Afwezigheid
from tests.contract.storage_memory import Memory


class FakeAbsences:
    memory: Memory

    async def afwezigheden(self) -> list[Afwezigheid]:
        return sorted(self.memory.afwezigheden, key=lambda one: (one.periode.van, one.id))

    async def add_afwezigheid(self, afwezigheid: Afwezigheid) -> None:
        self.memory.afwezigheden.append(replace(afwezigheid, id=self.memory.new_id()))

    async def remove_afwezigheid(self, id_: int) -> None:
        self.memory.afwezigheden = [one for one in self.memory.afwezigheden if one.id != id_]

    def forget_absences(self, wie: str) -> None:
        self.memory.afwezigheden = [one for one in self.memory.afwezigheden if one.wie != wie]
