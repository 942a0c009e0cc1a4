"""aanwezig and ik kom: an answer in the room to the announcement of a bespreking; also by a poll in its thread."""

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import guests_of, owner_of
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.domain.planning.polls import Option
from retbot.handlers.bespreking.prikkeuzes import named_guest
from retbot.handlers.chat.command import EDITORS, READERS, Code, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting.polls import ANSWERS
from retbot.meetings import invitations, rsvps
from retbot.wording.replies.bespreking import komst as say


async def aanwezig(request: Request) -> None:
    """`aanwezig CODE ja`; by the secretaris also for another: `aanwezig CODE school nee`"""
    casus = await request.casus()
    who, _, word = request.take_rest().rpartition(" ")
    if word.lower() not in ANSWERS:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    if who.lower().split()[-1:] in [[one] for one in ANSWERS]:
        request.rest = word
        return
    await _answer(request, casus, ANSWERS[word.lower()], who.strip())


async def ik_kom(request: Request) -> None:
    await _answer(request, await request.casus(), Partstat.ACCEPTED)


async def ik_kom_niet(request: Request) -> None:
    await _answer(request, await request.casus(), Partstat.DECLINED)


async def ik_kom_misschien(request: Request) -> None:
    await _answer(request, await request.casus(), Partstat.TENTATIVE)


async def _answer(request: Request, casus: Casus, partstat: Partstat, who: str = "") -> None:
    """Raises Refusal."""
    planned = besprekingen.planned(casus)
    guests = guests_of(casus, request.convenant(casus), await request.work.deelnemers())
    if who and not request.may(*EDITORS):
        raise Refusal("antwoord_voor_ander")
    owner = named_guest(who, guests).owner if who else owner_of(request.person, guests, request.convenant(casus))
    if owner is None:
        raise Refusal("niet_gevraagd")
    via = Via.SECRETARIS if who else Via.IN_ROOM
    if not await take(request, casus, planned, owner, partstat, via):
        await request.reply(say.komst_al_bekend)


async def take(request: Request, casus: Casus, planned: Bespreking, owner: str, partstat: Partstat, via: Via) -> bool:
    """Whether it was news; then the thread is told. A fixed member of the overleg in which the case has its slot
    answers for the whole of it."""
    of_overleg = planned.overleg if owner in await _invited(request, planned.overleg) else None
    overleg = next((o for o in await request.work.overleggen() if o.uid == of_overleg), None)
    uid = overleg.uid if overleg else planned.uid
    answer = Rsvp(
        uid=uid,
        owner=owner,
        partstat=partstat,
        sequence=await rsvps.last_told(request.work, uid, owner, (overleg or planned).sequence),
        stamp=request.now,
        via=via,
        at=request.now,
        code=None if overleg else casus.code,
    )
    return await rsvps.keep(request.work, request.team, answer, request.now)


async def _invited(request: Request, uid: str | None) -> list[str]:
    return await invitations.invited(request.work, uid) if uid else []


async def vote(request: Request, casus: Casus, owner: str, optie: Option) -> None:
    """An answer to the poll; one about a moment that is no longer it counts for nothing."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED or planned.start != optie.start:
        await request.note(say.komst_verzet)
        return
    await take(request, casus, planned, owner, ANSWERS[optie.value or ""], Via.IN_ROOM)


COMMANDS = (
    Command(
        "aanwezig",
        "aanwezig CODE [WIE] ja",
        "Of u komt: `ja`, `nee` of `misschien`; de secretaris legt het ook voor een ander vast.",
        "bespreking",
        READERS,
        aanwezig,
        Code.WRITTEN,
    ),
    Command("ik kom", "ik kom CODE", "U komt.", "bespreking", READERS, ik_kom, Code.WRITTEN),
    Command("ik kom niet", "ik kom niet CODE", "U komt niet.", "bespreking", READERS, ik_kom_niet, Code.WRITTEN),
    Command(
        "ik kom misschien",
        "ik kom misschien CODE",
        "U weet het nog niet.",
        "bespreking",
        READERS,
        ik_kom_misschien,
        Code.WRITTEN,
    ),
)
