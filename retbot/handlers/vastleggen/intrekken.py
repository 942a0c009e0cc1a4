"""toestemming: taking back what those concerned allowed; it works at once."""

from datetime import date

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.consent import is_anonymous
from retbot.domain.casus.withdrawal import withdraw
from retbot.domain.errors import Refusal
from retbot.domain.invitations.meeting import of_bespreking
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
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
    told = await tell_guests(request, casus, changed)
    await request.answer(say.ingetrokken, wat=gone, anoniem=told is not None, gemaild=told or 0)


async def tell_guests(request: Request, before: Casus, after: Casus) -> int | None:
    """How many guests hear that the bespreking has become anonymous; None when it has not."""
    convenant = request.convenant(after)
    if is_anonymous(before, convenant) or not is_anonymous(after, convenant):
        return None
    return await _say_again(request, after)


async def _forget_family(request: Request, casus: Casus) -> None:
    private = {naam for naam, rol in request.convenant(casus).rollen.items() if rol.prive}
    for owner in await request.work.owners(casus.code):
        if owner in private:
            await request.work.set_address(owner, None, casus.code)


async def _say_again(request: Request, casus: Casus) -> int:
    """Who was invited to what is still to come gets the invitation anew, as one to an anonymous bespreking."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED or planned.start <= request.now:
        return 0
    meeting, convenant = of_bespreking(casus, planned), request.convenant(casus)
    return len(await invitations.say_again(request.work, meeting, convenant, request.now))


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
