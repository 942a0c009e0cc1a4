"""When to remind of a term: working mornings, earlier before its end, later after it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from retbot.domain.casustermijnen import Staat, Termijn
from retbot.domain.duur import Duur, Eenheid
from retbot.domain.werkdagen import DAY, Kalender
from retbot.taal import AMSTERDAM

LATE = (1, 5, 10, 20)
"""Working days after the end of a term on which the bot says that it is late; our own habit."""


class Aanleiding(StrEnum):
    VOORAF = "vooraf"
    TE_LAAT = "te_laat"
    ESCALATIE = "escalatie"


@dataclass(frozen=True, slots=True)
class Herinnering:
    """`key` names it for good: the term, its end and the occasion; a moved term has other reminders.
    `moment` is an instant in UTC within office hours."""

    key: str
    moment: datetime
    termijn: str
    aanleiding: Aanleiding


def herinneringen(termijnen: Iterable[Termijn], kalender: Kalender, morning: time) -> list[Herinnering]:
    """For the open terms; `morning` is the local time at which the team's working day starts."""
    return [h for t in termijnen if t.staat is Staat.OPEN for h in _of(t, kalender, morning)]


def at_morning(day: date, morning: time) -> datetime:
    return datetime.combine(day, morning, AMSTERDAM).astimezone(UTC)


def _of(termijn: Termijn, kalender: Kalender, morning: time) -> Iterator[Herinnering]:
    for duur in termijn.plicht.vooraf:
        day = lead_day(termijn.day, duur, kalender)
        yield _herinnering(termijn, at_morning(day, morning), Aanleiding.VOORAF, str(duur))
    if termijn.voor_event or termijn.plicht.vervuld == "verwijderd":
        return
    for count in LATE:
        day = kalender.shift(termijn.day, count)
        yield _herinnering(termijn, at_morning(day, morning), Aanleiding.TE_LAAT, str(count))
    if termijn.plicht.gemist:
        day = kalender.shift(termijn.day, 1)
        yield _herinnering(termijn, at_morning(day, morning), Aanleiding.ESCALATIE, "1")


def lead_day(due: date, duur: Duur, kalender: Kalender) -> date:
    """The working day this long before `due`; for `0 wd` the day itself, or the last working day before it."""
    if duur.eenheid is Eenheid.WERKDAG:
        return kalender.shift(kalender.on_or_before(due), -duur.aantal)
    return kalender.on_or_before(duur.from_day(due, -1))


def _herinnering(termijn: Termijn, moment: datetime, aanleiding: Aanleiding, which: str) -> Herinnering:
    return Herinnering(f"{termijn.key}:{termijn.day}:{aanleiding}:{which}", moment, termijn.key, aanleiding)


def next_morning(now: datetime, kalender: Kalender, morning: time) -> datetime:
    """The next start of a working day after `now`."""
    day = now.astimezone(AMSTERDAM).date()
    while (moment := at_morning(kalender.on_or_after(day), morning)) <= now:
        day = kalender.on_or_after(day) + DAY
    return moment
