"""agenda, overleggen: what is planned, with the slots of each overleg and its free time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus
from retbot.domain.overleg.overleg import Overleg, bezettingen, coming, vrij
from retbot.domain.privacy.visibility import Visibility
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting.rsvp_count import rsvp_count
from retbot.reading.numbers import PAGE
from retbot.wording.replies.chat import overleg_rows, rows
from retbot.wording.replies.overleg import overleg as say_overleg
from retbot.wording.replies.overzicht import overview as say

_NEXT = 6
"""How many overleggen are shown, even without cases."""
Slots = Mapping[str, Sequence[tuple[Bespreking, Casus]]]
"""For each overleg that has any: its slots with their cases."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the agenda: an overleg, or a bespreking on a separate date."""

    start: datetime
    overleg: Overleg | None = None
    apart: tuple[Bespreking, Casus] | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        return self.start, self.apart[1].code if self.apart else ""


COMMANDS = Commands("overleg")


@COMMANDS.declare(
    "agenda",
    PAGE,
    help="De overleggen en ~besprekingen die gepland staan, en wat er nog vrij is.",
    rights=READERS,
    effect=Effect.LOOK,
    subject="overzicht",
    code=Code.NONE,
)
async def agenda(request: Request, number: int) -> None:
    """One page of the future overleggen with their cases, and of the besprekingen on a separate date."""
    everybody = await request.work.cases.find()
    slots = bezettingen(everybody)
    shown, _ = await _split_shown(request, slots)
    under = {one.uid for one in shown}
    entries = [_Entry(one.start, one) for one in shown]
    entries += [
        _Entry(b.start, apart=(b, casus))
        for casus in everybody
        for b in casus.besprekingen
        if b.state is BesprekingState.PLANNED
        and b.overleg not in under
        and await request.visibility(casus) is not Visibility.NOTHING_OF_IT
    ]
    ordered = sorted(entries, key=lambda one: one.order)
    found = await page(ordered, number, lambda one: _entry(request, one, slots), "agenda")
    await request.reply(say.agenda_alle, besprekingen=with_rest(found, "agenda", "• "))


@COMMANDS.declare(
    "overleggen",
    PAGE,
    help="De overleggen die komen, met hun tijdvakken en wat er nog vrij is.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def overleggen(request: Request, number: int) -> None:
    await show(request, number)


async def show(request: Request, number: int = 1) -> None:
    """One page of the next overleggen and of every later one that has a case in it."""
    slots = bezettingen(await request.work.cases.find())
    shown, hidden = await _split_shown(request, slots)
    found = await page(shown, number, lambda one: _lines(request, one, slots), "overleggen")
    await request.reply(
        say_overleg.overleg_lijst,
        overleggen=with_rest(found, "overleggen", "• "),
        meer=len(hidden) if not found.after else 0,
        laatste=local_day(max((one.start for one in [*shown, *hidden]), default=request.now)),
    )


async def _split_shown(request: Request, slots: Slots) -> tuple[list[Overleg], list[Overleg]]:
    """Those that are shown, and those that are not."""
    found = coming(await request.work.overleggen.all(), request.now)
    shown = {one.uid: one for at, one in enumerate(found) if at < _NEXT or one.uid in slots}
    return list(shown.values()), [one for one in found if one.uid not in shown]


async def _entry(request: Request, entry: _Entry, slots: Slots) -> str:
    if entry.apart:
        bespreking, casus = entry.apart
        return await _meeting(request, casus, bespreking)
    return await _lines(request, entry.overleg, slots) if entry.overleg else ""


async def _meeting(request: Request, casus: Casus, bespreking: Bespreking) -> str:
    row = rows.meeting_row(casus, bespreking, request.now, request.team.plekken)
    told = await rsvp_count(request, bespreking.uid, bespreking.overleg)
    return f"• {row}; {told}" if told else f"• {row}"


async def _lines(request: Request, overleg: Overleg, slots: Slots) -> str:
    """Its moment, what is free and who comes, and a line for each slot; for a case that this person may not see,
    `bezet`."""
    taken = slots.get(overleg.uid, [])
    free = len(vrij(overleg, [b for b, _ in taken], overleg.tijdvak))
    shown = [(b, await _of_slot(request, b, c)) for b, c in taken]
    told = await rsvp_count(request, overleg.uid)
    return "\n".join(overleg_rows.overleg_rows(overleg, shown, free, told, request.team.plekken))


async def _of_slot(request: Request, bespreking: Bespreking, casus: Casus) -> tuple[str, str] | None:
    """Its code and who comes; None for people who may not know that the case exists."""
    if await request.visibility(casus) is Visibility.NOTHING_OF_IT:
        return None
    return casus.code, await rsvp_count(request, bespreking.uid)
