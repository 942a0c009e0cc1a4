"""The absences of a FakeStorage."""

from dataclasses import replace

from retbot.domain.deelnemers.absence import Absence
from tests.contract.storage_memory import Memory


class FakeAbsences:
    memory: Memory

    async def absences(self) -> list[Absence]:
        return sorted(self.memory.absences, key=lambda one: (one.periode.van, one.id))

    async def add_absence(self, afwezigheid: Absence) -> None:
        self.memory.absences.append(replace(afwezigheid, id=self.memory.new_id()))

    async def remove_absence(self, id_: int) -> None:
        self.memory.absences = [one for one in self.memory.absences if one.id != id_]

    def forget_absences(self, wie: str) -> None:
        self.memory.absences = [one for one in self.memory.absences if one.who != wie]
