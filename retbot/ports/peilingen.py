"""The polls that the store keeps: options by their ids, and who chose which."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from retbot.domain.casecode import Casecode
from retbot.domain.peilingen import Peiling, Soort


class Peilingen(Protocol):
    async def add_peiling(self, peiling: Peiling) -> Peiling:
        """Returns it with its id."""

    async def peiling(self, code: Casecode, soort: Soort, ronde: int | None = None) -> Peiling | None:
        """The latest of this kind that is open; of any round when none is given."""

    async def peiling_met_id(self, id_: int) -> Peiling | None: ...

    async def peiling_of_option(self, option: str) -> Peiling | None:
        """Also one that is closed."""

    async def open_peilingen(self) -> list[Peiling]:
        """In the order in which they were made."""

    async def close_peiling(self, id_: int, now: datetime) -> None: ...

    async def choose(self, id_: int, owner: str, nummers: Sequence[int]) -> None:
        """In place of an earlier choice of this owner: `deelnemer:3`, or a role within the case."""

    async def keuzes(self, id_: int) -> Mapping[str, tuple[int, ...]]:
        """Owner → the numbers of the options that he chose, in their order."""
