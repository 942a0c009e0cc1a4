"""betrokken: lets somebody on the list look at one case, for as long as he is involved."""

from retbot.domain.privacy.visibility import with_involved
from retbot.handlers.chat.command import EDITORS, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.deelnemers.deelnemers import take_deelnemer
from retbot.wording.replies.deelnemers import betrokken as say

_NO_MORE = {"weg", "niet meer", "uit"}


async def betrokken(request: Request) -> None:
    """`betrokken CODE 5`, `betrokken CODE 5 niet meer`"""
    casus = await request.casus()
    deelnemer = await take_deelnemer(request, COMMANDS[0].usage)
    involved = request.rest.lower() not in _NO_MORE
    if not involved:
        request.take_rest()
    await request.keep(with_involved(casus, deelnemer, involved=involved, day=request.today))
    convenant = request.convenant(casus)
    regel = convenant.regels.get("inzage")
    await request.answer(
        say.is_betrokken,
        wie=deelnemer.label,
        betrokken=involved,
        alles=convenant.een_casus_alles,
        artikel=regel.artikel if regel else "",
    )


COMMANDS = (
    Command(
        "betrokken",
        "betrokken CODE NUMMER [niet meer]",
        "Een deelnemer is bij deze ene casus betrokken: zolang ziet hij ervan wat het convenant toestaat.",
        "deelnemers",
        EDITORS,
        betrokken,
    ),
)
