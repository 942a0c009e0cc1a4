"""Which cases need a decision of the voorzitter to continue, and when they were last asked for it."""

from datetime import date, datetime, timedelta

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.ports import UnitOfWork

_WEEK = timedelta(days=7)


def asks_step(code: Casecode) -> str:
    """The name of the note with the last day on which the digest asked for the next step of this case."""
    return f"volgende_stap:{code}"


async def ask_weekly(work: UnitOfWork, code: Casecode, today: date) -> None:
    """Notes that the digest of today asks for the next step, unless it did so less than a week ago."""
    asked = await work.notes.get(asks_step(code))
    if asked is None or today - date.fromisoformat(asked) >= _WEEK:
        await work.notes.set(asks_step(code), today.isoformat())


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
