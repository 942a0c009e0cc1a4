"""doctor: what is wrong with the installation, for the beheerder. The answer follows later, from retbot.app.doctor."""

from retbot.domain.deelnemers.roles import Right
from retbot.handlers.chat.command import Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.wording.replies.overzicht import doctor as say

COMMANDS = Commands("overzicht")


@COMMANDS.declare(
    "doctor",
    help="Kijkt na of alles werkt, en wie een apparaat heeft dat niet geverifieerd is.",
    rights=frozenset({Right.BEHEERDER}),
    effect=Effect.LOOK,
    code=Code.NONE,
    direct_only=True,
)
async def doctor(request: Request) -> None:
    await request.work.notes.set("doctor", f"{request.message.room_id} {request.message.event_id}")
    await request.reply(say.doctor_begint)
