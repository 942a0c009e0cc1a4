"""Which terms follow from what has happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from retbot.domain.calendar.counting import CountingRule, TermijnEnd, end_after, end_before, end_in_hours
from retbot.domain.calendar.duration import DurationUnit
from retbot.domain.calendar.working_days import Calendar
from retbot.domain.convenant.convenant import Convenant, Plicht, Source, TermijnType
from retbot.domain.tijd import AMSTERDAM


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """`event` is the event from which the term is actually counted."""

    plicht: Plicht
    einde: TermijnEnd
    event: str

    @property
    def order(self) -> tuple[datetime, str]:
        return last_instant(self.einde.due), self.plicht.id


def timeline_of(convenant: Convenant, events: Mapping[str, date | datetime], kalender: Calendar) -> list[TimelineEntry]:
    """The terms whose start event is given, including conditional ones, sorted by their end."""
    rules = (
        TimelineEntry(plicht, einde(plicht, events[event], convenant, kalender), event)
        for plicht in convenant.plichten
        if plicht.actief and (event := plicht.start_among(events))
    )
    return sorted(rules, key=lambda rule: rule.order)


def einde(plicht: Plicht, start: date | datetime, convenant: Convenant, kalender: Calendar) -> TermijnEnd:
    """When `plicht` ends. `start` is the day of its event, or the aware instant for a term in hours. A term in hours
    that has only a day starts at midnight."""
    duur = plicht.termijn.duur
    if duur is None:
        raise ValueError(plicht.id)
    if duur.eenheid is DurationUnit.HOUR:
        return end_in_hours(start if isinstance(start, datetime) else midnight(start), duur)
    day = start.astimezone(AMSTERDAM).date() if isinstance(start, datetime) else start
    if plicht.termijn.soort is TermijnType.VOOR:
        return end_before(day, duur, kalender)
    return end_after(day, duur, kalender, telling(plicht, convenant))


def telling(plicht: Plicht, convenant: Convenant) -> CountingRule:
    if plicht.bron is Source.WET:
        return CountingRule.EU
    return CountingRule.AWT if convenant.awt else CountingRule.KAAL


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), AMSTERDAM)


def last_instant(due: date | datetime) -> datetime:
    """The last second of a day in Europe/Amsterdam, or the instant itself; in UTC."""
    if isinstance(due, datetime):
        return due.astimezone(UTC)
    return datetime.combine(due, time(23, 59, 59), AMSTERDAM).astimezone(UTC)
