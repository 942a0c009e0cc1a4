"""hoedanigheid: as what a role takes part in the bespreking, and in which part of it."""

import re

from retbot.domain.casus import seats
from retbot.domain.casus.besprekingen import planned
from retbot.domain.casus.seats import Participation
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Command
from retbot.handlers.chat.request import Request
from retbot.reading.choices import pick
from retbot.wording.replies.bespreking import hoedanigheid as say

_PART = re.compile(r"\b(?:van )?(\d{1,2})[:.](\d{2}) ?(?:-|tot) ?(\d{1,2})[:.](\d{2})$", re.IGNORECASE)


async def hoedanigheid(request: Request) -> None:
    """`hoedanigheid CODE flexibele schil adviseur 14:00-14:30`"""
    casus = await request.casus()
    convenant = request.convenant(casus)
    regel = seats.must_be_named(convenant)
    planned(casus)
    text, part = _take_part(request.take_rest())
    rol = next((n for n in sorted(convenant.rollen, key=len, reverse=True) if f"{text} ".startswith(f"{n} ")), None)
    if rol is None:
        raise Refusal("rol_onbekend", rollen=list(convenant.rollen))
    named = pick(seats.capacities(regel), text[len(rol) :])
    casus = seats.with_participation(casus, rol, Participation(named, part), request.today)
    await request.keep(casus)
    await request.answer(say.neemt_deel, rol=rol, als=named, deel=part, artikel=regel.artikel)


def _take_part(text: str) -> tuple[str, str]:
    """The part of the bespreking that `text` ends with, as `14:00-14:30`, and the rest. Raises Refusal."""
    found = _PART.search(text)
    if not found:
        return text, ""
    hours = [int(found[n]) for n in (1, 2, 3, 4)]
    if not (hours[0:2] < hours[2:4] and hours[2] < 24 and max(hours[1], hours[3]) < 60):
        raise Refusal("vorm", vorm=COMMANDS[0].usage)
    return text[: found.start()].strip(), "{:02}:{:02}-{:02}:{:02}".format(*hours)


COMMANDS = (
    Command(
        "hoedanigheid",
        "hoedanigheid CODE ROL HOEDANIGHEID [14:00-14:30]",
        "Als wat iemand deelneemt, en aan welk deel; het staat in de uitnodiging.",
        "bespreking",
        EDITORS,
        hoedanigheid,
        regel="nodige_partijen",
    ),
)
