"""Cases, reminders and facts of the team in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.ports import UnknownCase
from tests.contract.storage_memory import Memory, StoredReminder


@dataclass
class FakeCases:
    memory: Memory

    async def get(self, code: Casecode) -> Casus | None:
        return self.memory.cases.get(code)

    async def find(self, *, open_only: bool = True) -> list[Casus]:
        found = [c for c in self.memory.cases.values() if not (open_only and c.gesloten)]
        return sorted(found, key=lambda c: (c.aanmelding.ontvangen, c.code))

    async def codes(self, *, open_only: bool = False) -> set[Casecode]:
        return {code for code, casus in self.memory.cases.items() if not open_only or casus.gesloten is None}

    async def closed_codes(self) -> list[Casecode]:
        return [casus.code for casus in await self.find(open_only=False) if casus.gesloten]

    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        self.memory.cases[casus.code] = casus
        self.memory.merge(casus.code, termijnen, reminders, now)

    async def thread(self, code: Casecode) -> str | None:
        return self.memory.threads.get(code)

    async def set_thread(self, code: Casecode, event_id: str | None) -> None:
        if code not in self.memory.cases:
            raise UnknownCase(code)
        self.memory.threads[code] = event_id

    async def of_thread(self, event_id: str) -> Casecode | None:
        return next((code for code, root in self.memory.threads.items() if root == event_id), None)


@dataclass
class FakeReminders:
    memory: Memory

    async def due(self, now: datetime, limit: int) -> list[tuple[Casecode, Reminder]]:
        due = [r for r in self.memory.waiting_reminders() if r.moment <= now]
        due.sort(key=lambda r: (r.moment, r.code, r.key))
        return [(r.code, self._reminder(r, now)) for r in due[:limit]]

    async def mark_sent(self, code: Casecode, key: str, now: datetime) -> None:
        if reminder := self.memory.reminders.get((code, key)):
            self.memory.reminders[code, key] = replace(reminder, given_at=now)

    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        instant = moment.astimezone(UTC)
        key = f"{termijn}:uitstel:{instant:%Y-%m-%dT%H:%M:%S}"
        self.memory.reminders.setdefault((code, key), StoredReminder(code, key, instant, termijn, None))

    def _reminder(self, reminder: StoredReminder, now: datetime) -> Reminder:
        occasion = reminder.aanleiding
        if occasion is None:
            late = self.memory.ends[reminder.code, reminder.termijn] < now
            occasion = ReminderReason.LATE if late else ReminderReason.BEFOREHAND
        return Reminder(reminder.key, reminder.moment, reminder.termijn, occasion)


@dataclass
class FakeTeamFeiten:
    memory: Memory

    async def all(self) -> list[Feit]:
        return list(self.memory.team_feiten)

    async def add(self, feit: Feit) -> None:
        if feit not in self.memory.team_feiten:
            self.memory.team_feiten.append(feit)

    async def remove(self, feit: Feit) -> None:
        self.memory.team_feiten = [one for one in self.memory.team_feiten if one != feit]
