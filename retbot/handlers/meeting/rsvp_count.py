"""How many guests of a meeting said that they come, for the lists."""

from retbot.domain.invitations.inviting import group_labels, guest_of
from retbot.domain.invitations.rsvps import attendance
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
from retbot.wording.paging import fit
from retbot.wording.terms import count_yes

_ROOM = 600
"""In bytes, for the names of those who do not come, in one line of a list."""


async def rsvp_count(request: Request, *uids: str | None) -> str:
    """Of one meeting, or of a slot with its overleg: `3 van 7 ja, 1 nee: expert LVB (Ambiq), 1 niet bereikt: GGZ`.
    Empty when nobody was invited."""
    known = [uid for uid in uids if uid]
    asked = dict.fromkeys([owner for uid in known for owner in await invitations.invited_owners(request.work, uid)])
    if not asked:
        return ""
    answers = [one for uid in known for one in await request.work.rsvps.of_meeting(uid)]
    returned = {owner for uid in known for owner in await request.work.outbox.owners_not_reached(uid)}
    count = attendance(list(asked), answers, returned)
    people, convenant = await request.work.people.all(), request.team.convenant
    told = [count_yes(len(count.ja), count.gevraagd)]
    for word, owners in (("nee", count.nee), ("niet bereikt", count.bounces)):
        labels = group_labels([guest_of(owner, None, convenant, people).label for owner in owners], convenant.rollen)
        told += [f"{len(owners)} {word}: {', '.join(fit(labels, _ROOM))}"] if labels else []
    return ", ".join(told)
