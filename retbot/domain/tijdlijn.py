"""Which terms follow from what has happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from retbot.domain.convenant import Bron, Convenant, Plicht, Soort
from retbot.domain.duur import Eenheid
from retbot.domain.termijnen import Einde, Telling, end_after, end_before, end_in_hours
from retbot.domain.werkdagen import Kalender
from retbot.taal import AMSTERDAM


@dataclass(frozen=True, slots=True)
class Tijdlijnregel:
    """`event` is the event from which the term really counts."""

    plicht: Plicht
    einde: Einde
    event: str

    @property
    def order(self) -> tuple[datetime, str]:
        return last_instant(self.einde.due), self.plicht.id


def tijdlijn(convenant: Convenant, events: Mapping[str, date | datetime], kalender: Kalender) -> list[Tijdlijnregel]:
    """The terms whose start event is given, conditional ones too, sorted by their end."""
    rules = (
        Tijdlijnregel(plicht, einde(plicht, events[event], convenant, kalender), event)
        for plicht in convenant.plichten
        if plicht.actief and (event := plicht.start_among(events))
    )
    return sorted(rules, key=lambda rule: rule.order)


def einde(plicht: Plicht, start: date | datetime, convenant: Convenant, kalender: Kalender) -> Einde:
    """When `plicht` ends; `start` is the day, or for a term in hours the aware instant, of its event.
    A day alone starts a term in hours at its midnight."""
    duur = plicht.termijn.duur
    if duur is None:
        raise ValueError(plicht.id)
    if duur.eenheid is Eenheid.UUR:
        return end_in_hours(start if isinstance(start, datetime) else midnight(start), duur)
    day = start.astimezone(AMSTERDAM).date() if isinstance(start, datetime) else start
    if plicht.termijn.soort is Soort.VOOR:
        return end_before(day, duur, kalender)
    return end_after(day, duur, kalender, telling(plicht, convenant))


def telling(plicht: Plicht, convenant: Convenant) -> Telling:
    if plicht.bron is Bron.WET:
        return Telling.EU
    return Telling.AWT if convenant.awt else Telling.KAAL


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), AMSTERDAM)


def last_instant(due: date | datetime) -> datetime:
    """The last second of a day in Europe/Amsterdam, or the instant itself; in UTC."""
    if isinstance(due, datetime):
        return due.astimezone(UTC)
    return datetime.combine(due, time(23, 59, 59), AMSTERDAM).astimezone(UTC)
