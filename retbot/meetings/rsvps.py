"""Handles the answer of a guest, whatever way it came: stores it, reports it and records what it fulfils."""

from collections.abc import Iterable
from datetime import datetime

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg
from retbot.domain.invitations.rsvps import Partstat, Rsvp
from retbot.domain.team import Team
from retbot.domain.termijnen.duty_holders import ACCEPTED, accepted_on
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork


async def keep(work: UnitOfWork, team: Team, answer: Rsvp, now: datetime) -> bool:
    """Stores the answer, reports it in the thread of its case and records what it fulfils. Returns False when it is not
    new."""
    before = next((a for a in await work.rsvps.of_meeting(answer.uid) if a.owner == answer.owner), None)
    if before and (before.partstat, before.sequence) == (answer.partstat, answer.sequence):
        return False
    if not await work.rsvps.add(answer):
        return False
    await tell(work, answer, now)
    await fulfil(work, team, answer, now)
    return True


async def last_told(work: UnitOfWork, uid: str, owner: str, otherwise: int) -> int:
    """The SEQUENCE for an answer given in the room. SEQUENCE also rises when other guests change, and an answer to an
    earlier one would be outdated."""
    return next((told.sequence for told in await work.ledger.of_meeting(uid) if told.owner == owner), otherwise)


async def tell(work: UnitOfWork, answer: Rsvp, now: datetime, *, remark: bool = False, on_behalf: bool = False) -> None:
    """`remark`: the answer had a comment, which nobody here reads; `on_behalf`: a colleague of the guest sent it."""
    args: dict[str, Arg] = {
        "uid": answer.uid,
        "owner": answer.owner,
        "stamp": answer.stamp,
        "opmerking": "ja" if remark else "nee",
        "namens": "ja" if on_behalf else "nee",
    }
    key = f"antwoord:{answer.uid}:{answer.owner}:{answer.sequence}:{answer.stamp.isoformat()}"
    await work.outbox.put(Post(key, Channel.ROOM, "antwoord", args, answer.code, in_case=answer.code is not None), now)


def _seat(owner: str, deelnemers: Iterable[Deelnemer], casus: Casus, convenant: Convenant) -> str:
    """Of a deelnemer the sector, else the first one of the role that nobody has taken yet, else the role."""
    people = list(deelnemers)
    one = next((one for one in people if f"deelnemer:{one.nummer}" == owner), None)
    rol = convenant.rollen.get(one.rol) if one else None
    if one is None or one.sector or rol is None or not rol.per_sector:
        return one.sector or one.rol if one else owner
    held = {other.sector for other in people if other.rol == one.rol}
    free = (sector for sector in convenant.sectoren if sector not in held and not accepted_on(casus, sector))
    return next(free, one.rol)


async def fulfil(work: UnitOfWork, team: Team, answer: Rsvp, now: datetime) -> None:
    """When the covenant has a term for an accepted invitation, the answer fulfils it (IJ-D1, IJ-T2)."""
    casus = await work.cases.get(answer.code) if answer.code else None
    planned = next((b for b in casus.besprekingen if b.uid == answer.uid), None) if casus else None
    if casus is None or planned is None or casus.gesloten:
        return
    if not any(t.plicht.vervuld == ACCEPTED for t in team.termijnen(casus)):
        return
    seat = _seat(answer.owner, await work.people.all(), casus, team.convenant_of(casus))
    known = next((f for f in casus.feiten_van(ACCEPTED, planned.ronde) if f.value == answer.owner), None)
    known = known or casus.feit(ACCEPTED, planned.ronde, seat)
    if answer.partstat is Partstat.ACCEPTED and known is None:
        casus = casus.with_feit(Feit(ACCEPTED, local_day(now), planned.ronde, seat, answer.owner))
    elif answer.partstat is not Partstat.ACCEPTED and known and known.value in {None, answer.owner}:
        casus = casus.without_feit(known)
    else:
        return
    await work.cases.save(casus, team.termijnen(casus), team.reminders(casus), now)
