"""When to remind of a term: on the morning of a working day, before its end and again after it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.calendar.working_days import DAY, Calendar
from retbot.domain.casus.casus import MISLUKT, Bespreking, BesprekingState, Casus, Feit
from retbot.domain.casus.recording import failed_afspraken
from retbot.domain.casus.tables import without_solution
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.escalation import (
    RUST,
    chain_of,
    chain_of_afspraak,
    last_step,
)
from retbot.domain.tijd import AMSTERDAM, local, local_day

_WEEK = timedelta(weeks=1)
LATE = (1, 5, 10, 20)
"""Working days after the end of a term on which the bot says that it is late; our own choice."""


_LAST_DAYS = tuple(Duration(days, DurationUnit.DAY) for days in (2, 1, 0))


class ReminderReason(StrEnum):
    BEFOREHAND = "vooraf"
    LATE = "te_laat"
    ESCALATION = "escalatie"
    BESPREKING = "bespreking"
    """The bespreking is within 24 hours."""
    OPKOMST = "opkomst"
    OUTCOME = "afloop"
    """The last two are no longer made, as the digest tells both; an older database may still hold them."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """`key` identifies the reminder within its case by the term, its end and the reason; when a term moves it gets new
    reminders. `moment` is an instant in UTC within office hours. `termijn` is the key of the term, else what the
    reminder is about."""

    key: str
    moment: datetime
    termijn: str
    aanleiding: ReminderReason


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """`morning` and `evening` are the local times at which the team's working day starts and ends."""

    kalender: Calendar
    morning: time
    evening: time

    def at_morning(self, day: date) -> datetime:
        return at_morning(day, self.morning)

    def day_before(self, instant: datetime) -> datetime:
        """The same time on the previous working day, within office hours."""
        moment = local(instant)
        clock = min(max(moment.time(), self.morning), self.evening)
        return datetime.combine(self.kalender.shift(moment.date(), -1), clock, AMSTERDAM).astimezone(UTC)

    def time_between(self, since: datetime, until: datetime) -> timedelta:
        """How much of the time between the two is in office hours."""
        total, day = timedelta(0), local_day(since)
        while day <= local_day(until):
            if self.kalender.is_working_day(day):
                opens, closes = self.at_morning(day), datetime.combine(day, self.evening, AMSTERDAM)
                total += max(min(until, closes) - max(since, opens), timedelta(0))
            day += DAY
        return total


def case_reminders(
    casus: Casus, termijnen: Iterable[Termijn], uren: OfficeHours, convenant: Convenant
) -> list[Reminder]:
    """All reminders of a case: of its open terms, of the planned bespreking, and of the next step in each chain."""
    terms = [t for t in termijnen if t.staat is TermijnState.OPEN and not t.overgenomen]
    steps = {keten: last_step(casus, keten, convenant) for keten in convenant.namen_van_ketens}
    of_term = {t.key: chain_of(t, casus, convenant) if t.plicht.gemist else "" for t in terms}
    found = [
        h
        for t in terms
        for h in _of(t, uren.kalender, uren.morning)
        if not (t.is_over(h.moment) or _taken_over(t, h, steps.get(of_term[t.key])))
    ]
    if casus.gesloten is None:
        found += _of_bespreking(casus, uren)
        for keten, step in steps.items():
            missed = [t for t in terms if t.plicht.gemist and of_term[t.key] == keten]
            found += _of_steps(missed, uren, step, _about_case(casus, convenant, keten))
    return found


def at_morning(day: date, morning: time) -> datetime:
    return datetime.combine(day, morning, AMSTERDAM).astimezone(UTC)


def in_hours(termijn: Termijn) -> bool:
    return isinstance(termijn.due, datetime)


def _of(termijn: Termijn, kalender: Calendar, morning: time) -> Iterator[Reminder]:
    if isinstance(termijn.due, datetime):
        for duur in (d for d in termijn.plicht.vooraf if d.eenheid is DurationUnit.HOUR):
            moment = termijn.due - timedelta(hours=duur.aantal)
            yield _reminder(termijn, moment, ReminderReason.BEFOREHAND, str(duur))
    else:
        for duur in termijn.plicht.vooraf:
            day = lead_day(termijn.day, duur, kalender)
            yield _reminder(termijn, at_morning(day, morning), ReminderReason.BEFOREHAND, str(duur))
    if termijn.voor_event or termijn.plicht.vervuld == "verwijderd":
        return
    occasion = ReminderReason.ESCALATION if termijn.plicht.gemist else ReminderReason.LATE
    for count in LATE:
        day = kalender.shift(termijn.day, count)
        yield _reminder(termijn, at_morning(day, morning), occasion, str(count))


def _taken_over(termijn: Termijn, reminder: Reminder, step: Feit | None) -> bool:
    """For what was missed before a step, the reminders follow the schedule of that step."""
    return bool(step and termijn.plicht.gemist and termijn.day < step.day < local_day(reminder.moment))


