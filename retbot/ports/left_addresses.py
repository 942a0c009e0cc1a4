"""Storage of former addresses of guests."""

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


class LeftAddresses(Protocol):
    """Part of UnitOfWork. A meeting is identified by the UID of its calendar entry."""

    async def leave_address(self, uid: str, owner: str) -> LeftAddress | None:
        """Stores the present address of this guest, encrypted as it is, for a last message about this meeting. The
        guest gets new tokens. None when there is no address, or no such guest."""

    async def left_address(self, id_: int) -> LeftAddress | None: ...

    async def left_addresses_of_tokens(self, tokens: Sequence[str]) -> Sequence[LeftAddress]:
        """In the order of the tokens; upper and lower case are ignored, because mail may change them."""

    async def left_addresses(self, uid: str, owner: str) -> Sequence[LeftAddress]: ...

    async def forget_left_address(self, id_: int) -> None:
        """Deletes the address, but not the fact that there was one."""

    async def forget_left_addresses(self) -> None:
        """The same for every address for which no post is waiting."""
