"""The figures that may leave the team: fixed tables with one property each, too coarse to reveal anything about one
case."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.privacy.counters import THROUGHPUT, HalfYearCount, counters, halfjaar

SMALLEST = 5
"""Smaller numbers are not given; other numbers are rounded to a multiple of this."""
FOR_A_MEDIAN = 10
MINDER = "minder dan 5"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a table: a number of cases, or a median number of weeks; `waarde` is empty for a median."""

    tabel: str
    waarde: str
    aantal: str


def published_period(text: str, today: date) -> str:
    """`2026-1`; an empty text means the last completed half year. Raises Refusal for a half year that is not over:
    comparing its figures with later ones would reveal which cases were added in between."""
    running = halfjaar(today)
    period = text or _before(running)
    year, _, half = period.partition("-")
    if not (len(year) == 4 and year.isdigit() and half in {"1", "2"}):
        raise Refusal("halfjaar_onbekend", voorbeeld=_before(running))
    if period >= running:
        raise Refusal("halfjaar_loopt", voorbeeld=_before(running))
    return period


def count_cases(cases: Iterable[Casus], tellers: Mapping[HalfYearCount, int], period: str) -> Counter[tuple[str, str]]:
    """(table, row) → number of cases, counting both stored and deleted cases."""
    found: Counter[tuple[str, str]] = Counter()
    for telling in (one for casus in cases for one in counters(casus) if one.halfjaar == period):
        found[telling.dimensie, telling.waarde] += 1
    for telling, aantal in tellers.items():
        if telling.halfjaar == period:
            found[telling.dimensie, telling.waarde] += aantal
    return found


def cijfers(counts: Mapping[tuple[str, str], int]) -> list[Figure]:
    """The tables in a fixed order. A row with too small a number says so; a row with 0 is left out."""
    rows = [
        Figure(tabel, waarde, _coarse(aantal))
        for (tabel, waarde), aantal in sorted(counts.items())
        if tabel not in THROUGHPUT
    ]
    return [*rows, *(Figure(name, "", _median(name, counts)) for name in THROUGHPUT if _total(name, counts))]


def _coarse(aantal: int) -> str:
    if aantal < SMALLEST:
        return MINDER
    return str(SMALLEST * ((aantal + SMALLEST // 2) // SMALLEST))


def _total(tabel: str, counts: Mapping[tuple[str, str], int]) -> int:
    return sum(aantal for (name, _), aantal in counts.items() if name == tabel)


def _median(tabel: str, counts: Mapping[tuple[str, str], int]) -> str:
    """In weeks."""
    if _total(tabel, counts) < FOR_A_MEDIAN:
        return MINDER.replace(str(SMALLEST), str(FOR_A_MEDIAN))
    weeks = [int(waarde) for (name, waarde), aantal in counts.items() if name == tabel for _ in range(aantal)]
    return str(median_low(weeks))


def _before(period: str) -> str:
    year, half = period.split("-")
    return f"{year}-1" if half == "2" else f"{int(year) - 1}-2"
