"""Who takes part and who is away, in memory."""

from dataclasses import dataclass, replace

from retbot.domain.deelnemers.absence import Absence, periods
from retbot.domain.deelnemers.roles import Deelnemer
from tests.contract.storage_memory import Memory


@dataclass
class FakePeople:
    memory: Memory

    async def all(self) -> list[Deelnemer]:
        away = await self.absences()
        listed = sorted(self.memory.deelnemers.items())
        return [replace(one, afwezig=periods(away, nummer, one.matrix_id)) for nummer, one in listed]

    async def save(self, deelnemer: Deelnemer) -> None:
        self.memory.deelnemers[deelnemer.nummer] = deelnemer

    async def remove(self, nummer: int) -> None:
        self.memory.deelnemers.pop(nummer, None)
        self.memory.forget_guest(f"deelnemer:{nummer}")

    async def absences(self) -> list[Absence]:
        return sorted(self.memory.absences, key=lambda one: (one.periode.van, one.id))

    async def add_absence(self, afwezigheid: Absence) -> None:
        self.memory.absences.append(replace(afwezigheid, id=self.memory.new_id()))

    async def remove_absence(self, id_: int) -> None:
        self.memory.absences = [one for one in self.memory.absences if one.id != id_]
