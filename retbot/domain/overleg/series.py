"""A series of overleggen: its dates, which of them are free days, and the days to propose instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.calendar.working_days import DAY, Calendar
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType

HORIZON = timedelta(weeks=26)
"""How far a series runs when no end is given: half a year."""


@dataclass(frozen=True, slots=True)
class Reeks:
    """Every `weken` weeks, from `eerste` up to and including `laatste`."""

    eerste: date
    laatste: date
    weken: int

    def dagen(self) -> Iterator[date]:
        day = self.eerste
        while day <= self.laatste:
            yield day
            day += timedelta(weeks=self.weken)


def first_on(weekday: int, since: date) -> date:
    """The first such weekday (Monday is 0) on or after `since`."""
    return since + timedelta(days=(weekday - since.weekday()) % 7)


def last_day(eerste: date, convenant: Convenant) -> date:
    """Half a year later, or the last day of the covenant if that is earlier; a covenant that has already ended sets no
    limit."""
    end = eerste + HORIZON - DAY
    runs_out = convenant.looptijd_einde
    return min(end, runs_out) if runs_out and runs_out >= eerste else end


def in_plaats_van(day: date, kalender: Calendar) -> date:
    """The working day nearest to a free day; of two equally near, the earlier one."""
    before, after = kalender.on_or_before(day), kalender.on_or_after(day)
    return before if day - before <= after - day else after


def cadence(convenant: Convenant) -> Plicht | None:
    """The duty to meet at least once in a certain period (art. 1.6 of westfriesland-2023)."""
    duties = (p for p in convenant.plichten if p.actief and p.vervuld == "overleg")
    return next((p for p in duties if p.termijn.soort is TermijnType.ELKE and p.termijn.duur), None)


def te_zelden(weken: int, convenant: Convenant) -> Plicht | None:
    """The duty that is not met when the team meets only every `weken` weeks."""
    plicht = cadence(convenant)
    duur = plicht.termijn.duur if plicht else None
    return plicht if duur and timedelta(weeks=weken) > _length(duur) else None


def _length(duur: Duration) -> timedelta:
    """In days; a month counts as the shortest possible month."""
    days = {DurationUnit.DAY: 1, DurationUnit.WEEK: 7, DurationUnit.MONTH: 28, DurationUnit.YEAR: 365}
    return timedelta(days=days.get(duur.eenheid, 1) * duur.aantal)
