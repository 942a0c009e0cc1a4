"""mijn: what the person must do, by when, in which case, and what to type once it is done."""

from collections.abc import Sequence

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.handlers.chat.command import READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.overzicht.open_terms import OpenTerm, open_terms
from retbot.reading.numbers import PAGE
from retbot.wording import forms
from retbot.wording.replies.overzicht import mijn as say

COMMANDS = Commands("overzicht")


@COMMANDS.declare(
    "mijn",
    PAGE,
    help="Wat u moet doen: in welke casus, uiterlijk wanneer, en wat u typt als het gedaan is.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def mijn(request: Request, number: int) -> None:
    own = [one for one in await open_terms(request) if one.is_of(request)]
    people = await request.work.people.all()
    shown = await page(own, number, lambda one: _line(request, one, people), "mijn")
    await request.reply(say.mijn, regels=with_rest(shown, "mijn"))


async def _line(request: Request, one: OpenTerm, people: Sequence[Deelnemer]) -> str:
    may = request.may(*forms.rights_to_end(one.termijn))
    command = forms.ending_of(one.termijn, str(one.casus.code) if one.casus else "") if may else ""
    return say.line(await one.line(request, people), command)
