"""Working days: every day except Saturday, Sunday and the free days of art. 3 of the Algemene termijnenwet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """`free` holds the days of art. 3 Awt. `bridge_days_from` and `bridge_days_until` are the first and
    the last year for which the bridge days (free by decree) are known."""

    free: Mapping[date, str]
    bridge_days_until: int
    bridge_days_from: int = 0
    working_free_day: date | None = None
    """A day in `free` that is nevertheless treated as a working day."""

    def is_free(self, day: date) -> bool:
        return day.weekday() >= SATURDAY or (day in self.free and day != self.working_free_day)

    def is_working_day(self, day: date) -> bool:
        return not self.is_free(day)

    def on_or_after(self, day: date) -> date:
        """The first working day that is not before `day`."""
        while self.is_free(day):
            day += DAY
        return day

    def on_or_before(self, day: date) -> date:
        while self.is_free(day):
            day -= DAY
        return day

    def shift(self, day: date, working_days: int) -> date:
        """`werkdagen` working days after `day`, or before it when negative; the day itself does not count."""
        step = DAY if working_days > 0 else -DAY
        for _ in range(abs(working_days)):
            day += step
            while self.is_free(day):
                day += step
        return day

    def count(self, after: date, until: date) -> int:
        """How many working days lie in the days after `after`, up to and including `until`."""
        return sum(1 for day in days(after + DAY, until) if self.is_working_day(day))

    def free_weekdays(self, first: date, last: date) -> list[date]:
        return [day for day in days(first, last) if day.weekday() < SATURDAY and self.is_free(day)]

    def without(self, day: date) -> "Calendar":
        """This calendar with one free day treated as a working day; a day left out earlier is free again."""
        return replace(self, working_free_day=day)

    def knows_bridge_days(self, year: int) -> bool:
        return self.bridge_days_from <= year <= self.bridge_days_until


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
