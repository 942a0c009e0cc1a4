"""Who gets mail when a bespreking or an overleg changes: fixed members about the overleg, others about their slot."""

from dataclasses import replace

from retbot.domain.casus import besprekingen as bespreken
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.invitations.inviting import Guest, fixed_members
from retbot.domain.invitations.meeting import GuestStanding, Meeting, MeetingMessage, of_bespreking, of_overleg
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.tijd import local_day
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations


async def members(request: Request, overleg: Overleg) -> list[Guest]:
    """The people who belong at this overleg, with or without an address."""
    people = await request.work.people.all()
    return fixed_members(request.team.convenant, people, local_day(overleg.start))


async def invite_team(request: Request, overleg: Overleg) -> list[MeetingMessage]:
    return await invitations.invite_fixed(request.work, overleg, request.team.convenant, request.now)


async def tell_team(request: Request, overleg: Overleg) -> list[MeetingMessage]:
    """Announces that the overleg has another time or place, or was cancelled."""
    return await invitations.update(request.work, of_overleg(overleg), request.team.convenant, request.now)


async def update(request: Request, casus: Casus, bespreking: Bespreking) -> list[MeetingMessage]:
    meeting = of_bespreking(casus, bespreking)
    return await invitations.update(request.work, meeting, request.convenant(casus), request.now)


async def tell_moved(request: Request, casus: Casus, before: Bespreking) -> list[MeetingMessage]:
    """Informs everybody who has the bespreking in their calendar. Fixed members have the overleg there instead, so they
    are informed only when the case moves to a separate moment or comes from one."""
    moved = bespreken.must_be_planned(casus)
    meeting, convenant = of_bespreking(casus, moved), request.convenant(casus)
    fixed = await _fixed_owners(request, before, moved)
    if moved.overleg and not before.overleg:
        leaving = [owner for owner in await invitations.invited_owners(request.work, moved.uid) if owner in fixed]
        found = await invitations.uninvite(request.work, meeting, convenant, leaving, request.now)
        return found + (await invite_team_of(request, moved) if leaving else [])
    if before.overleg and not moved.overleg:
        coming = [owner for owner in await _earlier_owners(request, before.overleg) if owner in fixed]
        return await invitations.invite(request.work, meeting, convenant, coming, request.now)
    found = await invitations.update(request.work, meeting, convenant, request.now)
    if moved.overleg and before.overleg and await _earlier_owners(request, before.overleg):
        found += await invite_team_of(request, moved)
    return found


async def call_off(request: Request, casus: Casus) -> tuple[Casus, list[MeetingMessage]]:
    """The case without its future bespreking, whose cancellation is sent to everybody who has it in their calendar."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED or planned.start <= request.now:
        return casus, []
    off = replace(planned, state=BesprekingState.CANCELLED, sequence=planned.sequence + 1)
    casus = casus.with_bespreking(off)
    return casus, await update(request, casus, off)


async def leave(request: Request, owner: str) -> int:
    """Uninvites somebody from all future meetings; returns from how many."""
    coming = await invitations.expected_at(request.work, owner, request.now)
    for told in coming:
        casus = await request.work.cases.get(told.code) if told.code else None
        convenant = request.convenant(casus) if casus else request.team.convenant
        meeting = Meeting(told.uid, told.start, told.minuten, told.plek, told.code)
        await invitations.uninvite(request.work, meeting, convenant, [owner], request.now)
    return len(coming)


async def _earlier_owners(request: Request, uid: str) -> list[str]:
    """The people who were invited to this overleg, even if it has been cancelled."""
    return [
        told.owner for told in await request.work.ledger.of_meeting(uid) if told.standing is not GuestStanding.UNINVITED
    ]


async def _fixed_owners(request: Request, *besprekingen: Bespreking) -> set[str]:
    """The owners who have, or should have, the overleg of any of these in their calendar."""
    wanted = {bespreking.overleg for bespreking in besprekingen}
    found = [o for o in await request.work.overleggen.all() if o.uid in wanted]
    return {guest.owner for overleg in found for guest in await members(request, overleg)}


async def at_overleg(request: Request, bespreking: Bespreking) -> set[str]:
    """The owners who are invited to the whole overleg, and therefore not to this slot in it."""
    return await _fixed_owners(request, bespreking) if bespreking.overleg else set()


async def invite_team_of(request: Request, bespreking: Bespreking) -> list[MeetingMessage]:
    """The fixed members to the overleg that contains this slot; nobody when it has a separate moment."""
    overleg = next((o for o in await request.work.overleggen.all() if o.uid == bespreking.overleg), None)
    return await invite_team(request, overleg) if overleg and overleg.staat else []
