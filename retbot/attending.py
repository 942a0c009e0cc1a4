"""Takes in whether a guest comes to a meeting, however he said it: what is kept, told, and fulfilled by it."""

from datetime import datetime

from retbot.domain.antwoorden import Antwoord, Partstat
from retbot.domain.casus import Casus, Feit
from retbot.domain.team import Team
from retbot.ports import Channel, Post, UnitOfWork
from retbot.taal import local_day

AANVAARD = "uitnodiging_aanvaard"


async def keep(
    work: UnitOfWork, team: Team, answer: Antwoord, now: datetime, *, remark: bool = False, on_behalf: bool = False
) -> bool:
    """Whether it is news. Tells it in the thread of the case, and ends the terms that an accepted invitation meets;
    `remark`: there was more in it, which nobody here reads; `on_behalf`: somebody else of his organisation gave it."""
    before = next((a for a in await work.antwoorden(answer.uid) if a.owner == answer.owner), None)
    if before and before.partstat is answer.partstat and before.sequence == answer.sequence:
        return False
    if not await work.add_antwoord(answer):
        return False
    await work.put(_told(answer, remark=remark, on_behalf=on_behalf), now)
    casus = await work.casus(answer.code) if answer.code else None
    if casus and not casus.gesloten:
        await _fulfil(work, team, casus, answer, now)
    return True


def _told(answer: Antwoord, *, remark: bool, on_behalf: bool) -> Post:
    return Post(
        f"antwoord:{answer.uid}:{answer.owner}:{answer.sequence}:{answer.stamp.isoformat()}",
        Channel.ROOM,
        "antwoord",
        {
            "uid": answer.uid,
            "owner": answer.owner,
            "stamp": answer.stamp,
            "opmerking": "ja" if remark else "nee",
            "namens": "ja" if on_behalf else "nee",
        },
        answer.code,
        in_case=answer.code is not None,
    )


async def _fulfil(work: UnitOfWork, team: Team, casus: Casus, answer: Antwoord, now: datetime) -> None:
    """Where the covenant has a term for an accepted invitation, the answer is what meets it (IJ-D1, IJ-T2)."""
    planned = next((b for b in casus.besprekingen if b.uid == answer.uid), None)
    if planned is None or not any(t.plicht.vervuld == AANVAARD for t in team.termijnen(casus)):
        return
    people = {f"deelnemer:{one.nummer}": one.rol for one in await work.deelnemers()}
    feit = Feit(AANVAARD, local_day(now), planned.ronde, people.get(answer.owner, answer.owner))
    known = casus.feit(feit.event, feit.ronde, feit.over)
    if answer.partstat is Partstat.ACCEPTED and known is None:
        changed = casus.with_feit(feit)
    elif answer.partstat is not Partstat.ACCEPTED and known:
        changed = casus.without_feit(known)
    else:
        return
    await work.save(changed, team.termijnen(changed), team.herinneringen(changed), now)
