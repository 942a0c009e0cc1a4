"""When the next bespreking is proposed, for covenants under which a case ends only when there is a solution."""

from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.tables import is_at, is_solved, tafel_of
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.termijnen.casustermijnen import held_on


@dataclass(frozen=True, slots=True)
class FollowingBespreking:
    """`start` is the start of the previous bespreking: the next one is proposed at the same hour."""

    plicht: Plicht
    dag: date
    start: datetime


def volgende(casus: Casus, convenant: Convenant, kalender: Calendar) -> FollowingBespreking | None:
    """The next one after the last held bespreking, on a working day. None when the covenant does not ask for one, or
    there is a solution."""
    held, table = casus.bespreking, tafel_of(casus, convenant, casus.ronde)
    for plicht in convenant.plichten:
        if held and plicht.actief and plicht.voorstel and not is_solved(casus) and is_at(plicht.termijn.event, table):
            day = kalender.on_or_after(plicht.voorstel.from_day(held_on(casus, held), 1))
            return FollowingBespreking(plicht, day, held.start)
    return None
