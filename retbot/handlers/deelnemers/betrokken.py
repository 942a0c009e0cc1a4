"""betrokken: lets somebody on the list see one case, for as long as they are involved."""

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.privacy.visibility import with_involved
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.reading.people import DEELNEMER, NO_MORE
from retbot.wording.replies.deelnemers import betrokken as say

COMMANDS = Commands("deelnemers")


@COMMANDS.declare(
    "betrokken",
    DEELNEMER,
    NO_MORE,
    help="Een deelnemer is bij deze ene casus betrokken: zolang ziet hij ervan wat het ~convenant toestaat.",
    rights=EDITORS,
    effect=Effect.RECORD,
)
async def betrokken(request: Request, deelnemer: Deelnemer, no_more: bool) -> None:
    casus = await request.casus()
    await request.keep(with_involved(casus, deelnemer, involved=not no_more, day=request.today))
    convenant = request.convenant(casus)
    regel = convenant.regels.get("inzage")
    await request.answer(
        say.is_betrokken,
        wie=deelnemer.label,
        betrokken=not no_more,
        alles=convenant.een_casus_alles,
        artikel=regel.artikel if regel else "",
    )
