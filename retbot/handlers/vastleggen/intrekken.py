"""toestemming: the people concerned withdraw consent; this takes effect at once."""

from datetime import date

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.withdrawal import withdraw
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.reading.grammar import optional
from retbot.reading.moments import DAY
from retbot.reading.vastleggen.toestemmingen import WITHDRAWN
from retbot.wording.replies.vastleggen import intrekken as say

_ADDRESSES = {"mail", "deelname"}
"""Withdrawing one of these also deletes the addresses of the family."""


COMMANDS = Commands("privacy")


@COMMANDS.declare(
    "toestemming",
    optional(WITHDRAWN),
    DAY,
    begins="intrekken",
    help="Een toestemming is ingetrokken: wat zij toestond stopt meteen; zonder meer alles.",
    rights=EDITORS,
    effect=Effect.ACT,
    code=Code.WRITTEN,
)
async def toestemming(request: Request, what: str | None, day: date) -> None:
    """By default every consent that was given."""
    await take_back(request, await request.casus(), what, day)


async def take_back(request: Request, casus: Casus, what: str | None, day: date) -> None:
    """Withdraws this consent, or all of them. Raises Refusal."""
    changed, gone = withdraw(casus, request.convenant(casus), what, day, request.today)
    await request.keep(changed)
    if _ADDRESSES & set(gone):
        await _forget_family(request, changed)
    told = await anonymity.tell_guests(request, casus, changed)
    await request.answer(say.ingetrokken, wat=gone, anoniem=told is not None, gemaild=told or 0)


async def _forget_family(request: Request, casus: Casus) -> None:
    private = {naam for naam, rol in request.convenant(casus).rollen.items() if rol.prive}
    for owner in await request.work.owners(casus.code):
        if owner in private:
            await request.work.set_address(owner, None, casus.code)
