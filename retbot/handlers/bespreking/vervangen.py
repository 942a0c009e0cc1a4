"""vervang: somebody else takes the seat of a deelnemer at one bespreking."""

import re

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, Casus
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import DEELNEMER, guests_of
from retbot.domain.invitations.meeting import of_bespreking
from retbot.domain.invitations.substitution import instead_of, replaced, stand_in
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
from retbot.wording.replies.bespreking import vervangen as say

_WHO = re.compile(r"#?(?P<out>\d{1,6})(?:\s+door\s+#?(?P<taker>\d{1,6}))?", re.IGNORECASE)


async def vervang(request: Request) -> None:
    """`vervang CODE 3 door 7`, or `vervang CODE 3` for who stands on the list as his stand-in"""
    casus = await request.casus()
    planned = besprekingen.planned(casus)
    people = await request.work.deelnemers()
    out, taker = _named(request, people, planned)
    uids = [uid for uid in (planned.uid, planned.overleg) if uid]
    invited = [owner for uid in uids for owner in await invitations.invited(request.work, uid)]
    _check_seats(request, casus, people, out, taker, invited)
    changed = replaced(casus, out, taker, request.convenant(casus), request.today)
    await request.keep(changed)
    mailed = await _tell(request, changed, planned, out, taker) if invited else None
    await request.answer(
        say.vervangen,
        uit=f"{out.nummer} ({out.label})",
        nieuw=f"{taker.nummer} ({taker.label})",
        nummer=taker.nummer,
        op=local_day(planned.start),
        bericht=mailed or "",
        elders=taker.ander_ret,
        today=request.today,
    )


def _named(request: Request, people: list[Deelnemer], planned: Bespreking) -> tuple[Deelnemer, Deelnemer]:
    """Who goes and who comes. Raises Refusal."""
    found = _WHO.fullmatch(request.take_rest())
    if found is None:
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    out = _numbered(found["out"], people)
    taker = _numbered(found["taker"], people) if found["taker"] else stand_in(out, people, local_day(planned.start))
    if taker is None:
        raise Refusal("geen_vervanger", nummer=out.nummer, wie=out.label, rol=out.rol)
    return out, taker


def _numbered(number: str, people: list[Deelnemer]) -> Deelnemer:
    found = next((d for d in people if d.nummer == int(number)), None)
    if found is None:
        raise Refusal("nummer_onbekend", nummer=int(number))
    return found


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
    """Exactly who has something new to hear. Whether the stand-in can be mailed: `ja`, or `geen adres`; `tijdvak` when
    he comes to this slot, while the other stays invited to the overleg around it."""
    meeting, convenant = of_bespreking(casus, planned), request.convenant(casus)
    gone = await invitations.uninvite(request.work, meeting, convenant, [f"{DEELNEMER}{out.nummer}"], request.now)
    if f"{DEELNEMER}{taker.nummer}" not in await request.work.owners():
        return "geen adres"
    await invitations.invite(request.work, meeting, convenant, [f"{DEELNEMER}{taker.nummer}"], request.now)
    return "ja" if gone or not planned.overleg else "tijdvak"


COMMANDS = (
    Command(
        "vervang",
        "vervang CODE 3 door 7",
        "Deelnemer 7 neemt bij deze bespreking de plaats in van 3; wie is uitgenodigd krijgt bericht.",
        "bespreking",
        EDITORS,
        vervang,
        Code.WRITTEN,
        effect=Effect.ACT,
    ),
)
