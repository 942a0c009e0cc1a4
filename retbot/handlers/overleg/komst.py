"""overleg aanwezig: an answer given in the room to the announcement of an overleg of the team."""

from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import owner_of
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.handlers.chat.command import EDITORS, READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import recipients
from retbot.meetings import rsvps
from retbot.reading.grammar import optional
from retbot.reading.guests import NUMBERED_GUEST, RSVP, GuestName
from retbot.reading.overleggen import NAMED, OverlegNamed
from retbot.wording.replies.bespreking import komst as say

COMMANDS = Commands("overleg")


@COMMANDS.declare(
    "overleg aanwezig",
    RSVP,
    optional(NUMBERED_GUEST),
    NAMED,
    form="overleg aanwezig EENDAG ja",
    help=(
        "Of u bij dat overleg komt: `ja`, `nee` of `misschien`; voor een ander zet de SECRETARIS `#NUMMER` na de dag."
    ),
    rights=READERS,
    effect=Effect.RECORD,
    undone_by="overleg aanwezig {dag} misschien",
    code=Code.NONE,
)
async def aanwezig(request: Request, partstat: Partstat, who: GuestName | None, named: OverlegNamed) -> None:
    overleg = named.among(await request.work.overleggen.all(), request.now)
    if who and not request.may(*EDITORS):
        raise Refusal("antwoord_voor_ander")
    members = await recipients.members(request, overleg)
    owner = who.among(members).owner if who else owner_of(request.person, members, request.team.convenant)
    if owner is None:
        raise Refusal("niet_gevraagd")
    answer = Rsvp(
        uid=overleg.uid,
        owner=owner,
        partstat=partstat,
        sequence=await rsvps.last_told(request.work, overleg.uid, owner, overleg.sequence),
        stamp=request.now,
        via=Via.SECRETARIS if who else Via.IN_ROOM,
        at=request.now,
    )
    if not await rsvps.keep(request.work, request.team, answer, request.now):
        await request.reply(say.komst_al_bekend)
