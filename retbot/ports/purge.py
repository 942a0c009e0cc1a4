"""What is kept no longer than needed: taking a case away whole, and the counters that stay."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.privacy.counters import HalfYearCount
from retbot.ports.rechten import GdprDecisions

CLEARED = "opruimen:"
"""How the key of a post begins that redacts what was said about a deleted case."""


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """What the bot said in a room, to be redacted. `room_id` None is the team's room; `direct` as in a Post."""

    event_id: str
    room_id: str | None
    direct: str | None


class Purge(GdprDecisions, Protocol):
    async def mentions(self, id_: int, codes: Collection[Casecode]) -> None:
        """The post with this id names these cases too, beside its own; those that the store does not know are left
        out. Their purge takes the message away."""

    async def traces(self, code: Casecode) -> Mapping[str, int]:
        """How many rows would go with this case, by the name of their table; nothing is changed."""

    async def purge(
        self, code: Casecode, counted: Iterable[HalfYearCount], why: str, now: datetime
    ) -> list[OwnMessage]:
        """Takes away every row about this case, and its key; each counter in `counted` goes up by one, and one row of
        the audit says how many of its rows went and `why`. Returns what the bot said about it in rooms."""

    async def tellers(self) -> Mapping[HalfYearCount, int]:
        """The counters of what was purged."""

    async def notes(self, prefix: str) -> Mapping[str, str]:
        """Whose name begins so."""

    async def forget_posts(self, before: datetime, *, answers: bool) -> None:
        """Those about no case that were settled and made before that instant: answers to commands, or all but what is
        said once for good."""

    async def forget_redactions(self) -> bool:
        """Those of what was said about deleted cases (their key begins with CLEARED), once the last of them left;
        whether there were any."""

    async def forget_questions(self, before: datetime) -> None:
        """Those about no case that were asked before that instant."""
