"""Lengths of time as the covenants write them: 10 wd, 1 w, 6 m, 72 h."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_SHAPE = re.compile(r"(\d{1,3}) ?(wd|d|w|m|j|h)")


class DurationUnit(StrEnum):
    WORKING_DAY = "wd"
    DAY = "d"
    WEEK = "w"
    MONTH = "m"
    YEAR = "j"
    HOUR = "h"


_WORDS = {
    DurationUnit.WORKING_DAY: ("werkdag", "werkdagen"),
    DurationUnit.DAY: ("dag", "dagen"),
    DurationUnit.WEEK: ("week", "weken"),
    DurationUnit.MONTH: ("maand", "maanden"),
    DurationUnit.YEAR: ("jaar", "jaar"),
    DurationUnit.HOUR: ("uur", "uur"),
}


@dataclass(frozen=True, slots=True)
class Duration:
    aantal: int
    eenheid: DurationUnit

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Reads `10 wd`; raises ValueError for anything else."""
        found = _SHAPE.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), DurationUnit(found[2]))

    def __str__(self) -> str:
        return f"{self.aantal} {self.eenheid}"

    @property
    def in_words(self) -> str:
        """`10 werkdagen`, `1 week`."""
        one, more = _WORDS[self.eenheid]
        return f"{self.aantal} {one if self.aantal == 1 else more}"

    @property
    def is_long(self) -> bool:
        """Too long for art. 1 and 2 of the Algemene termijnenwet to apply (art. 4), or in hours."""
        limit = {DurationUnit.DAY: 90, DurationUnit.WEEK: 12, DurationUnit.MONTH: 3}
        return self.aantal > limit.get(self.eenheid, 0)

    def from_day(self, day: date, direction: int) -> date:
        """The day this far after `day` (direction 1) or before it (-1), ignoring free days; for the units d, w, m and
        j."""
        match self.eenheid:
            case DurationUnit.DAY:
                return day + timedelta(days=direction * self.aantal)
            case DurationUnit.WEEK:
                return day + timedelta(weeks=direction * self.aantal)
            case DurationUnit.MONTH:
                return add_months(day, direction * self.aantal)
            case DurationUnit.YEAR:
                return add_months(day, direction * 12 * self.aantal)
        raise ValueError(f"{self} has no calendar length")


def add_months(day: date, months: int) -> date:
    """Clips to the last day of the month: 31 August + 6 m is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
