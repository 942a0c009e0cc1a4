"""Questions about an unclear date or time. They contain dates and times, never typed text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from retbot.domain.calendar.working_days import Calendar, days
from retbot.domain.tijd import AMSTERDAM
from retbot.wording.dates import WEEKDAYS, clock_time, full_date, long_date, short_date

_FAR = timedelta(days=275)


class DateDoubt(Exception):
    """The phrase has several meanings or no possible one; `question` asks for the right one.

    `choices` are the possible days, when another word may decide between them.
    """

    def __init__(self, question: str, choices: Iterable[date] = ()) -> None:
        super().__init__(question)
        self.question = question
        self.choices = frozenset(choices)


@dataclass(frozen=True, slots=True)
class View:
    """How to look at a phrase: from `now`, in Amsterdam, forward or `back`."""

    now: datetime
    kalender: Calendar
    back: bool
    in_hours: bool = False
    """For a term in hours: when two hours may be meant it takes the earlier one, and it also considers the night."""
    long_ago: bool = False
    """For a day that may lie many years back, as that of a VOG."""

    @property
    def today(self) -> date:
        return self.now.date()

    def as_typed(self, day: date) -> str:
        """`day` as a person may type it here; with its year when it would be misunderstood without."""
        near = -_FAR < day - self.today < _FAR
        return short_date(day) if near and self.allows(day) else f"{short_date(day)} {day.year}"

    def name_days(self, *days: date) -> list[str]:
        same_year = len({day.year for day in days}) == 1
        return [long_date(day, self.today) if same_year else full_date(day) for day in days]

    def allows(self, day: date) -> bool:
        return day <= self.today if self.back else day >= self.today

    def example(self) -> str:
        day = self.kalender.shift(self.today, -3 if self.back else 10)
        return self.as_typed(day)


def either(view: View, one: date, other: date) -> date:
    """The one day that both readings give; otherwise raises DateDoubt, which names both."""
    if one == other:
        return one
    example = other if view.allows(other) else one
    first, second = view.name_days(*sorted((one, other)))
    raise DateDoubt(f"Bedoelt u {first} of {second}? Schrijf bijvoorbeeld: {view.as_typed(example)}.", (one, other))


def which_day(view: View) -> DateDoubt:
    return DateDoubt(f"Welke dag bedoelt u precies? Schrijf bijvoorbeeld: {view.example()}{_hour(view)}.")


def which_day_between(view: View, first: date, last: date) -> DateDoubt:
    start, end = view.name_days(first, last)
    between = view.kalender.on_or_after(first)
    example = view.as_typed(between if between <= last else first)
    return DateDoubt(
        f"Welke dag bedoelt u precies, van {start} tot en met {end}? Schrijf bijvoorbeeld: {example}.",
        days(first, last),
    )


def day_or_time(view: View, day: date, at: time) -> DateDoubt:
    return DateDoubt(
        f"Bedoelt u {view.name_days(day)[0]} of {clock_time(at)} uur? "
        f"Schrijf bijvoorbeeld: {view.as_typed(day)}, of: {view.example()} {clock_time(at)}."
    )


def day_for_time(view: View) -> DateDoubt:
    return DateDoubt(f"Op welke dag is dat? Schrijf de dag erbij, bijvoorbeeld: {view.example()} 14:00.")


def exact_time() -> DateDoubt:
    return DateDoubt("Hoe laat is dat precies? Schrijf bijvoorbeeld: 14:00.")


def time_on(view: View, day: date) -> DateDoubt:
    hour = "02:00" if view.in_hours else "14:00"
    return DateDoubt(f"Hoe laat op {view.name_days(day)[0]}? Schrijf bijvoorbeeld: {view.as_typed(day)} {hour}.")


def no_such_date(view: View) -> DateDoubt:
    return DateDoubt(f"Die datum bestaat niet; welke dag bedoelt u? Schrijf bijvoorbeeld: {view.example()}.")


def is_it(view: View, day: date) -> DateDoubt:
    return DateDoubt(f"Bedoelt u {full_date(day)}? Schrijf bijvoorbeeld: {view.as_typed(day)}.", (day,))


def other_weekday(view: View, day: date, weekday: int) -> DateDoubt:
    """For a `day` that is not the weekday that was typed: proposes the nearest possible day that is."""
    near = sorted((day + timedelta(days=n) for n in range(-6, 7)), key=lambda other: abs(other - day))
    nearest = next((d for d in near if d.weekday() == weekday and view.allows(d)), day)
    first, second = view.name_days(day, nearest)
    if nearest == day:
        return DateDoubt(f"Dat is {first}, geen {WEEKDAYS[weekday]}: welke dag bedoelt u?")
    return DateDoubt(f"Bedoelt u {first} of {second}? Schrijf bijvoorbeeld: {view.as_typed(nearest)}.")


def which_year(one: date, other: date) -> DateDoubt:
    return DateDoubt(
        f"Bedoelt u {full_date(one)} of {full_date(other)}? "
        f"Schrijf het jaar erbij, bijvoorbeeld: {short_date(other)} {other.year}."
    )


def out_of_reach(day: date) -> DateDoubt:
    return DateDoubt(f"Bedoelt u {full_date(day)}? Dat is meer dan drie jaar hiervandaan; kijk het jaar nog eens na.")


def already_past(view: View, day: date, start: time | None) -> DateDoubt:
    at = f" om {clock_time(start)}" if start else ""
    return DateDoubt(
        f"{_capital(full_date(day))}{at} is al voorbij: welk moment bedoelt u? "
        f"Schrijf bijvoorbeeld: {view.example()}{' 14:00' if start else ''}."
    )


def still_to_come(view: View, day: date, start: time | None) -> DateDoubt:
    at = f" om {clock_time(start)}" if start else ""
    return DateDoubt(
        f"{_capital(full_date(day))}{at} moet nog komen: welk moment in het verleden bedoelt u? "
        f"Schrijf bijvoorbeeld: {view.example()}{_hour(view) if view.in_hours else ''}."
    )


def _hour(view: View) -> str:
    return " 14:00" if view.in_hours or not view.back else ""


def clock_change(view: View, day: date, start: time) -> DateDoubt | None:
    """Why `start` is not possible on `day`: it is skipped, or comes twice. For a term in hours the first of the two
    counts."""
    early = datetime.combine(day, start, AMSTERDAM).utcoffset()
    late = datetime.combine(day, start.replace(fold=1), AMSTERDAM).utcoffset()
    if early is None or late is None or early == late:
        return None
    if view.in_hours and early > late:
        return None
    why = "bestaat niet" if early < late else "komt twee keer voor"
    return DateDoubt(
        f"Op {view.name_days(day)[0]} wordt de klok verzet en {clock_time(start)} {why}: hoe laat bedoelt u? "
        f"Schrijf bijvoorbeeld: {view.as_typed(day)} 14:00."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
