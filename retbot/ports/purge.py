"""Deleting what is no longer needed: whole cases, and old data without a case. Counters remain."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.privacy.counters import HalfYearCount
from retbot.ports.rechten import GdprDecisions

CLEARED = "opruimen:"
"""Key prefix of the posts that redact messages about a deleted case."""
REPLACED = "vervangen:"
"""Key prefix of the posts that redact an old version of a message that is kept current."""


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message of the bot in a room, to be redacted. `room_id` None is the team's room; `direct` as in Post."""

    event_id: str
    room_id: str | None
    direct: str | None


class Purge(GdprDecisions, Protocol):
    async def mentions(self, id_: int, codes: Collection[Casecode]) -> None:
        """Records that the post with this id also names these cases, as far as the store knows them. The message is
        removed when one of them is purged."""

    async def traces(self, code: Casecode) -> Mapping[str, int]:
        """How many rows would be deleted with this case, by table; changes nothing."""

    async def purge(
        self, code: Casecode, counted: Iterable[HalfYearCount], why: str, now: datetime
    ) -> list[OwnMessage]:
        """Deletes every row about this case, and its key. Raises each counter in `counted` by one, and adds a row to
        the audit log with the number of deleted audit rows and the reason `why`. Returns the bot's messages about the
        case in rooms."""

    async def tellers(self) -> Mapping[HalfYearCount, int]:
        """The counters of purged cases."""

    async def notes(self, prefix: str) -> Mapping[str, str]:
        """The notes whose name starts with `prefix`."""

    async def forget_posts(self, before: datetime, *, answers: bool) -> None:
        """Deletes finished posts without a case from before that instant: answers to commands, or all others except
        those that may be sent only once ever."""

    async def forget_redactions(self) -> bool:
        """Deletes the posts that redacted messages about deleted cases (keys with CLEARED), once the last of them was
        sent. Returns whether there were any."""

    async def forget_replaced(self) -> None:
        """Deletes the posts that redacted an old version of a kept message (keys with REPLACED) once they were sent,
        together with the posts of those versions."""

    async def forget_questions(self, before: datetime) -> None:
        """Deletes questions without a case that were asked before that instant."""
