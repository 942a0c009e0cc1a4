"""A poll about a bespreking: everybody chooses the moments that suit them, or says whether they come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from retbot.domain.casus.casecode import Casecode


class PollType(StrEnum):
    PRIKKER = "prikker"
    """When to meet: each moment is an option, several may be chosen; the last option is that none suits."""
    KOMST = "komst"
    """Whether somebody comes to a bespreking; one answer."""


GEEN = "geen"
"""The answer that none of the moments suits."""


@dataclass(frozen=True, slots=True)
class Option:
    """`id` is random and used only once, so it shows to which poll a vote belongs. An option for a moment has a
    `start`, any other a `value`; an option of a KOMST has both: the answer, and the moment that it is about. `nummer`
    counts from 1."""

    id: str = field(repr=False)
    nummer: int
    start: datetime | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """`ronde` is the number of the bespreking, 0 when it is not planned yet. `minuten` is the length of the bespreking.
    `gesloten` is the instant at which the poll was closed. `id` comes from the store."""

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
        """The moments in the future."""
        return [optie for optie in self.momenten if optie.start and optie.start > now]

    def optie(self, nummer: int) -> Option | None:
        return next((optie for optie in self.opties if optie.nummer == nummer), None)

    def with_choice(self, value: str) -> Option | None:
        return next((optie for optie in self.opties if optie.value == value), None)

    @property
    def most(self) -> int:
        """How many options one person may choose."""
        return len(self.momenten) or 1

    def with_moment(self, before: Sequence[int], choice: str, now: datetime) -> list[int] | None:
        """The numbers after somebody added a moment by mail, one mail for each, or chose `geen`. None for what cannot
        be chosen any more."""
        none = self.with_choice(GEEN)
        if choice == GEEN:
            return [none.nummer] if none else None
        if int(choice) not in {optie.nummer for optie in self.open_moments(now)}:
            return None
        return sorted({*before, int(choice)} - ({none.nummer} if none else set()))

    def valid_choice(self, ids: Sequence[str], now: datetime) -> list[Option] | None:
        """The options that a vote chooses. None when the vote is invalid: it names an option of another poll, or only
        moments in the past. When there are too many choices, the first ones count (MSC3381). A vote for a moment
        overrides the option that none suits."""
        known = {optie.id: optie for optie in self.opties}
        if not ids or any(id_ not in known for id_ in ids):
            return None
        chosen = [known[id_] for id_ in ids][: self.most]
        chosen = [optie for optie in chosen if optie.start is None or optie.start > now]
        return [optie for optie in chosen if optie.start] or chosen[:1] or None


@dataclass(frozen=True, slots=True)
class PollVoter:
    """A guest who was asked by mail. `token` is in the links to choose with; it reveals nothing by itself."""

    poll: int
    owner: str
    """The same as in Guest."""
    code: Casecode
    token: str = field(repr=False)


def overview(poll: Poll, keuzes: Mapping[str, Sequence[int]]) -> list[tuple[Option, list[str]]]:
    """Each moment with the owners whom it suits."""
    return [(optie, [who for who, numbers in keuzes.items() if optie.nummer in numbers]) for optie in poll.momenten]


def without_answer(asked: Iterable[str], keuzes: Mapping[str, Sequence[int]]) -> list[str]:
    return [who for who in asked if who not in keuzes]


def duration(poll: Poll) -> timedelta:
    return timedelta(minutes=poll.minuten)
