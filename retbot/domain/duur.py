"""Lengths of time as the covenants write them: 10 wd, 1 w, 6 m, 72 h."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_SHAPE = re.compile(r"(\d{1,3}) ?(wd|d|w|m|j|h)")


class Eenheid(StrEnum):
    WERKDAG = "wd"
    DAG = "d"
    WEEK = "w"
    MAAND = "m"
    JAAR = "j"
    UUR = "h"


_WORDS = {
    Eenheid.WERKDAG: ("werkdag", "werkdagen"),
    Eenheid.DAG: ("dag", "dagen"),
    Eenheid.WEEK: ("week", "weken"),
    Eenheid.MAAND: ("maand", "maanden"),
    Eenheid.JAAR: ("jaar", "jaar"),
    Eenheid.UUR: ("uur", "uur"),
}


@dataclass(frozen=True, slots=True)
class Duur:
    aantal: int
    eenheid: Eenheid

    @classmethod
    def parse(cls, text: str) -> "Duur":
        """Reads `10 wd`; raises ValueError for anything else."""
        found = _SHAPE.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), Eenheid(found[2]))

    def __str__(self) -> str:
        return f"{self.aantal} {self.eenheid}"

    @property
    def in_woorden(self) -> str:
        """`10 werkdagen`, `1 week`."""
        one, more = _WORDS[self.eenheid]
        return f"{self.aantal} {one if self.aantal == 1 else more}"

    @property
    def is_long(self) -> bool:
        """Too long for art. 1 and 2 of the Algemene termijnenwet to apply (art. 4), or in hours."""
        limit = {Eenheid.DAG: 90, Eenheid.WEEK: 12, Eenheid.MAAND: 3}
        return self.aantal > limit.get(self.eenheid, 0)

    def from_day(self, day: date, direction: int) -> date:
        """The day this far after `day` (direction 1) or before it (-1), by calendar alone; for d, w, m and j."""
        match self.eenheid:
            case Eenheid.DAG:
                return day + timedelta(days=direction * self.aantal)
            case Eenheid.WEEK:
                return day + timedelta(weeks=direction * self.aantal)
            case Eenheid.MAAND:
                return add_months(day, direction * self.aantal)
            case Eenheid.JAAR:
                return add_months(day, direction * 12 * self.aantal)
        raise ValueError(f"{self} has no calendar length")


def add_months(day: date, months: int) -> date:
    """Clips to the last day of the month: 31 August + 6 m is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
