"""Which cases need a decision of the voorzitter to continue."""

from datetime import datetime, timedelta

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import TermijnState


def is_stalled(casus: Casus, team: Team) -> bool:
    """An open case without a running or expected term and without a planned bespreking."""
    if casus.gesloten or (casus.bespreking and casus.bespreking.state is BesprekingState.PLANNED):
        return False
    return all(t.staat is TermijnState.FULFILLED or t.overgenomen for t in team.termijnen(casus))


def awaits_outcome(casus: Casus, now: datetime) -> Bespreking | None:
    """The bespreking whose time has passed while nobody recorded how it went."""
    planned = casus.bespreking
    if casus.gesloten or planned is None or planned.state is not BesprekingState.PLANNED:
        return None
    return planned if planned.start + timedelta(minutes=planned.minuten) <= now else None
