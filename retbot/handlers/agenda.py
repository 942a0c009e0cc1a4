"""agenda, overleggen: what is planned, with the slots of each overleg and what is free in it."""

from collections.abc import Sequence

from retbot.domain.casus import Bespreking, Casus, Stand
from retbot.domain.errors import Refusal
from retbot.domain.overleg import Overleg, bezetting, coming, vrij
from retbot.domain.zicht import Zicht
from retbot.handlers.commands import READERS, Code, Command
from retbot.handlers.replies import overleg as say_overleg
from retbot.handlers.replies import overleg_rows, rows
from retbot.handlers.replies import overview as say
from retbot.handlers.request import Request
from retbot.handlers.toezeggingen import toezeggingen
from retbot.taal import local_day

_NEXT = 6
"""How many overleggen are shown, be they empty."""


async def agenda(request: Request) -> None:
    """The overleggen to come with their cases under them, and the besprekingen with a date of their own."""
    if request.rest:
        raise Refusal("te_veel", vorm="agenda")
    everybody = await request.work.casussen()
    shown, _ = await _shown(request, everybody)
    under = {one.uid for one in shown}
    entries = [(one.start, "", await _lines(request, one, everybody)) for one in shown]
    entries += [
        (b.start, casus.code, [await _meeting(request, casus, b)])
        for casus in everybody
        for b in casus.besprekingen
        if b.stand is Stand.GEPLAND and b.overleg not in under and await request.zicht(casus) is not Zicht.NIETS
    ]
    await request.reply(say.agenda_alle, besprekingen=[line for _, _, lines in sorted(entries) for line in lines])


async def overleggen(request: Request) -> None:
    """The next ones and every later one that has a case in it."""
    if request.rest:
        raise Refusal("te_veel", vorm="overleggen")
    casussen = await request.work.casussen()
    shown, hidden = await _shown(request, casussen)
    await request.reply(
        say_overleg.overleg_lijst,
        overleggen=[line for one in shown for line in await _lines(request, one, casussen)],
        meer=len(hidden),
        laatste=local_day(max((one.start for one in [*shown, *hidden]), default=request.now)),
    )


async def _shown(request: Request, casussen: Sequence[Casus]) -> tuple[list[Overleg], list[Overleg]]:
    """Those that are shown, and those that are not."""
    found = coming(await request.work.overleggen(), request.now)
    shown = [one for at, one in enumerate(found) if at < _NEXT or bezetting(one, casussen)]
    return shown, [one for one in found if one not in shown]


async def _meeting(request: Request, casus: Casus, bespreking: Bespreking) -> str:
    row = rows.meeting_row(casus, bespreking, request.now, request.team.plekken)
    told = await toezeggingen(request, bespreking.uid, bespreking.overleg)
    return f"• {row}; {told}" if told else f"• {row}"


async def _lines(request: Request, overleg: Overleg, casussen: Sequence[Casus]) -> list[str]:
    """Its moment, what is free and who comes, and a line for each slot; a case that is not for this person is
    `bezet`."""
    slots = bezetting(overleg, casussen)
    free = len(vrij(overleg, [b for b, _ in slots], overleg.tijdvak))
    shown = [(b, await _of_slot(request, b, c)) for b, c in slots]
    told = await toezeggingen(request, overleg.uid)
    return overleg_rows.overleg_rows(overleg, shown, free, told, request.team.plekken)


async def _of_slot(request: Request, bespreking: Bespreking, casus: Casus) -> tuple[str, str] | None:
    """Its code and who comes; None for whom the case does not exist."""
    if await request.zicht(casus) is Zicht.NIETS:
        return None
    return casus.code, await toezeggingen(request, bespreking.uid)


COMMANDS = (
    Command(
        "agenda",
        "agenda",
        "De overleggen en besprekingen die gepland staan, en wat er nog vrij is.",
        "overzicht",
        READERS,
        agenda,
        Code.NONE,
        reads=True,
    ),
    Command(
        "overleggen",
        "overleggen",
        "De overleggen die komen, met hun tijdvakken en wat er nog vrij is.",
        "overleg",
        READERS,
        overleggen,
        Code.NONE,
        reads=True,
    ),
)
