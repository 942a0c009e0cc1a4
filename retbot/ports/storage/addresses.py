"""Storage of addresses, encrypted at rest: those that are used, and former ones of guests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from retbot.domain.casus.casecode import Casecode

OUD = "oud:"
"""Prefix of the recipient of a post to a former address."""


@dataclass(frozen=True, slots=True)
class LeftAddress:
    """A former address of one guest of one meeting. `token` and `organizer` were used in the mails to it (Invitation),
    so an answer or a bounce with one of them comes from there. `address` is None once nothing more has to be sent
    there, or when its key is lost."""

    id: int
    uid: str
    owner: str
    token: str = field(repr=False)
    organizer: str = field(repr=False)
    code: Casecode | None = None
    address: str | None = field(default=None, repr=False)

    @property
    def to(self) -> str:
        """The recipient for a post (Post.to)."""
        return f"{OUD}{self.id}"


class Addresses(Protocol):
    """The addresses of people on the list, and of roles in a case."""

    async def get(self, owner: str, code: Casecode | None = None) -> str | None:
        """For `deelnemer:3`, or for a role in the case `code`; None also when the key is lost."""

    async def set(self, owner: str, address: str | None, code: Casecode | None = None) -> None:
        """Raises KeysLost."""

    async def forget(self, code: Casecode) -> None:
        """The addresses of everybody in this case. Their key is destroyed after the commit, so that they cannot be read
        from a backup either."""

    async def owners(self, code: Casecode | None = None) -> list[str]:
        """The owners of an address, in this case or in the team."""

    async def closed_cases(self) -> list[Casecode]:
        """The closed cases that still have an address."""


class LeftAddresses(Protocol):
    """Former addresses of guests. A meeting is identified by the UID of its calendar entry."""

    async def leave(self, uid: str, owner: str) -> LeftAddress | None:
        """Stores the present address of this guest, encrypted as it is, for a last message about this meeting. The
        guest gets new tokens. None when there is no address, or no such guest."""

    async def get(self, id_: int) -> LeftAddress | None: ...

    async def of_tokens(self, tokens: Sequence[str]) -> Sequence[LeftAddress]:
        """In the order of the tokens; upper and lower case are ignored, because mail may change them."""

    async def of_guest(self, uid: str, owner: str) -> Sequence[LeftAddress]: ...

    async def forget(self, id_: int) -> None:
        """Deletes the address, but not the fact that there was one."""

    async def forget_unneeded(self) -> None:
        """The same for every address for which no post is waiting."""
