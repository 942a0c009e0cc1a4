"""The attendance of a bespreking or an overleg, from the current data."""

from collections.abc import Sequence
from datetime import date, datetime

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.invitations.inviting import fixed_members, group_labels, guests_of
from retbot.domain.overleg.overleg import Overleg, cancelled_for, coming
from retbot.domain.planning.attendance import AbsenceReason, AttendanceCounter, AttendanceState
from retbot.domain.team import Team
from retbot.domain.termijnen.reminders import measuring_days
from retbot.domain.tijd import local_day
from retbot.meetings.invitations import invited_owners
from retbot.ports import UnitOfWork
from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date
from retbot.wording.paging import fit
from retbot.wording.terms import count_yes

_ROOM = 600
"""Bytes for the names of people who do not come, in one line of a list."""


async def of_bespreking(work: UnitOfWork, team: Team, casus: Casus) -> AttendanceState | None:
    """The attendance of the planned bespreking, without those who were invited to its whole overleg. None while nobody
    was invited or answered."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED:
        return None
    convenant, people = team.convenant_of(casus), await work.people.all()
    asked, answers = await invited_owners(work, planned.uid), await work.rsvps.of_meeting(planned.uid)
    if not asked and not answers:
        return None
    elsewhere = await _at_overleg(work, team, planned)
    gasten = [guest for guest in guests_of(casus, convenant, people) if guest.owner not in elsewhere]
    teller = AttendanceCounter(convenant, team.kalender, people, local_day(planned.start))
    return teller.state(gasten, answers, asked, casus, await work.outbox.owners_not_reached(planned.uid))


async def of_overleg(work: UnitOfWork, team: Team, overleg: Overleg) -> AttendanceState | None:
    """The attendance of the fixed members. None while nobody was invited or answered."""
    people, day = await work.people.all(), local_day(overleg.start)
    asked, answers = await invited_owners(work, overleg.uid), await work.rsvps.of_meeting(overleg.uid)
    if not asked and not answers:
        return None
    gasten = fixed_members(team.convenant, people, day)
    return AttendanceCounter(team.convenant, team.kalender, people, day).state(
        gasten, answers, asked, returned=await work.outbox.owners_not_reached(overleg.uid)
    )


async def _at_overleg(work: UnitOfWork, team: Team, planned: Bespreking) -> set[str]:
    if planned.overleg is None:
        return set()
    people = await work.people.all()
    return {guest.owner for guest in fixed_members(team.convenant, people, local_day(planned.start))}


async def news_of_case(
    work: UnitOfWork, team: Team, casus: Casus, overleggen: Sequence[Overleg], now: datetime, since: date
) -> str | None:
    """For the digest: the overleg of the case was cancelled; or, on the mornings when the bot asks for it, who will be
    missing."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED or planned.start <= now:
        return None
    if off := cancelled_for(casus, overleggen):
        return f"het overleg van {long_date(local_day(off.start))} gaat niet door, waar gaat deze casus heen?"
    if not _is_asked(planned.start, team, now, since):
        return None
    state = await of_bespreking(work, team, casus)
    if state is None or state.compleet:
        return None
    return f"wie komt er {long_date(local_day(planned.start))}? {short(state, team.convenant_of(casus))}"


async def news_of_team(work: UnitOfWork, team: Team, now: datetime, since: date) -> list[str]:
    """The same for each overleg: who will be missing."""
    found = []
    for overleg in coming(await work.overleggen.all(), now):
        state = await of_overleg(work, team, overleg) if _is_asked(overleg.start, team, now, since) else None
        if state and not state.compleet:
            day = long_date(local_day(overleg.start))
            found.append(f"wie komt er bij het overleg van {day}? {short(state, team.convenant)}")
    return found


def _is_asked(start: datetime, team: Team, now: datetime, since: date) -> bool:
    days = measuring_days(start, team.kalender)
    return start > now and any(since < day <= local_day(now) for day in days)


def short(state: AttendanceState, convenant: Convenant) -> str:
    """`3 van 7 ja, 1 nee: expert LVB, 2 zonder uitnodiging`"""
    no = [one.guest.label for one in state.gemist if one.reden is AbsenceReason.NEE]
    told = count_yes(state.ja, state.gevraagd)
    if no:
        told += f", {len(no)} nee: {join(fit(group_labels(no, convenant.rollen), _ROOM))}"
    if lost := [one.guest.label for one in state.gemist if one.reden is AbsenceReason.UNREACHED]:
        told += f", {len(lost)} niet bereikt: {join(fit(group_labels(lost, convenant.rollen), _ROOM))}"
    if unasked := len(state.gasten) - state.gevraagd:
        told += f", {unasked} zonder uitnodiging"
    if state.quorum:
        told += f", nog niemand van {join(state.quorum.who)} ({cited_article(state.quorum.artikel)})"
    return told
