"""How long a case is kept: when its deletion is announced and carried out, and when an open one has lain still."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from retbot.domain.calendar.duration import add_months
from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState

NOTICE = timedelta(weeks=2)
"""Between the announcement and the deletion; our own habit, for which the term is never outlasted by more than this,
unless the closing was recorded so late that the two weeks in which it can be corrected would be lost."""


def erasure_term(casus: Casus, team: Team) -> Termijn | None:
    """The term at whose end all about a closed case goes, by the covenant that it came in under."""
    return next(
        (t for t in team.termijnen(casus) if t.plicht.vervuld == "verwijderd" and t.staat is TermijnState.OPEN), None
    )


def announced_on(day: date, kalender: Calendar) -> date:
    """The working day before the day two weeks ahead of the deletion."""
    return kalender.shift(day - NOTICE, -1)


def deleted_on(casus: Casus, day: date, announced: date | None) -> date:
    """`day` is the last of the term. An announcement that came late leaves its two weeks as far as they go, and a
    closing that was recorded late, perhaps with a typing error in the year, stands for two weeks before it counts."""
    recorded = _closing_recorded(casus)
    latest = max(day, recorded) + NOTICE
    return min(max(day, announced + NOTICE, recorded + NOTICE), latest) if announced else latest


def _closing_recorded(casus: Casus) -> date:
    closing = casus.feit("afgesloten")
    if closing is None:
        raise ValueError("this case is open")
    return closing.vastgelegd or closing.day


def still_to_come(casus: Casus, now: datetime) -> Bespreking | None:
    """What must be taken out of people's calendars first."""
    planned = (b for b in casus.besprekingen if b.state is BesprekingState.PLANNED and b.start > now)
    return next(planned, None)


def without_meeting(casus: Casus, planned: Bespreking) -> Casus:
    return casus.with_bespreking(replace(planned, state=BesprekingState.CANCELLED, sequence=planned.sequence + 1))


def last_recorded(casus: Casus) -> date:
    """The day on which something was last recorded of this case."""
    days = [casus.aanmelding.vastgelegd or casus.aanmelding.ontvangen]
    days += [feit.vastgelegd or feit.day for feit in casus.feiten]
    days += [afspraak.klaar for afspraak in casus.afspraken if afspraak.klaar]
    return max(days)


def lies_still(casus: Casus, today: date) -> bool:
    """An open case of which nothing was recorded for a year; one with a bespreking to come is not forgotten."""
    coming = casus.bespreking is not None and casus.bespreking.state is BesprekingState.PLANNED
    return casus.gesloten is None and not coming and add_months(last_recorded(casus), 12) <= today
