"""overleg aanwezig: an answer in the room to the announcement of an overleg of the team."""

from retbot import attending
from retbot.domain.antwoorden import Antwoord, Via
from retbot.domain.errors import Refusal
from retbot.domain.uitnodigen import owner_of
from retbot.handlers import gasten
from retbot.handlers.commands import EDITORS, READERS, Code, Command
from retbot.handlers.overleg_wijzigen import named
from retbot.handlers.peilingen import ANSWERS
from retbot.handlers.prikkeuzes import named_guest
from retbot.handlers.replies import komst as say
from retbot.handlers.request import Request


async def aanwezig(request: Request) -> None:
    """`overleg aanwezig do 7 mei ja`; by the secretaris also for another: `overleg aanwezig do 7 mei #3 nee`"""
    rest, _, word = request.take_rest().rpartition(" ")
    day, _, who = rest.rpartition(" ") if "#" in rest else (rest, "", "")
    if word.lower() not in ANSWERS or not day:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    overleg = await named(request, day)
    if who and not request.may(*EDITORS):
        raise Refusal("antwoord_voor_ander")
    members = await gasten.members(request, overleg)
    convenant = request.team.convenant
    owner = named_guest(who, members).owner if who else owner_of(request.person, members, convenant)
    if owner is None:
        raise Refusal("niet_gevraagd")
    answer = Antwoord(
        uid=overleg.uid,
        owner=owner,
        partstat=ANSWERS[word.lower()],
        sequence=await attending.last_told(request.work, overleg.uid, owner, overleg.sequence),
        stamp=request.now,
        via=Via.SECRETARIS if who else Via.KAMER,
        at=request.now,
    )
    if not await attending.keep(request.work, request.team, answer, request.now):
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
