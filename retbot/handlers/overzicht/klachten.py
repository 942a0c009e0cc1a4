"""klacht: where to send a complaint; the bot neither stores nor forwards complaints."""

from retbot.handlers.chat.command import READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.wording.replies.overzicht import klachten as say

COMMANDS = Commands("overzicht")


@COMMANDS.declare(
    "klacht",
    help="Bij wie een klacht hoort; ik bewaar er geen en zet niets door.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.NONE,
    regel="klacht",
)
async def klacht(request: Request) -> None:
    regel = request.team.convenant.regels["klacht"]
    doors = regel.opties.get("deuren")
    told = doors if isinstance(doors, dict) else {}
    await request.reply(
        say.klacht_hoort_bij,
        deuren=[f"{subject}: {naar}" for subject, naar in told.items()],
        anders=str(regel.opties.get("anders", "")),
        artikel=regel.artikel,
    )
