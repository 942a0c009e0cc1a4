"""overleg aanwezig: an answer in the room to the announcement of an overleg of the team."""

from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import owner_of
from retbot.domain.invitations.rsvps import Rsvp, Via
from retbot.handlers.bespreking.prikkeuzes import named_guest
from retbot.handlers.chat.command import EDITORS, READERS, Code, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import recipients
from retbot.handlers.meeting.polls import ANSWERS
from retbot.handlers.overleg.wijzigen import named
from retbot.meetings import rsvps
from retbot.wording.replies.bespreking import komst as say


async def aanwezig(request: Request) -> None:
    """`overleg aanwezig do 7 mei ja`; by the secretaris also for another: `overleg aanwezig do 7 mei #3 nee`"""
    rest, _, word = request.take_rest().rpartition(" ")
    day, _, who = rest.rpartition(" ") if "#" in rest else (rest, "", "")
    if word.lower() not in ANSWERS or not day:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    overleg = await named(request, day)
    if who and not request.may(*EDITORS):
        raise Refusal("antwoord_voor_ander")
    members = await recipients.members(request, overleg)
    convenant = request.team.convenant
    owner = named_guest(who, members).owner if who else owner_of(request.person, members, convenant)
    if owner is None:
        raise Refusal("niet_gevraagd")
    answer = Rsvp(
        uid=overleg.uid,
        owner=owner,
        partstat=ANSWERS[word.lower()],
        sequence=await rsvps.last_told(request.work, overleg.uid, owner, overleg.sequence),
        stamp=request.now,
        via=Via.SECRETARIS if who else Via.IN_ROOM,
        at=request.now,
    )
    if not await rsvps.keep(request.work, request.team, answer, request.now):
        await request.reply(say.komst_al_bekend)


COMMANDS = (
    Command(
        "overleg aanwezig",
        "overleg aanwezig do 7 mei ja",
        "Of u bij dat overleg komt: `ja`, `nee` of `misschien`; voor een ander zet de secretaris `#NUMMER` na de dag.",
        "overleg",
        READERS,
        aanwezig,
        Code.NONE,
    ),
)
