"""Storage of polls: options by their ids, and who chose which."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.planning.polls import Poll, PollType, PollVoter


class StoredPolls(Protocol):
    async def add_poll(self, poll: Poll) -> Poll:
        """Returns it with its id."""

    async def poll(self, code: Casecode, soort: PollType, ronde: int | None = None) -> Poll | None:
        """The latest open poll of this type; for any round when none is given."""

    async def poll_with_id(self, id_: int) -> Poll | None: ...

    async def poll_of_option(self, option: str) -> Poll | None:
        """The poll may be closed."""

    async def open_polls(self) -> list[Poll]:
        """In the order in which they were created."""

    async def close_poll(self, id_: int, now: datetime) -> None: ...

    async def ask_by_mail(self, id_: int, owner: str) -> PollVoter:
        """The same one when the owner was asked before."""

    async def voters(self, id_: int) -> list[PollVoter]:
        """Who was asked by mail."""

    async def voter_of_token(self, token: str) -> PollVoter | None:
        """The poll may be closed."""

    async def choose(self, id_: int, owner: str, nummers: Sequence[int]) -> None:
        """Replaces an earlier choice of this owner: `deelnemer:3`, or a role within the case."""

    async def keuzes(self, id_: int) -> Mapping[str, tuple[int, ...]]:
        """Owner → the numbers of the chosen options, in order."""
