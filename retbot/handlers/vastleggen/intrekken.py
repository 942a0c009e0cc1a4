"""toestemming: taking back what those concerned allowed; it works at once."""

from datetime import date

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.withdrawal import withdraw
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.wording.replies.vastleggen import intrekken as say

_WAT = ("formulier", "monitor", "verslag", "mail", "deelname")
_ADDRESSES = {"mail", "deelname"}
"""With these the addresses of the family go too."""


async def toestemming(request: Request) -> None:
    """`toestemming CODE intrekken [formulier]`; without what, all that stands."""
    casus = await request.casus()
    day = request.take_day()
    words = request.take_rest().lower().split()
    if not words or words[0] != "intrekken" or len(words) > 2 or (len(words) == 2 and words[1] not in _WAT):
        raise Refusal("intrekken_vorm", wat=list(_WAT))
    await take_back(request, casus, words[1] if len(words) == 2 else None, day)


async def take_back(request: Request, casus: Casus, what: str | None, day: date) -> None:
    """This consent, or all that stand. Raises Refusal."""
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


COMMANDS = (
    Command(
        "toestemming",
        "toestemming CODE intrekken [formulier|monitor|verslag|mail|deelname]",
        "Een toestemming is ingetrokken: wat zij toestond stopt meteen; zonder meer alles.",
        "privacy",
        EDITORS,
        toestemming,
        Code.WRITTEN,
        effect=Effect.ACT,
    ),
)
