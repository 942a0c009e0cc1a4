"""What the store keeps of the addresses that guests have left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from retbot.domain.casus.casecode import Casecode

OUD = "oud:"
"""Begins the recipient of a post to an address that a guest has left."""


@dataclass(frozen=True, slots=True)
class LeftAddress:
    """Where one guest of one meeting was reached before. `token` is that of what he got there: an answer or a report
    with it comes from there. `address` is None once nothing is to be sent there any more, or when its key is lost."""

    id: int
    uid: str
    owner: str
    token: str = field(repr=False)
    code: Casecode | None = None
    address: str | None = field(default=None, repr=False)

    @property
    def to(self) -> str:
        """As the recipient of a post (Post.to)."""
        return f"{OUD}{self.id}"


class LeftAddresses(Protocol):
    """Part of UnitOfWork. A meeting is known by the UID of its calendar entry."""

    async def leave_address(self, uid: str, owner: str) -> LeftAddress | None:
        """Keeps the address that this guest has now, sealed as it is, for a last message about this meeting; from now
        on he has another token. None when he has no address, or is no guest."""

    async def left_address(self, id_: int) -> LeftAddress | None: ...

    async def left_addresses_of_tokens(self, tokens: Sequence[str]) -> Sequence[LeftAddress]:
        """In the order of the tokens, whose case may have changed in the mail."""

    async def left_addresses(self, uid: str, owner: str) -> Sequence[LeftAddress]: ...

    async def forget_left_address(self, id_: int) -> None:
        """The address, not that there was one."""

    async def forget_left_addresses(self) -> None:
        """The same for all to which no post waits any more."""
