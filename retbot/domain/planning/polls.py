"""A poll about a bespreking: candidate moments of which somebody chooses those that suit him, or whether he comes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from retbot.domain.casus.casecode import Casecode


class PollType(StrEnum):
    PRIKKER = "prikker"
    """When to meet: several answers, a moment each, and the one that none of them suits."""
    KOMST = "komst"
    """Whether one comes to a bespreking: one answer."""


GEEN = "geen"
"""The answer that none of the moments suits."""


@dataclass(frozen=True, slots=True)
class Option:
    """`id` is random and never used again: it alone says to which poll a vote belongs. A moment has a `start`, any
    other option a `value`; of a KOMST both: the answer, and the moment that it is about. `nummer` counts from 1."""

    id: str = field(repr=False)
    nummer: int
    start: datetime | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """`ronde` is the bespreking that it is about, 0 for one that is not planned yet. `minuten` is how long the
    bespreking takes. `gesloten` is the instant at which it stopped taking answers. `id` comes from the store."""

    code: Casecode
    soort: PollType
    ronde: int
    minuten: int
    gemaakt: datetime
    opties: tuple[Option, ...]
    gesloten: datetime | None = None
    id: int | None = None

    @property
    def momenten(self) -> list[Option]:
        return [optie for optie in self.opties if optie.start and optie.value is None]

    def open_moments(self, now: datetime) -> list[Option]:
        """Those that are still to come."""
        return [optie for optie in self.momenten if optie.start and optie.start > now]

    def optie(self, nummer: int) -> Option | None:
        return next((optie for optie in self.opties if optie.nummer == nummer), None)

    def with_choice(self, value: str) -> Option | None:
        return next((optie for optie in self.opties if optie.value == value), None)

    @property
    def most(self) -> int:
        """How many options one person may choose."""
        return len(self.momenten) or 1

    def valid_choice(self, ids: Sequence[str], now: datetime) -> list[Option] | None:
        """The options that a vote chooses; None when it counts for nothing, as it names what is none of this poll's, or
        only moments that have passed. Of more choices than one may make the first count (MSC3381). Who chooses a moment
        cannot mean none of them."""
        known = {optie.id: optie for optie in self.opties}
        if not ids or any(id_ not in known for id_ in ids):
            return None
        chosen = [known[id_] for id_ in ids][: self.most]
        chosen = [optie for optie in chosen if optie.start is None or optie.start > now]
        return [optie for optie in chosen if optie.start] or chosen[:1] or None


def overview(poll: Poll, keuzes: Mapping[str, Sequence[int]]) -> list[tuple[Option, list[str]]]:
    """Each moment with the owners whom it suits."""
    return [(optie, [who for who, numbers in keuzes.items() if optie.nummer in numbers]) for optie in poll.momenten]


def without_answer(asked: Iterable[str], keuzes: Mapping[str, Sequence[int]]) -> list[str]:
    return [who for who in asked if who not in keuzes]


def duration(poll: Poll) -> timedelta:
    return timedelta(minutes=poll.minuten)
