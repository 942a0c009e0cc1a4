"""vandaag and overzicht: what is on today, and where the team stands."""

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.overleg.overleg import coming, on_day
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page, page_of, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.overzicht.open_terms import OpenTerm, cases_of, open_terms
from retbot.reading.numbers import PAGE
from retbot.wording.replies.chat import rows
from retbot.wording.replies.overzicht import overview as say

COMMANDS = Commands("overzicht")


@COMMANDS.declare(
    "vandaag",
    PAGE,
    help="Wat er vandaag is, en wat uiterlijk vandaag af moet of al te laat is.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def vandaag(request: Request, number: int) -> None:
    due = [one for one in await open_terms(request) if _is_due(request, one)]
    people = await request.work.people.all()
    found = await page(due, number, lambda one: one.line(request, people), "vandaag")
    await request.reply(say.vandaag, momenten=await _today(request), regels=with_rest(found, "vandaag"))


def _is_due(request: Request, one: OpenTerm) -> bool:
    return one.termijn.day <= request.today and not one.termijn.is_over(request.now)


async def _today(request: Request) -> list[str]:
    """The overleggen and separate besprekingen of today, by their start."""
    plekken = request.team.plekken
    found = [(o.start, say.overleg_van(o, plekken)) for o in on_day(await request.work.overleggen.all(), request.today)]
    for casus in await cases_of(request):
        planned = casus.bespreking
        if planned and planned.state is BesprekingState.PLANNED and local_day(planned.start) == request.today:
            found.append((planned.start, rows.meeting_row(casus, planned, request.now, plekken)))
    return [line for _, line in sorted(found)]


@COMMANDS.declare(
    "overzicht",
    PAGE,
    help="Waar elke open casus staat, hoeveel er te laat is, en het eerstvolgende overleg.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def overzicht(request: Request, number: int) -> None:
    late = [one for one in await open_terms(request) if one.termijn.is_late(request.now)]
    next_one = next(iter(coming(await request.work.overleggen.all(), request.now)), None)
    lines = [_line(request, casus) for casus in await cases_of(request)]
    await request.reply(
        say.stand_van_zaken,
        casussen=with_rest(await page_of(lines, number, "overzicht"), "overzicht"),
        te_laat=len(late),
        overleg=say.overleg_van(next_one, request.team.plekken) if next_one else "",
    )


def _line(request: Request, casus: Casus) -> str:
    return say.case_line(casus.code, rows.latest_state(casus, request.today))
