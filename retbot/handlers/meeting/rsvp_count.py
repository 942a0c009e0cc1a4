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
    """Of one meeting, or of a slot with its overleg: `3 van 7 ja, 1 nee: expert LVB (Ambiq)`; empty when nobody was
    invited."""
    known = [uid for uid in uids if uid]
    asked = dict.fromkeys([owner for uid in known for owner in await invitations.invited_owners(request.work, uid)])
    if not asked:
        return ""
    count = attendance(list(asked), [one for uid in known for one in await request.work.antwoorden(uid)])
    people, convenant = await request.work.deelnemers(), request.team.convenant
    no = group_labels([guest_of(owner, None, convenant, people).label for owner in count.nee], convenant.rollen)
    told = count_yes(len(count.ja), count.gevraagd)
    return f"{told}, {len(count.nee)} nee: {', '.join(fit(no, _ROOM))}" if no else told
