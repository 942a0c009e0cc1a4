"""Storage of the overleggen of the team, and of polls about a moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.planning.polls import Poll, PollType, PollVoter


class Overleggen(Protocol):
    """The slot of a case is stored with its bespreking."""

    async def all(self) -> list[Overleg]:
        """All of them, also past and cancelled ones, sorted by start and then by uid."""

    async def save(self, overleg: Overleg) -> None:
        """Adds or replaces the one with this uid."""

    async def forget(self, before: datetime) -> None:
        """Deletes those that began before that instant."""

    async def forget_guests(self, before: datetime) -> None:
        """Deletes, for overleggen that began before that instant, who was invited, what was sent to them, their answers
        and former addresses. Those of a bespreking are deleted with their case."""


class StoredPolls(Protocol):
    """Options by their ids, and who chose which."""

    async def add(self, poll: Poll) -> Poll:
        """Returns it with its id."""

    async def latest(self, code: Casecode, soort: PollType, ronde: int | None = None) -> Poll | None:
        """The latest open poll of this type; for any round when none is given."""

    async def get(self, id_: int) -> Poll | None: ...

    async def of_option(self, option: str) -> Poll | None:
        """The poll may be closed."""

    async def all_open(self) -> list[Poll]:
        """In the order in which they were created."""

    async def close(self, id_: int, now: datetime) -> None: ...

    async def ask_by_mail(self, id_: int, owner: str) -> PollVoter:
        """The same one when the owner was asked before."""

    async def voters(self, id_: int) -> list[PollVoter]:
        """Who was asked by mail."""

    async def voter_of_token(self, token: str) -> PollVoter | None:
        """The poll may be closed."""

    async def choose(self, id_: int, owner: str, nummers: Sequence[int]) -> None:
        """Replaces an earlier choice of this owner: `deelnemer:3`, or a role within the case."""

    async def choices(self, id_: int) -> Mapping[str, tuple[int, ...]]:
        """Owner → the numbers of the chosen options, in order."""
