"""Storage of cases, of their reminders, and of what is recorded about the team."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.reminders import Reminder


class Cases(Protocol):
    """Each case with its terms and the root of its thread."""

    async def get(self, code: Casecode) -> Casus | None: ...

    async def find(self, *, open_only: bool = True) -> list[Casus]:
        """Sorted by the day of their aanmelding, then by code."""

    async def codes(self, *, open_only: bool = False) -> set[Casecode]: ...

    async def closed_codes(self) -> list[Casecode]:
        """In the order of `find`."""

    async def save(
        self, casus: Casus, termijnen: Sequence[Termijn], reminders: Sequence[Reminder], now: datetime
    ) -> None:
        """Stores the case and replaces its derived rows. A reminder in the past stays only if it was there before. A
        reminder that was sent is not sent again, even if it disappears and returns."""

    async def thread(self, code: Casecode) -> str | None: ...

    async def set_thread(self, code: Casecode, event_id: str | None) -> None:
        """For a stored case; None until a new root is sent. `save` does not change the thread."""

    async def of_thread(self, event_id: str) -> Casecode | None: ...


class Reminders(Protocol):
    """The reminders of terms. They are made by `Cases.save`."""

    async def due(self, now: datetime, limit: int) -> list[tuple[Casecode, Reminder]]:
        """Not sent yet, oldest first; includes postponed ones whose new moment has come."""

    async def mark_sent(self, code: Casecode, key: str, now: datetime) -> None:
        """Two cases may have a reminder with the same key."""

    async def postpone(self, code: Casecode, termijn: str, moment: datetime) -> None:
        """Adds a reminder of this term at `moment`, with reason LATE or BEFOREHAND depending on the time. It is sent
        only while the term is open; the derived reminders do not change."""


class TeamFeiten(Protocol):
    """What was done for duties of the team, not of a case."""

    async def all(self) -> list[Feit]: ...

    async def add(self, feit: Feit) -> None:
        """Never replaces another fact; an identical one is stored once."""

    async def remove(self, feit: Feit) -> None: ...
