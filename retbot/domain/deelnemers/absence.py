"""Days on which somebody is away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class DatePeriod:
    """Days in Europe/Amsterdam; `tot` is the last day."""

    van: date
    tot: date

    def __contains__(self, day: date) -> bool:
        return self.van <= day <= self.tot


@dataclass(frozen=True, slots=True)
class Absence:
    """`who` is a Matrix id for somebody in the settings, so that a change of the list cannot give the absence to
    somebody else; for others it is `deelnemer:3`."""

    who: str = field(repr=False)
    periode: DatePeriod
    id: int | None = None


def periods(all_of_them: Iterable[Absence], nummer: int, matrix_id: str | None) -> tuple[DatePeriod, ...]:
    """The periods in which the deelnemer with this number is away."""
    return tuple(one.periode for one in all_of_them if one.who in {f"deelnemer:{nummer}", matrix_id})
