"""Which cases wait for a word of the voorzitter."""

from datetime import datetime, timedelta

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import TermijnState


def is_stalled(casus: Casus, team: Team) -> bool:
    """A case that is open without a term that runs or is expected, and without a bespreking to come."""
    if casus.gesloten or (casus.bespreking and casus.bespreking.state is BesprekingState.PLANNED):
        return False
    return all(t.staat is TermijnState.FULFILLED or t.overgenomen for t in team.termijnen(casus))


def awaits_outcome(casus: Casus, now: datetime) -> Bespreking | None:
    """The bespreking whose time has passed while nobody said how it went."""
    planned = casus.bespreking
    if casus.gesloten or planned is None or planned.state is not BesprekingState.PLANNED:
        return None
    return planned if planned.start + timedelta(minutes=planned.minuten) <= now else None
