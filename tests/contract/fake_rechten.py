"""Decisions and data breaches in a store in memory."""

from dataclasses import asdict

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.gdpr_requests import GdprDecision, GdprRight
from retbot.domain.privacy.datalekken import Datalek
from retbot.ports.rechten import Dossier
from tests.contract.storage_memory import Memory


class FakeRechten:
    memory: Memory

    async def save_gdpr_decision(self, code: Casecode, besluit: GdprDecision) -> None:
        self.memory.besluiten[code, besluit.right] = besluit

    async def besluit(self, code: Casecode, recht: GdprRight) -> GdprDecision | None:
        return self.memory.besluiten.get((code, recht))

    async def to_be_wiped(self) -> list[Casecode]:
        found = self.memory.besluiten.items()
        return sorted(code for (code, recht), one in found if recht is GdprRight.WISSEN and one.tweede)

    async def dossier(self, code: Casecode) -> Dossier:
        casus = self.memory.cases.get(code)
        if casus is None:
            return {}
        intake = asdict(casus.aanmelding) | {"code": code, "gesloten": casus.gesloten}
        found = {"casus": [intake], "feit": [asdict(feit) | {"code": code} for feit in casus.feiten]}
        return {name: rows for name, rows in found.items() if rows}

    async def datalekken(self) -> list[Datalek]:
        return [self.memory.datalekken[nummer] for nummer in sorted(self.memory.datalekken)]

    async def save_datalek(self, datalek: Datalek) -> None:
        self.memory.datalekken[datalek.nummer] = datalek
