"""What the store keeps of invitations and the answers to them."""

from collections.abc import Sequence
from typing import Protocol

from retbot.domain.antwoorden import Antwoord, Uitnodiging
from retbot.domain.casecode import Casecode


class Answers(Protocol):
    """Part of UnitOfWork. A meeting is known by the UID of its calendar entry."""

    async def invite(self, uid: str, owner: str, sequence: int, code: Casecode | None = None) -> Uitnodiging:
        """The invitation of this guest: the one that is there, else a new one with a random token. Of one that is new
        or was withdrawn the answers count from `sequence` on."""

    async def uninvite(self, uid: str, owner: str) -> None:
        """Withdraws it: his answer goes, and no later one counts until he is invited again."""

    async def uitnodiging(self, uid: str, owner: str) -> Uitnodiging | None: ...

    async def uitnodiging_of_token(self, token: str) -> Uitnodiging | None:
        """Also one that is withdrawn. A token that came through the mail may have changed its case."""

    async def uitnodigingen(self, uid: str) -> Sequence[Uitnodiging]:
        """All of a meeting in the order in which they were made, withdrawn ones included."""

    async def ask_anew(self, uid: str, sequence: int) -> None:
        """After a change of time: the answers go, and those to an invitation below `sequence` count no more."""

    async def antwoorden(self, uid: str) -> Sequence[Antwoord]:
        """One of each guest, in the order in which they came in."""

    async def add_antwoord(self, antwoord: Antwoord) -> bool:
        """Replaces the earlier one of this guest. False, and nothing changes, when it is not newer (SEQUENCE, then
        DTSTAMP), when his invitation is withdrawn, or when it answers an invitation to an earlier time."""
