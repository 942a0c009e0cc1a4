"""Who is told when a bespreking or an overleg changes: the fixed members of the overleg, the others of their slot."""

from datetime import date

from retbot import inviting
from retbot.domain import bespreken
from retbot.domain.casus import Bespreking, Casus
from retbot.domain.meeting import Message, of_bespreking, of_overleg
from retbot.domain.overleg import Overleg
from retbot.domain.uitnodigen import DEELNEMER, Genodigde
from retbot.domain.vervangen import seated
from retbot.handlers.request import Request
from retbot.taal import local_day


async def vaste_leden(request: Request, day: date | None = None) -> list[Genodigde]:
    """Who is invited to every overleg, with or without an address; on a `day` in place of who is away his stand-in, and
    without it all who may be."""
    vast = request.team.convenant.vast
    people = await request.work.deelnemers()
    people = seated(people, day) if day else people
    return [Genodigde(f"{DEELNEMER}{d.nummer}", d.label, own_address=False, vast=True) for d in people if d.rol in vast]


async def invite_team(request: Request, overleg: Overleg) -> list[Message]:
    """The fixed members who can be mailed; who is invited already hears nothing."""
    known = set(await request.work.owners())
    there = await vaste_leden(request, local_day(overleg.start))
    owners = [guest.owner for guest in there if guest.owner in known]
    return await inviting.invite(request.work, of_overleg(overleg), request.team.convenant, owners, request.now)


async def tell_team(request: Request, overleg: Overleg) -> list[Message]:
    """That the overleg has another time or place, or is off."""
    return await inviting.update(request.work, of_overleg(overleg), request.team.convenant, request.now)


async def update(request: Request, casus: Casus, bespreking: Bespreking) -> list[Message]:
    meeting = of_bespreking(casus, bespreking)
    return await inviting.update(request.work, meeting, request.convenant(casus), request.now)


async def tell_moved(request: Request, casus: Casus, before: Bespreking) -> list[Message]:
    """Everybody who has the bespreking in his calendar. Fixed members have the overleg there instead: they only hear
    when the case leaves for a moment of its own, or comes from one."""
    moved = bespreken.planned(casus)
    meeting, convenant = of_bespreking(casus, moved), request.convenant(casus)
    fixed = {guest.owner for guest in await vaste_leden(request)}
    if moved.overleg and not before.overleg:
        leaving = [owner for owner in await inviting.invited(request.work, moved.uid) if owner in fixed]
        found = await inviting.uninvite(request.work, meeting, convenant, leaving, request.now)
        return found + (await invite_team_of(request, moved) if leaving else [])
    if before.overleg and not moved.overleg:
        coming = [owner for owner in await inviting.invited(request.work, before.overleg) if owner in fixed]
        return await inviting.invite(request.work, meeting, convenant, coming, request.now)
    found = await inviting.update(request.work, meeting, convenant, request.now)
    if moved.overleg and before.overleg and await inviting.invited(request.work, before.overleg):
        found += await invite_team_of(request, moved)
    return found


async def invite_team_of(request: Request, bespreking: Bespreking) -> list[Message]:
    """The fixed members to the overleg in which this has its slot; nobody when it has a moment of its own."""
    overleg = next((o for o in await request.work.overleggen() if o.uid == bespreking.overleg), None)
    return await invite_team(request, overleg) if overleg and overleg.staat else []
