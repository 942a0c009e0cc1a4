"""aanwezig and ik kom: answers given in the room to the announcement of a bespreking, also through a poll in its
thread."""

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import guests_of, owner_of
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.domain.planning.polls import Option
from retbot.handlers.chat.command import EDITORS, READERS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.exchange import Exchange
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations, rsvps
from retbot.reading.grammar import optional
from retbot.reading.guests import ANSWERS, GUEST, RSVP, GuestName
from retbot.wording.replies.bespreking import komst as say

COMMANDS = Commands("bespreking")


@COMMANDS.declare(
    "aanwezig",
    optional(GUEST),
    RSVP,
    help="Of u komt: `ja`, `nee` of `misschien`; de SECRETARIS legt het ook voor een ander vast.",
    rights=READERS,
    effect=Effect.RECORD,
    undone_by="aanwezig CODE {rol} misschien",
)
async def aanwezig(request: Request, who: GuestName | None, partstat: Partstat) -> None:
    await _answer(request, partstat, who)


@COMMANDS.declare("ik kom", help="U komt.", rights=READERS, effect=Effect.RECORD, undone_by="ik kom niet CODE")
async def ik_kom(request: Request) -> None:
    await _answer(request, Partstat.ACCEPTED)


@COMMANDS.declare("ik kom niet", help="U komt niet.", rights=READERS, effect=Effect.RECORD, undone_by="ik kom CODE")
async def ik_kom_niet(request: Request) -> None:
    await _answer(request, Partstat.DECLINED)


@COMMANDS.declare(
    "ik kom misschien", help="U weet het nog niet.", rights=READERS, effect=Effect.RECORD, undone_by="ik kom CODE"
)
async def ik_kom_misschien(request: Request) -> None:
    await _answer(request, Partstat.TENTATIVE)


async def _answer(request: Request, partstat: Partstat, who: GuestName | None = None) -> None:
    """Raises Refusal."""
    casus = await request.casus()
    planned = besprekingen.must_be_planned(casus)
    guests = guests_of(casus, request.convenant(casus), await request.work.people.all())
    if who and not request.may(*EDITORS):
        raise Refusal("antwoord_voor_ander")
    owner = who.among(guests).owner if who else owner_of(request.person, guests, request.convenant(casus))
    if owner is None:
        raise Refusal("niet_gevraagd")
    via = Via.SECRETARIS if who else Via.IN_ROOM
    if not await take(request, casus, planned, owner, partstat, via):
        await request.reply(say.komst_al_bekend)


async def take(exchange: Exchange, casus: Casus, planned: Bespreking, owner: str, partstat: Partstat, via: Via) -> bool:
    """Returns whether the answer was new; if so it is reported in the thread. For a fixed member of the overleg that
    contains the slot of the case, the answer is for the whole overleg."""
    of_overleg = planned.overleg if owner in await _owners_of(exchange, planned.overleg) else None
    overleg = next((o for o in await exchange.work.overleggen.all() if o.uid == of_overleg), None)
    uid = overleg.uid if overleg else planned.uid
    answer = Rsvp(
        uid=uid,
        owner=owner,
        partstat=partstat,
        sequence=await rsvps.last_told(exchange.work, uid, owner, (overleg or planned).sequence),
        stamp=exchange.now,
        via=via,
        at=exchange.now,
        code=None if overleg else casus.code,
    )
    return await rsvps.keep(exchange.work, exchange.team, answer, exchange.now)


async def _owners_of(exchange: Exchange, uid: str | None) -> list[str]:
    return await invitations.invited_owners(exchange.work, uid) if uid else []


async def vote(exchange: Exchange, casus: Casus, owner: str, optie: Option) -> None:
    """An answer to the poll. Ignored when the poll was about a moment that has changed since."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED or planned.start != optie.start:
        await exchange.note(say.komst_verzet)
        return
    await take(exchange, casus, planned, owner, ANSWERS[optie.value or ""], Via.IN_ROOM)
