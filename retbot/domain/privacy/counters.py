"""What is counted of a case, per half year: always one property at a time, never two together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casus import Casus


@dataclass(frozen=True, slots=True, order=True)
class HalfYearCount:
    """One counter. `halfjaar` is the half year of the aanmelding (`2026-1`), `dimensie` the table and `waarde` its
    row."""

    halfjaar: str
    dimensie: str
    waarde: str


TOTAL = "casussen"
THROUGHPUT = ("weken tot bespreking", "weken tot advies", "weken tot sluiten")


def halfjaar(day: date) -> str:
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def counters(casus: Casus) -> list[HalfYearCount]:
    """Every counter to which the case adds one, without duplicates."""
    period = halfjaar(casus.aanmelding.ontvangen)
    return sorted({HalfYearCount(period, dimensie, waarde) for dimensie, waarde in _properties(casus)})


def _properties(casus: Casus) -> Iterator[tuple[str, str]]:
    intake = casus.aanmelding
    yield TOTAL, "alle"
    yield "gemeente", intake.gemeente
    yield "leeftijd", intake.leeftijd
    yield "aangemeld via", intake.route
    yield from (("grond", grond) for grond in intake.gronden)
    yield "opgeschaald", "ja" if casus.feiten_van("escalatie") else "nee"
    yield "besprekingen", str(min(len(casus.feiten_van("bespreking")), 3))
    closed = casus.feit("afgesloten")
    if closed:
        yield "reden van sluiten", closed.value or "anders"
    yield from _oordelen(casus)
    yield from _weeks(casus)


def _oordelen(casus: Casus) -> Iterator[tuple[str, str]]:
    """`passend=ja,tijdig=nee` for each follow-up."""
    for event in ("opvolging_1", "opvolging_2"):
        feit = casus.feit(event)
        for answer in (feit.value or "").split(",") if feit else ():
            name, _, value = answer.partition("=")
            if value:
                yield f"{event.replace('_', ' ')}: {name}", value


def _weeks(casus: Casus) -> Iterator[tuple[str, str]]:
    start = casus.aanmelding.ontvangen
    first = {
        "weken tot bespreking": min((f.day for f in casus.feiten_van("bespreking")), default=None),
        "weken tot advies": min((f.day for f in casus.feiten_van("advies_verzonden")), default=None),
        "weken tot sluiten": casus.gesloten,
    }
    yield from ((name, str((day - start).days // 7)) for name, day in first.items() if day and day >= start)