def _of_bespreking(casus: Casus, uren: OfficeHours) -> Iterator[Reminder]:
    """A day before it, or on the day itself when it was planned later than that. A bespreking in an overleg is
    announced together with the others."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED:
        return
    day = local_day(planned.start)
    for which, moment in (("dag", uren.day_before(planned.start)), ("ochtend", uren.at_morning(day))):
        if moment < planned.start and planned.overleg is None:
            yield _about(planned, moment, ReminderReason.BESPREKING, which)


def measuring_days(start: datetime, kalender: Calendar) -> tuple[date, ...]:
    """The days on whose morning the bot says who will be missing: a week before, and the working day before."""
    day = local_day(start)
    return tuple(dict.fromkeys((kalender.on_or_before(day - _WEEK), kalender.on_or_before(day - DAY))))


def _about(planned: Bespreking, moment: datetime, aanleiding: ReminderReason, which: str) -> Reminder:
    key = f"bespreking:{planned.uid}:{planned.sequence}:{aanleiding}:{which}"
    return Reminder(key, moment, f"bespreking:{planned.ronde}", aanleiding)


def _about_case(casus: Casus, convenant: Convenant, keten: str) -> dict[str, date]:
    """What opens this chain without a missed term: no solution found, or a failed afspraak; each with its day."""
    found, nothing_found = {}, without_solution(casus)
    if nothing_found and keten == convenant.ketens[0].keten:
        found[f"geen_oplossing:{casus.ronde}"] = nothing_found.day
    for one in failed_afspraken(casus):
        feit = casus.feit(MISLUKT, casus.ronde, str(one.nummer))
        if feit and chain_of_afspraak(one.nummer, casus, convenant) == keten:
            found[f"{MISLUKT}:{casus.ronde}:{one.nummer}"] = feit.day
    return found


def _of_steps(
    missed: Iterable[Termijn], uren: OfficeHours, step: Feit | None, since: Mapping[str, date]
) -> Iterator[Reminder]:
    """Reminders of the next step, when the last step had no effect or when there was no term to miss."""
    start = step.day if step else min(since.values(), default=None)
    if start is None:
        return
    about = [*(t.key for t in missed if t.day < start), *since]
    for count in (RUST, *LATE[2:]) if step else LATE:
        moment = uren.at_morning(uren.kalender.shift(start, count))
        for key in about:
            yield Reminder(f"{key}:stap:{start}:{count}", moment, key, ReminderReason.ESCALATION)


def reminded_on(termijn: Termijn, kalender: Calendar, since: date, today: date) -> date | None:
    """The last day after `since` and until `today` on which the term is reminded of; None when there is none. A term in
    hours is reminded of on each working morning of its last days."""
    late = [] if termijn.voor_event else [kalender.shift(termijn.day, count) for count in LATE]
    leads = _LAST_DAYS if in_hours(termijn) else termijn.plicht.vooraf
    days = [*late, *(lead_day(termijn.day, duur, kalender) for duur in leads)]
    return max((day for day in days if since < day <= today), default=None)


def stands_in_digest(termijn: Termijn, kalender: Calendar, since: date, now: datetime) -> bool:
    """Whether the digest of this morning names the term: it ends today or on the next working day, is reminded of, or
    became late after `since`, the day of the last digest. The first digest of a week names all that is late."""
    today = local_day(now)
    if termijn.staat is not TermijnState.OPEN or termijn.is_over(now):
        return False
    reminded = reminded_on(termijn, kalender, since, today) is not None
    if termijn.is_late(now):
        news = termijn.day >= since or is_first_of_week(today, kalender)
        return not termijn.voor_event and (reminded or news)
    return reminded or termijn.day <= kalender.shift(today, 1)


def is_first_of_week(today: date, kalender: Calendar) -> bool:
    """Whether it is the first working day of its week."""
    return kalender.on_or_after(today - today.weekday() * DAY) == today


def lead_day(due: date, duur: Duration, kalender: Calendar) -> date:
    """The working day this long before `due`; for `0 wd` the day itself, or the last working day before it."""
    if duur.eenheid is DurationUnit.WORKING_DAY:
        return kalender.shift(kalender.on_or_before(due), -duur.aantal)
    return kalender.on_or_before(duur.from_day(due, -1))


def _reminder(termijn: Termijn, moment: datetime, aanleiding: ReminderReason, which: str) -> Reminder:
    return Reminder(f"{termijn.key}:{termijn.day}:{aanleiding}:{which}", moment, termijn.key, aanleiding)


def next_morning(now: datetime, kalender: Calendar, morning: time) -> datetime:
    """The first start of a working day after `now`."""
    day = now.astimezone(AMSTERDAM).date()
    while (moment := at_morning(kalender.on_or_after(day), morning)) <= now:
        day = kalender.on_or_after(day) + DAY
    return moment
