"""How long a case is kept: when its deletion is announced and carried out, and when an open case has been idle too
long."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from retbot.domain.calendar.duration import add_months
from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState

NOTICE = timedelta(weeks=2)
"""The time between announcement and deletion; our own choice, not the covenant's. A case is kept at most this much
longer than its term, unless its closing was recorded so late that less than two weeks would remain to correct it."""


def erasure_term(casus: Casus, team: Team) -> Termijn | None:
    """The term after which everything about a closed case is deleted, by the covenant version of the case."""
    return next(
        (t for t in team.termijnen(casus) if t.plicht.vervuld == "verwijderd" and t.staat is TermijnState.OPEN), None
    )


def announced_on(day: date, kalender: Calendar) -> date:
    """The last working day before the date that is two weeks ahead of the deletion."""
    return kalender.shift(day - NOTICE, -1)


def deleted_on(casus: Casus, day: date, announced: date | None) -> date:
    """`day` is the last day of the term. After a late announcement the two weeks are kept as far as possible; after a
    closing that was recorded late (perhaps with a wrong year), two weeks pass before it counts."""
    recorded = _closing_recorded(casus)
    latest = max(day, recorded) + NOTICE
    return min(max(day, announced + NOTICE, recorded + NOTICE), latest) if announced else latest


def _closing_recorded(casus: Casus) -> date:
    closing = casus.feit("afgesloten")
    if closing is None:
        raise ValueError("this case is open")
    return closing.vastgelegd or closing.day


def still_to_come(casus: Casus, now: datetime) -> Bespreking | None:
    """A bespreking in the future, which must first be removed from people's calendars."""
    planned = (b for b in casus.besprekingen if b.state is BesprekingState.PLANNED and b.start > now)
    return next(planned, None)


def without_meeting(casus: Casus, planned: Bespreking) -> Casus:
    return casus.with_bespreking(replace(planned, state=BesprekingState.CANCELLED, sequence=planned.sequence + 1))


def last_recorded(casus: Casus) -> date:
    """The day of the latest entry in this case."""
    days = [casus.aanmelding.vastgelegd or casus.aanmelding.ontvangen]
    days += [feit.vastgelegd or feit.day for feit in casus.feiten]
    days += [afspraak.klaar for afspraak in casus.afspraken if afspraak.klaar]
    return max(days)


def lies_still(casus: Casus, today: date) -> bool:
    """An open case without any entry for a year; a case with a bespreking in the future is not idle."""
    coming = casus.bespreking is not None and casus.bespreking.state is BesprekingState.PLANNED
    return casus.gesloten is None and not coming and add_months(last_recorded(casus), 12) <= today
