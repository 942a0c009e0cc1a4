"""hoedanigheid: the capacity in which a role takes part in the bespreking, and in which part of it."""

from retbot.domain.casus import seats
from retbot.domain.casus.besprekingen import must_be_planned
from retbot.domain.casus.seats import Participation
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.reading.participation import CAPACITY, PART, ROLE
from retbot.wording.replies.bespreking import hoedanigheid as say

COMMANDS = Commands("bespreking")


@COMMANDS.declare(
    "hoedanigheid",
    ROLE,
    CAPACITY,
    PART,
    help="Als wat iemand deelneemt, en aan welk deel; het staat in de uitnodiging.",
    rights=EDITORS,
    effect=Effect.RECORD,
    regel="nodige_partijen",
)
async def hoedanigheid(request: Request, rol: str, named: str, part: str | None) -> None:
    casus = await request.casus()
    regel = seats.must_be_named(request.convenant(casus))
    must_be_planned(casus)
    casus = seats.with_participation(casus, rol, Participation(named, part or ""), request.today)
    await request.keep(casus)
    await request.answer(say.neemt_deel, rol=rol, als=named, deel=part or "", artikel=regel.artikel)
