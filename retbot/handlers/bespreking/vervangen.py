"""vervang: somebody else replaces a deelnemer at one bespreking."""

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.casus.seats import instead_of
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import stand_in
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import DEELNEMER, guests_of
from retbot.domain.invitations.meeting import of_bespreking
from retbot.domain.invitations.substitution import replace_seat
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
from retbot.reading.grammar import optional
from retbot.reading.people import DEELNEMER as NUMBER
from retbot.reading.people import IN_PLACE
from retbot.wording.replies.bespreking import vervangen as say

COMMANDS = Commands("bespreking")


@COMMANDS.declare(
    "vervang",
    NUMBER,
    optional(IN_PLACE),
    form="vervang CODE 3 door 7",
    help="Deelnemer 7 neemt bij deze ~bespreking de plaats in van 3; wie is uitgenodigd krijgt bericht.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="vervang CODE NUMMER door NUMMER",
)
async def vervang(request: Request, out: Deelnemer, named: Deelnemer | None) -> None:
    """By default the substitute from the list replaces them."""
    casus = await request.casus()
    planned = besprekingen.must_be_to_come(casus, request.now)
    people = await request.people()
    taker = named or stand_in(out, people, local_day(planned.start))
    if taker is None:
        raise Refusal("geen_vervanger", nummer=out.nummer, wie=out.label, rol=out.rol)
    uids = [uid for uid in (planned.uid, planned.overleg) if uid]
    invited = [owner for uid in uids for owner in await invitations.invited_owners(request.work, uid)]
    _check_seats(request, casus, people, out, taker, invited)
    changed = replace_seat(casus, out, taker, request.convenant(casus), request.today)
    await request.keep(changed)
    mailed = await _tell(request, changed, planned, out, taker) if invited else None
    away, comes = f"{out.nummer} ({out.label})", f"{taker.nummer} ({taker.label})"
    if mailed:
        request.confirm(say.gaat_vervangen, uit=away, nieuw=comes, op=local_day(planned.start), bericht=mailed)
    await request.answer(
        say.vervangen,
        uit=away,
        nieuw=comes,
        nummer=taker.nummer,
        op=local_day(planned.start),
        bericht=mailed or "",
        elders=taker.ander_ret,
        today=request.today,
    )


def _check_seats(
    request: Request, casus: Casus, people: list[Deelnemer], out: Deelnemer, taker: Deelnemer, invited: list[str]
) -> None:
    """Raises Refusal."""
    belong = [guest.owner for guest in guests_of(casus, request.convenant(casus), people)]
    if f"{DEELNEMER}{taker.nummer}" in invited or instead_of(casus, casus.ronde).get(out.nummer) == taker.nummer:
        raise Refusal("zit_al_aan_tafel", wie=f"{taker.nummer} ({taker.label})")
    mine = {f"{DEELNEMER}{out.nummer}", f"{DEELNEMER}{taker.nummer}"}
    if not mine & {*belong, *invited}:
        raise Refusal("zit_niet_aan_tafel", wie=f"{out.nummer} ({out.label})")


async def _tell(request: Request, casus: Casus, planned: Bespreking, out: Deelnemer, taker: Deelnemer) -> str:
    """Sends mail only to those for whom something changes. Returns whether the substitute can get mail: `ja`, or `geen
    adres`; `tijdvak` when the substitute comes to this slot only, while the other stays invited to the overleg around
    it."""
    meeting, convenant = of_bespreking(casus, planned), request.convenant(casus)
    gone = await invitations.uninvite(request.work, meeting, convenant, [f"{DEELNEMER}{out.nummer}"], request.now)
    if f"{DEELNEMER}{taker.nummer}" not in await request.work.addresses.owners():
        return "geen adres"
    await invitations.invite(request.work, meeting, convenant, [f"{DEELNEMER}{taker.nummer}"], request.now)
    return "ja" if gone or not planned.overleg else "tijdvak"
